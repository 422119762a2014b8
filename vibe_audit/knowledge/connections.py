"""What opens a connection that somebody has to close."""

from __future__ import annotations

from vibe_audit.knowledge.databases import SYNC_CONNECTORS

# https://docs.python.org/3/library/smtplib.html, imaplib, poplib and ftplib; asyncpg, aiosqlite, aiomysql, psycopg 3, SQLAlchemy, SQLModel.
CONNECTORS = SYNC_CONNECTORS | frozenset({
    "aiomysql.connect", "aiosqlite.connect", "asyncpg.connect", "ftplib.FTP", "ftplib.FTP_TLS", "imaplib.IMAP4", "imaplib.IMAP4_SSL",
    "poplib.POP3", "poplib.POP3_SSL", "psycopg.AsyncConnection.connect", "psycopg.Connection.connect", "smtplib.SMTP", "smtplib.SMTP_SSL",
    "sqlalchemy.create_engine().connect", "sqlalchemy.create_engine().raw_connection", "sqlalchemy.ext.asyncio.AsyncSession",
    "sqlalchemy.ext.asyncio.async_sessionmaker()", "sqlalchemy.orm.Session", "sqlalchemy.orm.sessionmaker()", "sqlmodel.Session",
})

# A `with` around one of these ends a transaction and leaves the connection open.
# https://docs.python.org/3/library/sqlite3.html#how-to-use-the-connection-context-manager,
# https://www.psycopg.org/docs/usage.html#with-statement
WITH_LEAVES_OPEN = frozenset({"psycopg2.connect", "sqlite3.connect"})

# How projects name their own: a function that makes a connection, a factory of sessions, and the methods of a pool or an engine.
CONNECTION_MAKERS = frozenset({
    "SessionLocal", "connect_db", "connect_to_db", "create_connection", "get_conn", "get_connection", "get_database_connection",
    "get_db_conn", "get_db_connection", "open_connection",
})
POOL_METHODS = frozenset({"acquire", "connect", "getconn", "raw_connection"})

# What gives a connection back: its own method, or one of a pool that it is handed to.
CLOSING_METHODS = frozenset({"close", "close_all", "logout", "quit"})
CLOSING_CALLS = frozenset({
    "aclosing", "callback", "close", "closing", "enter_async_context", "enter_context", "push", "putconn", "release",
})

# What they return makes sessions: https://docs.sqlalchemy.org/en/20/orm/session_api.html#sqlalchemy.orm.sessionmaker
SESSION_FACTORIES = frozenset({"async_sessionmaker", "sessionmaker"})

# Where each takes its time limit, counted from 0; it has the same name as a keyword: without it they wait for ever, unless
# `socket.setdefaulttimeout` says otherwise. https://docs.python.org/3/library/smtplib.html, ftplib, imaplib, poplib, http.client, socket.
STANDARD_TIMEOUTS = {
    "ftplib.FTP": 4, "ftplib.FTP().connect": 2, "ftplib.FTP_TLS": 7, "ftplib.FTP_TLS().connect": 2, "http.client.HTTPConnection": 2,
    "http.client.HTTPSConnection": 4, "imaplib.IMAP4": 2, "imaplib.IMAP4_SSL": 5, "poplib.POP3": 2, "poplib.POP3_SSL": 4,
    "smtplib.LMTP": 4, "smtplib.SMTP": 3, "smtplib.SMTP_SSL": 5, "socket.create_connection": 1, "telnetlib.Telnet": 2,
}
STREAM_CONNECTS = frozenset({"socket.socket().connect"})

# libpq and libmysqlclient wait for as long as the network lets them: https://www.postgresql.org/docs/current/libpq-connect.html.
# psycopg 3, PyMySQL, MySQL Connector and asyncpg have a limit of their own.
UNLIMITED_DRIVERS = frozenset({
    "MySQLdb.connect", "psycopg2.connect", "psycopg2.pool.PersistentConnectionPool", "psycopg2.pool.SimpleConnectionPool",
    "psycopg2.pool.ThreadedConnectionPool",
})

# `socket_timeout` is None up to redis-py 7; 8.0 brought a limit of five seconds: https://redis.readthedocs.io/en/stable/connections.html
_REDIS_MODULES = ("aioredis", "redis", "redis.asyncio", "redis.asyncio.client", "redis.client")
_REDIS_CLASSES = ("BlockingConnectionPool", "ConnectionPool", "Redis", "StrictRedis")
REDIS_CLIENTS = frozenset({
    *(f"{module}.{name}" for module in _REDIS_MODULES for name in _REDIS_CLASSES),
    *(f"{module}.{name}.from_url" for module in _REDIS_MODULES for name in _REDIS_CLASSES),
    *(f"{module}.from_url" for module in _REDIS_MODULES),
})
# What waits on purpose, and would fail with a limit on the socket.
REDIS_WAITERS = frozenset({
    "blmove", "blmpop", "blpop", "brpop", "brpoplpush", "bzpopmax", "bzpopmin", "listen", "psubscribe", "pubsub", "subscribe", "xread",
    "xreadgroup",
})
