from django.db import models
from sqlalchemy import delete, select


def comprehensions(db, Customer, orders):
    # ruleid: VBE200
    names = [db.query(Customer).filter(Customer.id == order.customer).first().name for order in orders]
    # ok: VBE200
    again = [customer.name for customer in db.query(Customer).filter(Customer.open.is_(True)).all()]
    # ruleid: VBE200
    kept = {order.id for order in orders if db.get(Customer, order.customer)}
    return names, again, kept


def unpacked(Group, memberships):
    for name, members in memberships.items():
        # ruleid: VBE200
        group, _ = Group.objects.get_or_create(name=name)
        for index, member in enumerate(members):
            # ruleid: VBE200
            group.members.filter(user=member.user, position=index).exists()


def lazy(Item, orders):
    for order in orders:
        # ruleid: VBE200
        for item in Item.objects.filter(order=order):
            print(item)
        # ok: VBE200
        for item in order.items.all():
            print(item)


def outer_turn(db, Order, users):
    for user in users:
        for status in ("open", "closed"):
            # ruleid: VBE200
            db.query(Order).filter(Order.user == user.id, Order.status == status).count()


def row_by_row(Order, now):
    for order in Order.objects.filter(open=True):
        order.open = False
        order.closed_at = now
        # ruleid: VBE200
        order.save()
    for order in Order.objects.filter(open=True):
        order.total = order.price * 2
        # ok: VBE200
        order.save()
    for order in Order.objects.filter(open=True):
        order.open = False
        order.recount()
        # ok: VBE200
        order.save()


def formset(form, customer):
    lines = form.save(commit=False)
    for line in lines:
        line.customer = customer
        # ok: VBE200
        line.save()


def other_databases(shards, Order):
    for region in shards:
        # ok: VBE200
        region.session.execute(select(Order).where(Order.open.is_(True)))


def other_tables(session, kinds, user, connection):
    for kind in kinds:
        statement = delete(kind).where(kind.user_id == user.id)
        # ok: VBE200
        session.execute(statement)
        # ok: VBE200
        connection.execute(f"SELECT COUNT(*) FROM {kind}")


def units_of_work(make_session, users, Order):
    for user in users:
        with make_session() as session:
            # ok: VBE200
            session.execute(select(Order).where(Order.user_id == user.id))


def one_by_one(Order, keys):
    for key in keys:
        # ok: VBE200
        Order.objects.select_for_update().get(pk=key)


def dynamo(table, request, keys):
    for key in keys:
        # ok: VBE200
        table.query(KeyConditionExpression=key).get("Items")
        # ok: VBE200
        request.query.get(key)


def enumerations(Status, Order):
    for status in Status:
        # ok: VBE200
        Order.objects.filter(status=status).count()


def later(Order, keys):
    # ok: VBE200
    return [lambda key=key: Order.objects.get(pk=key) for key in keys]


for number in models.__all__:
    # ok: VBE200
    models.Model.objects.get(name=number)
