"""Which calls stop the thread that makes them: synchronous database calls and password hashes."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.databases import (
    ASYNC_SESSION_NAMES,
    PASSWORD_HASHES,
    SYNC_CONNECTORS,
    SYNC_DRIVERS,
    SYNC_SESSION_CLASSES,
    SYNC_SESSIONS,
)
from vibe_audit.logic.calls import chain, terminal
from vibe_audit.logic.queries import Query, find_queries, is_awaited, query_of
from vibe_audit.logic.query_spellings import SPELLINGS
from vibe_audit.module import Module

_HASH_HELPERS = frozenset({"get_password_hash", "hash_password", "verify_password"})
_HASH_NAMES = _HASH_HELPERS | {name.rpartition(".")[2] for name in PASSWORD_HASHES}

_OTHERS = _HASH_NAMES | {"connect"}


def find_blocking(module: Module) -> list[ast.Call]:
    """Every call of the module that blocks, in the order of the source."""
    return module.once(_find_blocking)


def _find_blocking(module: Module) -> list[ast.Call]:
    calls = [query.call for query in find_queries(module)] + module.calls_named(_OTHERS)
    return sorted((call for call in dict.fromkeys(calls) if blocks(call, module)), key=lambda call: (call.lineno, call.col_offset))


def blocks(call: ast.Call, module: Module) -> bool:
    """Whether a call stops the thread that makes it."""
    name = terminal(call)
    if name not in _OTHERS and name not in SPELLINGS:
        return False
    if is_awaited(call, module):  # `await psycopg.connect(...)` is no more right, but fails at once
        return False
    if name in _HASH_NAMES and _is_slow_hash(call, name, module):
        return True
    if name == "connect":
        return module.resolve(call.func) in SYNC_CONNECTORS
    query = query_of(call, module)
    return query is not None and _is_blocking(query, module)


def _is_blocking(query: Query, module: Module) -> bool:
    """Whether a round trip that nobody awaits is made by a library that blocks; an unknown one may return an awaitable."""
    receiver = query.call.func.value if isinstance(query.call.func, ast.Attribute) else None
    if query.library == "query":
        return True
    if query.library == "django":
        # `Order.objects.aget(...)` is awaited somewhere else; `filter` and `in_bulk` of other libraries are not Django's.
        return not query.name.startswith("a") and "objects" in chain(query.call) and module.once(_speaks_django)
    if query.library == "session":
        if module.resolve(receiver) in SYNC_SESSIONS:
            return True
        if module.once(_has_async_session):
            return False
        if terminal(receiver).endswith(("cursor", "cur", "conn", "connection")):
            return bool(module.packages & SYNC_DRIVERS) and not module.packages & {"aiomysql", "aiopg", "aiosqlite", "asyncpg"}
        return module.once(_has_sync_session)
    if query.library == "mongo":
        return "pymongo.MongoClient" in module.imported and not module.imports_relatively and "motor" not in module.packages
    return query.library == "supabase" and not module.once(_has_async_client)


def _has_sync_session(module: Module) -> bool:
    return not module.imported.isdisjoint(SYNC_SESSION_CLASSES)


def _has_async_session(module: Module) -> bool:
    """Whether the module names an asynchronous session anywhere, so that `db` may be one."""
    return any(name in module.source for name in ASYNC_SESSION_NAMES)


def _speaks_django(module: Module) -> bool:
    return bool(module.packages & {"django", "rest_framework", "channels", "asgiref", "ninja"})


def _has_async_client(module: Module) -> bool:
    if any(name in module.source for name in ("acreate_client", "create_async_client", "AsyncSupabase")):
        return True
    # `httpx.AsyncClient()` in the same module says nothing about the database
    return any(
        alias.name == "AsyncClient" and not (node.module or "").startswith(("aiohttp", "httpx"))
        for node in module.nodes(ast.ImportFrom)
        for alias in node.names
    )


def _is_slow_hash(call: ast.Call, name: str, module: Module) -> bool:
    resolved = module.resolve(call.func)
    if resolved in PASSWORD_HASHES:
        return True
    if name in _HASH_HELPERS:
        definition = module.names.definition(call.func)
        return not isinstance(definition, ast.AsyncFunctionDef)
    # `pwd_context` is what the documentation of FastAPI calls it, imported from another module of the project.
    return name in ("hash", "verify") and isinstance(call.func, ast.Attribute) and terminal(call.func.value) in ("pwd_context", "pwd_ctx")
