import smtplib
import sqlite3
from contextlib import closing
from email.message import EmailMessage

import psycopg2
import psycopg2 as pg

from app.db import SessionLocal, get_db_connection

PATH = "app.db"
PORT = 587


def only_where_all_goes_well(dsn):
    # ruleid: VBE120
    connection = psycopg2.connect(dsn)
    connection.execute("SELECT 1")
    connection.close()


def through_a_cursor(dsn):
    # ruleid: VBE120
    connection = pg.connect(dsn)
    cursor = connection.cursor()
    cursor.execute("SELECT count(*) FROM orders")
    total = cursor.fetchone()
    connection.close()
    return total


def swallowed(order):
    try:
        # ruleid: VBE120
        connection = get_db_connection()
        connection.execute("INSERT INTO orders VALUES (?)", (order,))
        connection.commit()
        connection.close()
        return {"ok": True}
    except Exception as error:
        return {"ok": False, "error": str(error)}


def mail(text):
    message = EmailMessage()
    message.set_content(text)
    # ruleid: VBE120
    server = smtplib.SMTP("mail.example.org", PORT)
    server.starttls()
    server.send_message(message)
    server.quit()


def session(order):
    # ruleid: VBE120
    db = SessionLocal()
    db.add(order)
    db.commit()
    db.close()


def in_a_finally(order):
    # ok: VBE120
    db = SessionLocal()
    try:
        db.add(order)
        db.commit()
    finally:
        db.close()


def in_a_finally_with_handlers(order):
    # ok: VBE120
    db = SessionLocal()
    try:
        db.add(order)
        db.commit()
    except ValueError:
        db.rollback()
        raise
    finally:
        db.close()


def on_both_ways(dsn):
    # ok: VBE120
    connection = psycopg2.connect(dsn)
    try:
        connection.execute("SELECT 1")
    except Exception:
        connection.close()
        raise
    connection.close()


def with_closing(dsn):
    # ok: VBE120
    with closing(psycopg2.connect(dsn)) as connection:
        connection.execute("SELECT 1")


def with_itself():
    # ok: VBE120
    with smtplib.SMTP("mail.example.org", PORT) as server:
        server.noop()


def with_closing_later(dsn):
    # ok: VBE120
    connection = psycopg2.connect(dsn)
    with closing(connection):
        connection.execute("SELECT 1")


def given_to_the_caller(path):
    # ok: VBE120
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    return connection


class Store:
    def __init__(self, path):
        # ok: VBE120
        self.connection = sqlite3.connect(path)
        # ok: VBE120
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=WAL")
        self.other = connection

    def count(self):
        # ruleid: VBE120
        connection = sqlite3.connect(PATH)
        total = connection.execute("SELECT count(*) FROM orders").fetchone()[0]
        connection.close()
        return total


def in_memory():
    # ok: VBE120
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE scratch (id)")
    connection.close()


def nothing_between(dsn):
    # ok: VBE120
    connection = psycopg2.connect(dsn)
    connection.close()


def goes_on_to_the_closing(dsn):
    # ok: VBE120
    connection = psycopg2.connect(dsn)
    try:
        connection.execute("SELECT 1")
    except Exception as error:
        print(error)
    connection.close()


def kept_by_another(dsn, repository_class):
    # ok: VBE120
    connection = psycopg2.connect(dsn)
    repository = Repository(connection)
    connection.execute("SELECT 1")
    repository.close()


class Repository:
    def __init__(self, connection):
        self.connection = connection

    def close(self):
        self.connection.close()


def for_later(dsn, callbacks):
    # ok: VBE120
    connection = psycopg2.connect(dsn)
    connection.execute("SELECT 1")
    callbacks.append(lambda: connection.close())
