# path: app/coroutines.py
import asyncio
import sqlite3

from asgiref.sync import sync_to_async
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker()


async def made_here(statement):
    session = SessionLocal()
    # ruleid: VBE210
    return session.execute(statement)


async def behind_a_nested_function(db):
    def order_of(row):
        return row.order

    # ruleid: VBE210
    return [order_of(row) for row in db.query(Order).all()]


async def django(key):
    # ruleid: VBE210
    return Order.objects.get(pk=key)


async def django_in_a_thread(key):
    # ok: VBE210
    first = await sync_to_async(Order.objects.get)(pk=key)
    # ok: VBE210
    return first, await Order.objects.aget(pk=key)


async def cursors(path, connection):
    # ruleid: VBE210
    cursor = connection.execute("SELECT 1")
    return cursor, sqlite3.connect(path)


async def gathered(db):
    # ok: VBE210
    return await asyncio.gather(db.orders.find_one({}), *[db.users.find_one({"n": n}) for n in range(3)])


class Local:
    async def verify_password(self, given):
        return given

    async def check(self, given):
        # ok: VBE210
        return self.verify_password(given)


class Queue:
    def __init__(self, url, key):
        from httpx import AsyncClient
        from supabase import create_client

        self.supabase = create_client(url, key)
        self.http = AsyncClient()

    async def size(self):
        # ruleid: VBE210
        return self.supabase.rpc("size").execute()

# path: app/crud.py
import bcrypt
from sqlalchemy.orm import Session


def orders_of(db: Session, customer_id):
    return db.query(Order).filter(Order.customer_id == customer_id).all()


def summed(db: Session, customer_id):
    return sum(order.total for order in orders_of(db, customer_id))


def rows(db: Session):
    for order in db.query(Order):
        yield order


def digest_of(text):
    return bcrypt.hashpw(text.encode(), bcrypt.gensalt())


class Orders:
    def __init__(self, db: Session):
        self.db = db

    def open(self):
        return self.db.query(Order).filter(Order.open.is_(True)).all()

    async def closed(self):
        # ruleid: VBE210
        return self.db.query(Order).filter(Order.open.is_(False)).all()


# path: app/routes.py
from fastapi import Depends
from fastapi.concurrency import run_in_threadpool

from app.crud import Orders, digest_of, orders_of, rows, summed


def orders(db=Depends(get_db)) -> Orders:
    return Orders(db)


async def total(customer_id, db=Depends(get_db)):
    # ruleid: VBE210
    return summed(db, customer_id)


async def listed(found: Orders = Depends(orders)):
    # ruleid: VBE210
    return found.open()


async def signed(text):
    # ruleid: VBE210
    return digest_of(text)


async def in_a_thread(customer_id, db=Depends(get_db)):
    # ok: VBE210
    found = await run_in_threadpool(orders_of, db, customer_id)
    # ok: VBE210
    return found, await run_in_threadpool(lambda: orders_of(db, customer_id))


async def elsewhere(found: Orders = Depends(orders)):
    # ok: VBE210
    return await found.closed()


async def later(db=Depends(get_db)):
    # ok: VBE210
    return rows(db)


def without_a_loop(customer_id, db=Depends(get_db)):
    # ok: VBE210
    return summed(db, customer_id)
