import atexit
import sqlite3

import asyncpg
import psycopg2
from django.core.mail import get_connection as get_mail_connection
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from app.db import get_conn
from app.shared import get_connection

engine = create_engine("postgresql://db/shop")
Maker = sessionmaker(engine)
pool = None


def never(dsn):
    # ruleid: VBE120
    connection = psycopg2.connect(dsn)
    cursor = connection.cursor()
    cursor.execute("SELECT 1")
    return cursor.fetchone()


def never_but_of_another_module():
    # ok: VBE120
    connection = get_connection()
    return connection.get("key")


def closed_by_hand():
    # ruleid: VBE120
    connection = get_conn()
    row = connection.execute("SELECT 1").fetchone()
    if row is None:
        connection.close()
        return None
    connection.close()
    return row


async def asynchronous(dsn):
    # ruleid: VBE120
    connection = await asyncpg.connect(dsn)
    rows = await connection.fetch("SELECT 1")
    await connection.close()
    return rows


async def asynchronous_and_closed(dsn):
    # ok: VBE120
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetch("SELECT 1")
    finally:
        await connection.close()


async def from_a_pool():
    # ruleid: VBE120
    connection = await pool.acquire()
    rows = await connection.fetch("SELECT 1")
    await pool.release(connection)
    return rows


def from_a_psycopg_pool():
    # ruleid: VBE120
    connection = pool.getconn()
    connection.execute("SELECT 1")
    pool.putconn(connection)


def of_an_engine():
    # ruleid: VBE120
    connection = engine.raw_connection()
    connection.execute("SELECT 1")
    connection.close()


def sessions(order):
    # ruleid: VBE120
    session = Maker()
    session.add(order)
    session.commit()
    session.close()


def annotated_session(order):
    # ruleid: VBE120
    session: Session = Session(engine)
    session.add(order)
    session.commit()
    session.close()


def dependency():
    # ruleid: VBE120
    session = Maker()
    yield session
    session.close()


def dependency_that_closes():
    # ok: VBE120
    session = Maker()
    try:
        yield session
    finally:
        session.close()


def transaction_only(path):
    # ruleid: VBE120
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("DELETE FROM carts")
    connection.close()


def registered(path):
    # ok: VBE120
    connection = sqlite3.connect(path)
    atexit.register(connection.close)
    connection.execute("PRAGMA journal_mode=WAL")


def in_a_stack(stack, dsn):
    # ok: VBE120
    connection = psycopg2.connect(dsn)
    stack.callback(connection.close)
    connection.execute("SELECT 1")


def none_at_first(dsn):
    connection = None
    try:
        # ok: VBE120
        connection = psycopg2.connect(dsn)
        connection.execute("SELECT 1")
    finally:
        if connection is not None:
            connection.close()


def given_or_made(dsn, connection=None):
    is_own = connection is None
    if is_own:
        # ok: VBE120
        connection = psycopg2.connect(dsn)
    connection.execute("SELECT 1")
    if is_own:
        connection.close()


def get_db_connection(path):
    # ok: VBE120
    connection = sqlite3.connect(path)
    return connection


def asks(path):
    # ruleid: VBE120
    connection = get_db_connection(path)
    return connection.execute("SELECT 1").fetchone()


def hands_out_rows(path):
    # ok: VBE120
    connection = get_db_connection(path)
    return connection.execute("SELECT 1")


def worker(dsn):
    # ok: VBE120
    connection = psycopg2.connect(dsn)
    while True:
        connection.execute("SELECT 1")


def mails(messages):
    # ok: VBE120
    connection = get_mail_connection()
    connection.send_messages(messages)
    connection.close()
