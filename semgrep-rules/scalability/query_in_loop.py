from django.shortcuts import get_object_or_404
from sqlalchemy import select


def orm_of_sqlalchemy(db, orders, Customer):
    for order in orders:
        # ruleid: VBE200
        customer = db.query(Customer).filter(Customer.id == order.customer_id).first()
        # ok: VBE200
        again = db.query(Customer).filter(Customer.id == order.customer_id).count()
        print(customer, again)


def orm_of_flask(Item, form):
    for row in form["items"]:
        key = row["id"]
        # ruleid: VBE200
        item = Item.query.get(key)
        item.amount = 1


def orm_of_django(Order, rows):
    for row in rows:
        # ruleid: VBE200
        Order.objects.create(number=row["number"])
    for row in rows:
        # ruleid: VBE200
        if Order.objects.filter(number=row["number"]).exists():
            print(row)
    for row in rows:
        # ok: VBE200
        Order(number=row["number"])


def shortcuts(Order, keys):
    for key in keys:
        # ruleid: VBE200
        get_object_or_404(Order, pk=key)


async def statements(session, users, Order):
    for user in users:
        # ruleid: VBE200
        result = await session.execute(select(Order).where(Order.user_id == user.id))
        print(result.scalars().all())
    for user in users:
        statement = select(Order).where(Order.user_id == user.id)
        # ruleid: VBE200
        print(await session.scalar(statement))
    for user in users:
        # ruleid: VBE200
        print(await session.get(Order, user.order_id))
    # ok: VBE200
    everything = await session.execute(select(Order).where(Order.user_id.in_([user.id for user in users])))
    for order in everything.scalars():
        print(order)


def cursors(cursor, rows):
    for row in rows:
        # ruleid: VBE200
        cursor.execute("INSERT INTO orders VALUES (?, ?)", (row.id, row.total))
    # ok: VBE200
    cursor.executemany("INSERT INTO orders VALUES (?, ?)", rows)


async def documents(db, orders):
    for order in orders:
        # ruleid: VBE200
        order["user"] = await db.users.find_one({"_id": order["user_id"]})
    for order in orders:
        # ruleid: VBE200
        await db.users.update_one({"_id": order["user_id"]}, {"$inc": {"orders": 1}})


def supabase(client, keys):
    for key in keys:
        # ruleid: VBE200
        client.table("sources").select("*").eq("id", key).execute()


def few_turns(db, Order, orders):
    for status in ["open", "closed"]:
        # ok: VBE200
        db.query(Order).filter(Order.status == status).count()
    for status in STATUSES:
        # ok: VBE200
        db.query(Order).filter(Order.status == status).count()
    for month in range(12):
        # ok: VBE200
        db.query(Order).filter(Order.month == month).count()
    for order in orders[:5]:
        # ok: VBE200
        db.query(Order).filter(Order.id == order).first()


STATUSES = ("open", "closed")


def groups(db, Order, chunks, waiting):
    for chunk in chunks:
        # ok: VBE200
        db.execute(select(Order).where(Order.id == chunk))
    for message in waiting:
        # ok: VBE200
        db.execute(select(Order).where(Order.id == message.order))


def at_once(db, Order, parts):
    for part in parts:
        # ok: VBE200
        db.execute(select(Order).where(Order.id.in_(part)))
        # ok: VBE200
        Order.objects.filter(id__in=part).update(seen=True)


def until_found(db, Order, candidates):
    for candidate in candidates:
        if candidate.active:
            # ok: VBE200
            order = db.query(Order).filter(Order.number == candidate.number).first()
            return order
    return None


def tables(session, models):
    for model in models:
        # ok: VBE200
        session.query(model).delete()


def scripts(cursor, statements):
    for statement in statements:
        # ok: VBE200
        cursor.execute(statement)
    for column in statements:
        # ok: VBE200
        cursor.execute("ALTER TABLE orders ADD COLUMN x" + column)


def seed_customers(db, Customer, names):
    for name in names:
        # ok: VBE200
        db.query(Customer).filter(Customer.name == name).first()


def tries(db, Customer, names):
    while names:
        # ok: VBE200
        db.query(Customer).filter(Customer.name == names.pop()).first()
    for name in names:
        try:
            print(name)
        except ValueError:
            # ok: VBE200
            db.query(Customer).filter(Customer.name == name).delete()


def not_a_database(cache, words, page):
    for word in words:
        # ok: VBE200
        cache.get(word, "nothing")
        # ok: VBE200
        page.find(word)


def the_same_question(db, Setting, rows):
    for row in rows:
        # ok: VBE200
        limit = db.query(Setting).filter(Setting.name == "limit").first()
        print(row, limit)
