"""Flag synchronous database calls and password hashes inside a coroutine.

## Why it matters in production
A coroutine that waits in a synchronous call stops the whole event loop: while one request waits for its rows, no other
request of that worker moves, health checks included. Under load a service that is mostly idle times out.

## Example
```python
async def customer_of(order_id, db):
    order = db.query(Order).filter(Order.id == order_id).first()
    return order.customer_id
```

## Use instead
Declare the handler with `def`, which the framework runs in a thread, or use the asynchronous session of the same library.
```python
async def customer_of(order_id, db):
    order = await db.scalar(select(Order).where(Order.id == order_id))
    return order.customer_id
```

## What it does not see
A synchronous helper that asks the database, called from the coroutine. Each coroutine is reported once, at its first
call. Blocking HTTP calls, `time.sleep` and `open` are ruff's ASYNC2xx.

## Measured
167 findings in 39 AI-written services (593,248 lines of service code), 2.82 per 10,000 lines, in 15 of them; 26 mature projects:
3, 0.01 per 10,000, 2 right, 1 false (a wrapper that is asynchronous only in name). Of 24 from the services, 16 right, 8 minor (7 of them
a single password hash), none false.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.databases import (
    ASYNC_SESSION_NAMES,
    PASSWORD_HASHES,
    SYNC_CONNECTORS,
    SYNC_DRIVERS,
    SYNC_SESSION_CLASSES,
    SYNC_SESSIONS,
)
from vibe_audit.logic.calls import chain, terminal
from vibe_audit.logic.queries import Query, find_queries, is_awaited
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule

rule = Rule(
    __name__,
    code="VBE210",
    severity=("warning", "info", "warning"),
    headline="A blocking database call or password hash in a coroutine",
    concern="asynchronous processing",
    effort="30min",
    semgrep="subset",
    since="0.1.0",
)

_HASH_HELPERS = frozenset({"get_password_hash", "hash_password", "verify_password"})
_HASH_NAMES = _HASH_HELPERS | {name.rpartition(".")[2] for name in PASSWORD_HASHES}


@rule.on(ast.Module)
def check(_tree: ast.Module, module: Module) -> Iterator[Finding]:
    if not module.nodes(ast.AsyncFunctionDef):
        return
    first: dict[Function, tuple[ast.Call, str]] = {}
    for call, name in sorted(_blocking_calls(module), key=lambda found: (found[0].lineno, found[0].col_offset)):
        function = module.function_of(call)
        if isinstance(function, ast.AsyncFunctionDef):
            first.setdefault(function, (call, name))
    for call, name in first.values():
        yield rule.at(call, name)


def _blocking_calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    for query in find_queries(module):
        if not is_awaited(query.call, module) and _is_blocking(query, module):
            yield query.call, query.name
    for call in module.calls_named(_HASH_NAMES | {"connect"}):
        name = terminal(call)
        if name == "connect":
            # `await psycopg.connect(...)` is no more right, but fails at once.
            if module.resolve(call.func) in SYNC_CONNECTORS and not is_awaited(call, module):
                yield call, name
        elif name in _HASH_NAMES and not is_awaited(call, module) and _is_slow_hash(call, name, module):
            yield call, name


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
