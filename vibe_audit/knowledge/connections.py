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
