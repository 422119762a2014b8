from django.db.models import F


def pays(session, account, amount):
    # ruleid: VBE144
    account.balance -= amount
    session.commit()


def sells(db, product, cart):
    for line in cart:
        # ruleid: VBE144
        product.stock -= line.amount
    db.session.commit()


def spelled_out(session, product, amount):
    if amount:
        # ruleid: VBE144
        product.stock = product.stock - amount
    session.commit()


def saves(coupon):
    # ruleid: VBE144
    coupon.used_count += 1
    coupon.save()


async def flushes(session, user):
    # ruleid: VBE144
    user.credits += 10
    await session.flush()


def locked(session, key, amount):
    account = session.get(Account, key, with_for_update=True)
    # ok: VBE144
    account.balance -= amount
    session.commit()


def locked_in_django(key, amount):
    account = Account.objects.select_for_update().get(pk=key)
    # ok: VBE144
    account.balance -= amount
    account.save()


def locked_elsewhere(cache, account, amount):
    with cache.lock(account.id):
        # ok: VBE144
        account.balance -= amount
        account.save()


def by_the_database(account, amount):
    # ok: VBE144
    account.balance = F("balance") - amount
    account.save()
    # ok: VBE144
    account.balance -= amount


def is_new(session, user):
    wallet = Wallet(user=user)
    # ok: VBE144
    wallet.balance += 10
    session.commit()


def not_stored(account, amount):
    # ok: VBE144
    account.balance -= amount
    return account


def not_contested(session, job):
    # ok: VBE144
    job.retry_count += 1
    # ok: VBE144
    job.processed += 1
    session.commit()


def not_a_number(session, user):
    # ok: VBE144
    user.tickets += ["new"]
    session.commit()


class Totals:
    def add(self, session, amount):
        # ok: VBE144
        self.balance += amount
        session.commit()


class Wallet:
    def add(this, session, amount):
        # ok: VBE144
        this.balance += amount
        session.commit()

    @classmethod
    def add_to_all(owner, session, amount):
        # ok: VBE144
        owner.balance += amount
        session.commit()

    @staticmethod
    def add_to(row, session, amount):
        # ruleid: VBE144
        row.balance += amount
        session.commit()

    def take(self, session, row, amount):
        # ruleid: VBE144
        row.balance -= amount
        session.commit()


def attend(session, contract, hours):
    # ruleid: VBE144
    contract.remaining_hours -= hours
    session.commit()
