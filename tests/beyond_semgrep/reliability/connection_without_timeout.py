import ftplib
import os
import socket

import aioredis
import MySQLdb
import psycopg
import psycopg2
import psycopg2.pool
import pymysql
import redis
import redis.asyncio as async_redis
from redis.asyncio import ConnectionPool, Redis

from app.settings import settings

DSN = "host=db.example.org dbname=shop"
LIMITED_DSN = "host=db.example.org dbname=shop connect_timeout=5"


def databases(options, password):
    # ruleid: VBE111
    connection = psycopg2.connect(DSN)
    # ok: VBE111
    connection = psycopg2.connect(LIMITED_DSN)
    # ruleid: VBE111
    connection = psycopg2.connect(host=os.environ["DB_HOST"], password=password)
    # ruleid: VBE111
    connection = psycopg2.connect(host=os.getenv("DB_HOST", "localhost"), password=password)
    # ok: VBE111
    connection = psycopg2.connect(host="localhost", password=password)
    # ok: VBE111
    connection = psycopg2.connect("dbname=shop host=localhost")
    # ok: VBE111
    connection = psycopg2.connect("postgresql://shop:shop@localhost:5432/shop")
    # ok: VBE111
    connection = psycopg2.connect(host=os.environ["DB_HOST"], connect_timeout=5)
    # ok: VBE111
    connection = psycopg2.connect(settings.dsn, options="-c statement_timeout=5000")
    # ok: VBE111
    connection = psycopg2.connect(**options)
    # ruleid: VBE111
    connection = psycopg2.pool.ThreadedConnectionPool(1, 10, settings.dsn)
    # ruleid: VBE111
    connection = MySQLdb.connect(host=settings.db_host)
    # ok: VBE111
    connection = MySQLdb.connect(host=settings.db_host, connect_timeout=5)
    # ok: VBE111
    connection = psycopg.connect(settings.dsn)
    # ok: VBE111
    connection = pymysql.connect(host=settings.db_host)
    return connection


def caches(pool, options):
    # ruleid: VBE111
    cache = redis.from_url(settings.redis_url, decode_responses=True)
    # ruleid: VBE111
    cache = redis.Redis.from_url(settings.redis_url)
    # ruleid: VBE111
    cache = async_redis.from_url(settings.redis_url)
    # ruleid: VBE111
    cache = aioredis.from_url(settings.redis_url)
    # ruleid: VBE111
    cache = redis.StrictRedis(host=settings.redis_host, port=6379)
    # ruleid: VBE111
    cache = Redis(settings.redis_host)
    # ruleid: VBE111
    cache = Redis(connection_pool=ConnectionPool.from_url(settings.redis_url))
    # ok: VBE111
    cache = Redis(host=settings.redis_host, connection_pool=pool)
    # ok: VBE111
    cache = Redis(host=settings.redis_host, socket_timeout=5)
    # ok: VBE111
    cache = redis.from_url(f"{settings.redis_url}?socket_connect_timeout=2")
    # ok: VBE111
    cache = redis.from_url("redis://localhost:6379/0")
    # ok: VBE111
    cache = redis.from_url("redis://:secret@127.0.0.1")
    # ok: VBE111
    cache = redis.from_url("unix:///run/redis.sock")
    # ok: VBE111
    cache = redis.Redis()
    # ok: VBE111
    cache = redis.Redis(db=2)
    # ok: VBE111
    cache = redis.Redis(unix_socket_path="/run/redis.sock")
    # ok: VBE111
    cache = redis.Redis(**options)
    return cache


def files(host, user):
    server = ftplib.FTP()
    # ruleid: VBE111
    server.connect(host, 21)
    # ok: VBE111
    server.connect(host, 21, 10)
    server.login(user)


def stream(host):
    sender = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # ruleid: VBE111
    sender.connect((host, 9000))
    # ok: VBE111
    sender.connect(("127.0.0.1", 9000))
    sender.sendall(b"hello")


class Sender:
    def __init__(self, host):
        self.socket = socket.socket()
        self.host = host

    def open(self):
        # ruleid: VBE111
        self.socket.connect((self.host, 9000))


def not_a_connection(settings):
    # ok: VBE111
    return settings.from_url(settings.redis_url) or settings.redis.connect(settings.host)
