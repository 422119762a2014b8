import ftplib
import http.client
import imaplib
import poplib
import smtplib
import socket
from ftplib import FTP
from http.client import HTTPSConnection
from smtplib import SMTP, SMTP_SSL

import MySQLdb
import psycopg
import psycopg2
import psycopg2.pool
import pymysql
import redis
import redis.asyncio as async_redis
from redis.asyncio import Redis

from app.settings import settings


def mail(host, port, options, context):
    # ruleid: VBE111
    with smtplib.SMTP(host, port) as server:
        server.starttls()
    # ruleid: VBE111
    server = SMTP_SSL(host, port, context=context)
    # ruleid: VBE111
    server = SMTP(host=settings.smtp_host, port=587)
    # ruleid: VBE111
    server = smtplib.SMTP(host, port, timeout=None)
    # ok: VBE111
    server = SMTP(host, port, timeout=10)
    # ok: VBE111
    server = SMTP(host, port, "mail.example.org", 10)
    # ok: VBE111
    server = SMTP(host, **options)
    # ok: VBE111
    server = SMTP(*options)
    # ok: VBE111
    server = SMTP("localhost", 25)
    # ok: VBE111
    server = SMTP(host="127.0.0.1")
    return server


def mailboxes(host):
    # ruleid: VBE111
    mailbox = imaplib.IMAP4_SSL(host)
    # ruleid: VBE111
    mailbox = imaplib.IMAP4(host, 143)
    # ok: VBE111
    mailbox = imaplib.IMAP4(host, 143, 30)
    # ok: VBE111
    mailbox = imaplib.IMAP4_SSL(host, timeout=settings.mail_timeout)
    # ruleid: VBE111
    return mailbox or poplib.POP3_SSL(host, 995)


def files(host, user, password):
    # ruleid: VBE111
    with FTP(host) as server:
        server.login(user, password)
    # ruleid: VBE111
    server = ftplib.FTP_TLS(host, user, password)
    # ok: VBE111
    server = FTP(host, timeout=30)
    # ok: VBE111
    server = FTP()
    # ok: VBE111
    server = FTP(host, user, password, "", 30)
    return server


def plain(host, address):
    # ruleid: VBE111
    connection = http.client.HTTPConnection(host)
    # ruleid: VBE111
    connection = HTTPSConnection(host, 443)
    # ok: VBE111
    connection = HTTPSConnection(host, timeout=5)
    # ruleid: VBE111
    connection = socket.create_connection((host, 443))
    # ruleid: VBE111
    connection = socket.create_connection(address)
    # ok: VBE111
    connection = socket.create_connection((host, 443), 5)
    # ok: VBE111
    connection = socket.create_connection(address, timeout=5)
    # ok: VBE111
    connection = socket.create_connection(("localhost", 443))
    return connection


def databases(password, options):
    # ruleid: VBE111
    connection = psycopg2.connect(settings.dsn)
    # ruleid: VBE111
    connection = psycopg2.connect(host=settings.db_host, password=password)
    # ok: VBE111
    connection = psycopg2.connect(host="localhost", password=password)
    # ok: VBE111
    connection = psycopg2.connect("dbname=shop host=localhost")
    # ok: VBE111
    connection = psycopg2.connect(host=settings.db_host, connect_timeout=5)
    # ok: VBE111
    connection = psycopg2.connect(**options)
    # ruleid: VBE111
    connection = psycopg2.pool.ThreadedConnectionPool(1, 10, settings.dsn)
    # ruleid: VBE111
    connection = MySQLdb.connect(host=settings.db_host)
    # ok: VBE111
    connection = psycopg.connect(settings.dsn)
    # ok: VBE111
    connection = pymysql.connect(host=settings.db_host)
    return connection


def caches(pool):
    # ruleid: VBE111
    cache = redis.from_url(settings.redis_url, decode_responses=True)
    # ruleid: VBE111
    cache = redis.Redis.from_url(settings.redis_url)
    # ruleid: VBE111
    cache = async_redis.from_url(settings.redis_url)
    # ruleid: VBE111
    cache = redis.StrictRedis(host=settings.redis_host, port=6379)
    # ok: VBE111
    cache = Redis(host=settings.redis_host, socket_timeout=5)
    # ok: VBE111
    cache = Redis(host=settings.redis_host, connection_pool=pool)
    # ok: VBE111
    cache = redis.from_url("redis://localhost:6379/0")
    # ok: VBE111
    cache = redis.Redis(db=2)
    return cache


def main():
    # ok: VBE111
    smtplib.SMTP(settings.smtp_host)


if __name__ == "__main__":
    # ok: VBE111
    smtplib.SMTP(settings.smtp_host)


import flask  # noqa: E402  the `__main__` block alone would make a program of this

app = flask.Flask(__name__)
