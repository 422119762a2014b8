# path: app/loops.py
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

# path: app/crud.py
from sqlalchemy import insert, select
from sqlalchemy.orm import Session


def load_customer(db: Session, customer_id: int):
    return _first(db, select(Customer).where(Customer.id == customer_id))


def _first(session, statement):
    return session.execute(statement).scalar_one_or_none()


def load_customers(db: Session, customer_ids: list[int]):
    return db.query(Customer).filter(Customer.id.in_(customer_ids)).all()


def add_note(db: Session, order, text):
    db.execute(insert(Note).values(order_id=order.id, text=text))


def close(db: Session, order):
    order.customer = load_customer(db, order.customer_id)
    db.add(order)


def refresh_rate(db: Session, currency):
    return db.query(Rate).filter(Rate.currency == currency).one()


def by_itself(customer_id):
    with SessionLocal() as session:
        return session.get(Customer, customer_id)


def known(db, customer_id, cache):
    if customer_id not in cache:
        cache[customer_id] = load_customer(db, customer_id)
    return cache[customer_id]


class Customers:
    def __init__(self, db: Session):
        self.db = db

    def find(self, customer_id):
        return self.db.get(Customer, customer_id)


# path: app/routes.py
import time

from app import crud
from app.crud import Customers, load_customer, load_customers


def report(db, orders):
    # ruleid: VBE200
    return [load_customer(db, order.customer_id) for order in orders]


def through_a_repository(db, orders):
    customers = Customers(db)
    found = {}
    for order in orders:
        # ruleid: VBE200
        found[order.id] = customers.find(order.customer_id)
    return found


def through_a_helper_here(db, orders):
    # ruleid: VBE200
    return [_shown(db, order) for order in orders]


def _shown(db, order):
    return {"id": order.id, "customer": crud.load_customer(db, order.customer_id).name}


def at_once(db, orders):
    # ok: VBE200
    customers = load_customers(db, [order.customer_id for order in orders])
    for order in orders:
        # ok: VBE200
        order.note = load_customers(db, [1, 2, 3])
    return customers


def work(db, orders, cache):
    for order in orders:
        # ok: VBE200
        crud.add_note(db, order, "sent")
        # ok: VBE200
        crud.close(db, order)
        # ok: VBE200
        crud.by_itself(order.customer_id)
        # ok: VBE200
        crud.known(db, order.customer_id, cache)
        # ok: VBE200
        crud.refresh_rate(db, order.currency)


def one_failure_stops_nothing(db, orders):
    for order in orders:
        try:
            # ok: VBE200
            load_customer(db, order.customer_id)
        except LookupError:
            continue


def slowly(db, orders):
    for order in orders:
        # ok: VBE200
        load_customer(db, order.customer_id)
        time.sleep(0.1)


def the_first(db, orders):
    for order in orders:
        if order.is_open:
            # ok: VBE200
            return load_customer(db, order.customer_id)


# path: app/models.py
from django.db import models


class Article(models.Model):
    tags = models.ManyToManyField("Tag", related_name="articles")


# path: app/tagging.py
def one_by_one(article, tags, seen):
    for tag in tags:
        # ruleid: VBE200
        article.tags.add(tag)
        # ok: VBE200
        seen.names.add(tag)


def other_way_round(articles, tag):
    for article in articles:
        # ok: VBE200
        article.tags.add(tag)
    for article in articles:
        # ruleid: VBE200
        tag.articles.add(article)


def all_at_once(article, tags):
    # ok: VBE200
    article.tags.add(*tags)


class Collected:
    def __init__(self):
        self.tags = set()

    def collect(self, tags):
        for tag in tags:
            # ok: VBE200
            self.tags.add(tag)
