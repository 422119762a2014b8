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
