"""Database libraries: which of their methods wait for an answer from the server."""

from __future__ import annotations

# https://docs.djangoproject.com/en/stable/ref/models/querysets/#methods-that-do-not-return-querysets, and their async twins.
DJANGO_READS = frozenset({
    "aaggregate", "acount", "aearliest", "aexists", "afirst", "aget", "aggregate", "ain_bulk", "alast", "alatest", "count",
    "earliest", "exists", "first", "get", "in_bulk", "last", "latest",
})
DJANGO_WRITES = frozenset({
    "abulk_create", "abulk_update", "acreate", "adelete", "aget_or_create", "aupdate", "aupdate_or_create", "bulk_create",
    "bulk_update", "create", "delete", "get_or_create", "update", "update_or_create",
})
# Methods that only describe a query; it runs when somebody iterates over it.
DJANGO_LAZY = frozenset({
    "all", "annotate", "exclude", "filter", "order_by", "prefetch_related", "select_related", "values", "values_list",
})
DJANGO_MANAGERS = frozenset({"_base_manager", "_default_manager", "objects"})
DJANGO_SHORTCUTS = frozenset({
    "django.shortcuts.aget_list_or_404", "django.shortcuts.aget_object_or_404", "django.shortcuts.get_list_or_404",
    "django.shortcuts.get_object_or_404",
})

# https://docs.sqlalchemy.org/en/20/orm/queryguide/query.html, and Flask-SQLAlchemy's additions to it.
ORM_QUERY_READS = frozenset({
    "all", "count", "first", "first_or_404", "get", "get_or_404", "one", "one_or_404", "one_or_none", "paginate", "scalar",
})
ORM_QUERY_WRITES = frozenset({"delete", "update"})

# https://docs.sqlalchemy.org/en/20/orm/session_api.html, SQLModel's `exec`, DB-API cursors, asyncpg and databases.
SESSION_RUNS = frozenset({"exec", "execute", "scalar", "scalars"})
SESSION_TRANSACTIONS = frozenset({"commit", "flush", "refresh"})
CONNECTION_FETCHES = frozenset({"fetch", "fetch_all", "fetch_one", "fetch_val", "fetchrow", "fetchval"})

# https://www.mongodb.com/docs/languages/python/pymongo-driver/current/; motor has the same names.
MONGO_READS = frozenset({"count_documents", "estimated_document_count", "find_one"})
MONGO_LAZY = frozenset({"aggregate", "find"})
MONGO_WRITES = frozenset({
    "delete_many", "delete_one", "find_one_and_delete", "find_one_and_replace", "find_one_and_update", "insert_many",
    "insert_one", "replace_one", "update_many", "update_one",
})

# What makes an instance of a model from something else: Pydantic and SQLModel, https://docs.pydantic.dev/latest/api/base_model/
ROW_BUILDERS = frozenset({"from_dict", "from_orm", "model_construct", "model_validate", "parse_obj"})

# https://supabase.com/docs/reference/python/select: a chain from one of these to `execute`.
SUPABASE_SOURCES = frozenset({"from_", "rpc", "table"})

# Sessions whose methods block, as `names` writes them.
SYNC_SESSIONS = frozenset({
    "sqlalchemy.orm.Session()", "sqlalchemy.orm.scoped_session()", "sqlalchemy.orm.scoped_session()()",
    "sqlalchemy.orm.session.Session()", "sqlalchemy.orm.sessionmaker()()", "sqlmodel.Session()",
})
# What a module that uses a blocking session imports, and what marks one that does not.
SYNC_SESSION_CLASSES = frozenset({
    "sqlalchemy.orm.Session", "sqlalchemy.orm.scoped_session", "sqlalchemy.orm.session.Session", "sqlalchemy.orm.sessionmaker",
    "sqlmodel.Session",
})
ASYNC_SESSION_NAMES = frozenset({"AsyncConnection", "AsyncEngine", "AsyncSession", "async_sessionmaker", "create_async_engine"})

# https://peps.python.org/pep-0249/: drivers whose every call blocks.
SYNC_CONNECTORS = frozenset({
    "MySQLdb.connect", "mariadb.connect", "mysql.connector.connect", "oracledb.connect", "psycopg.connect", "psycopg2.connect",
    "pymssql.connect", "pymysql.connect", "pyodbc.connect", "sqlite3.connect",
})
SYNC_DRIVERS = frozenset({name.partition(".")[0] for name in SYNC_CONNECTORS} - {"psycopg"})

# Hashes that are slow on purpose: about a quarter of a second of one core.
PASSWORD_HASHES = frozenset({
    "argon2.PasswordHasher().hash", "argon2.PasswordHasher().verify", "bcrypt.checkpw", "bcrypt.hashpw",
    "django.contrib.auth.hashers.check_password", "django.contrib.auth.hashers.make_password",
    "passlib.context.CryptContext().hash", "passlib.context.CryptContext().verify", "passlib.hash.bcrypt.hash",
    "passlib.hash.bcrypt.verify", "werkzeug.security.check_password_hash", "werkzeug.security.generate_password_hash",
})

# Types of a column that is a binary floating-point number:
# https://docs.sqlalchemy.org/en/20/core/type_basics.html
FLOAT_COLUMNS = frozenset({"DOUBLE", "DOUBLE_PRECISION", "Double", "FLOAT", "Float", "REAL"})

# Fields that are stored as one: Django, Peewee, MongoEngine, Tortoise.
FLOAT_FIELDS = frozenset({
    "django.db.models.FloatField", "mongoengine.FloatField", "mongoengine.fields.FloatField", "peewee.FloatField",
    "tortoise.fields.FloatField", "tortoise.fields.data.FloatField",
})

# What a flush or a commit raises; the rest are mistakes in the query: https://docs.sqlalchemy.org/en/20/core/exceptions.html
WRITE_ERRORS = frozenset({
    "DBAPIError", "DataError", "DatabaseError", "IntegrityError", "OperationalError", "SQLAlchemyError", "StatementError",
})

# What an insert raises where the row is there already, and what catches that as well: SQLAlchemy, Django, asyncpg, psycopg, PyMongo,
# Tortoise, sqlite3.
INSERT_ERRORS = WRITE_ERRORS | {
    "DuplicateKeyError", "Error", "NotUniqueError", "PostgresError", "PyMongoError", "UniqueViolation", "UniqueViolationError",
    "WriteError",
}

# A session of SQLAlchemy: what writes out what it holds, what cannot be used after a failure, what makes it good again.
# https://docs.sqlalchemy.org/en/20/orm/session_api.html#sqlalchemy.orm.Session
SESSION_WRITES = frozenset({"commit", "flush"})
SESSION_USES = SESSION_WRITES | {"add", "add_all", "delete", "exec", "execute", "get", "merge", "query", "refresh", "scalar", "scalars"}
SESSION_MENDS = frozenset({"close", "dispose", "invalidate", "remove"})
SESSION_PACKAGES = frozenset({"flask_sqlalchemy", "sqlalchemy", "sqlmodel"})

# What a connection or a session hands out, through which it is asked: PEP 249, SQLAlchemy's `begin`, redis-py's pipelines.
CONNECTION_PARTS = frozenset({"begin", "begin_nested", "cursor", "pipeline", "transaction"})
# What is told of single rows: to a session of SQLAlchemy, or by a model of Django to itself.
ROW_WRITES = frozenset({"add", "add_all", "asave", "delete", "merge", "save"})
# What narrows a question by keywords that name columns: Django, SQLAlchemy, Tortoise, Peewee.
KEYWORD_FILTERS = frozenset({"exclude", "filter", "filter_by", "get", "get_or_none"})
# What declares a column, by the last name; Django's, Peewee's and Tortoise's end in `Field`. SQLAlchemy, SQLModel, Beanie.
COLUMNS = frozenset({"Column", "Field", "Indexed", "mapped_column"})
# What declares several columns unique together: SQLAlchemy, Django.
CONSTRAINTS = frozenset({"Index", "UniqueConstraint"})
