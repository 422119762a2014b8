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

A synchronous function of the project that comes to such a call counts as well, through however many others; the finding says where the
call is. semgrep sees none of these.

## What it does not see
Methods of objects of which nothing tells the class. Each coroutine is reported once, at its first call. Blocking HTTP calls,
`time.sleep` and `open` are ruff's ASYNC2xx.

## Measured
167 findings in 39 AI-written services (593,248 lines of service code), 2.82 per 10,000 lines, in 15 of them; 26 mature projects:
3, 0.01 per 10,000, 2 right, 1 false (a wrapper that is asynchronous only in name). Of 24 from the services, 16 right, 8 minor (7 of them
a single password hash), none false. By way of functions of the project: 107 more in the services, none in 20 mature projects; of 23 read
22 were right, 1 doubtful.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.databases import SYNC_SESSIONS
from vibe_audit.logic.blocking import find_blocking
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.queries import find_queries, is_awaited
from vibe_audit.logic.uses import calls_in
from vibe_audit.module import Module
from vibe_audit.names.bindings import Function
from vibe_audit.project.functions import BLOCKS, effects_of, meaning_of
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


@rule.on(ast.AsyncFunctionDef)
def check(coroutine: ast.AsyncFunctionDef, module: Module) -> Iterator[Finding]:
    if (call := module.once(_first_blocking).get(coroutine)) is not None:
        yield rule.at(call, terminal(call))
        return
    for call in calls_in(coroutine, module):
        # by way of a function of the project
        if not is_awaited(call, module) and (seen := effects_of(call, BLOCKS, module)):
            yield rule.at(call, terminal(call), related=(seen[0].related,))
            return


def _first_blocking(module: Module) -> dict[Function, ast.Call]:
    """The first call in each function that blocks itself."""
    first: dict[Function, ast.Call] = {}
    calls = {*find_blocking(module), *_through_sessions_made_elsewhere(module)}
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if (function := module.function_of(call)) is not None:
            first.setdefault(function, call)
    return first


def _through_sessions_made_elsewhere(module: Module) -> Iterator[ast.Call]:
    """`db: SessionDep`, `db=Depends(get_db)`: what the session is stands in another module."""
    for query in find_queries(module):
        called = query.call.func
        if query.library != "session" or not isinstance(called, ast.Attribute) or is_awaited(query.call, module):
            continue
        if isinstance(module.function_of(query.call), ast.AsyncFunctionDef) and meaning_of(called.value, module) in SYNC_SESSIONS:
            yield query.call

