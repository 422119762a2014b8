from sqlalchemy import text


def bounded(session, product, amount):
    # ruleid: VBE144
    product.stock = max(0, product.stock - amount)
    session.commit()


def may_be_none(session, product, amount):
    # ruleid: VBE144
    product.stock = (product.stock or 0) + amount
    session.commit()


def raw_lock(session, product, amount):
    session.execute(text("SELECT 1 FROM product WHERE id = :id FOR UPDATE"), {"id": product.id})
    # ok: VBE144
    product.stock -= amount
    session.commit()


def two_ways(session, product, amount, sign):
    try:
        if sign:
            # ruleid: VBE144
            product.stock += amount
        session.commit()
    except ValueError:
        session.rollback()


def blocked(session, product, amount, is_blocked):
    if not is_blocked:
        # ruleid: VBE144
        product.stock += amount
    session.commit()


class Purse:
    @staticmethod
    def add_to(self, session, amount):
        # ruleid: VBE144
        self.balance += amount
        session.commit()

    def add_later(self, session, amount):
        def run(self):
            # ruleid: VBE144
            self.balance += amount
            session.commit()

        def run_on_me():
            # ok: VBE144
            self.balance += amount
            session.commit()

        return run, run_on_me


def store(session):
    session.commit()


def store_elsewhere():
    with SessionLocal() as session:
        session.commit()


def layered(session, product, amount):
    # ruleid: VBE144
    product.stock += amount
    store(session)


def left_to_the_caller(product, amount):
    # ok: VBE144
    product.stock += amount
    store_elsewhere()


def stored_before(session, product, amount):
    store(session)
    # ok: VBE144
    product.stock += amount
