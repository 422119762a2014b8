"""Flag a database or mail connection that is closed only where all goes well, or never.

## Why it matters in production
The first query that fails skips the `close()`, and the connection stays with the server or out of the pool. A busy day of small failures
uses up the last one, and then every request waits for a connection that nobody will give back.

## Example
```python
import psycopg2


def count_orders(dsn):
    connection = psycopg2.connect(dsn, connect_timeout=5)
    cursor = connection.cursor()
    cursor.execute("SELECT count(*) FROM orders")
    total = cursor.fetchone()[0]
    connection.close()
    return total
```

## Use instead
```python
import psycopg2
from contextlib import closing


def count_orders(dsn):
    with closing(psycopg2.connect(dsn, connect_timeout=5)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM orders")
        return cursor.fetchone()[0]
```

## What it does not see
A connection that lives in an attribute or at module level, or is handed to somebody who may close it. Of functions of the project it
knows the usual names (`get_connection`, `SessionLocal`).

## Measured
23 findings in 2 of 39 AI-written services (593,248 lines of service code), 0.39 per 10,000 lines, 22 of them in one, so that the rate says
little of the others; 59 other openings are closed whatever happens. 26 mature projects: 1 in 2,638,396 lines. Of 16 read in the
services 10 were right, 6 minor (SQLite that is only read) and none false; the one in the mature projects is right.
"""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from vibe_audit.knowledge.connections import CLOSING_CALLS, CLOSING_METHODS, CONNECTORS, WITH_LEAVES_OPEN
from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.logic.connections import OPENERS, find_openings, is_made_here, target_of
from vibe_audit.logic.handlers import Try, is_broad
from vibe_audit.logic.leaving import always_leaves
from vibe_audit.logic.programs import is_run_by_hand, only_called_by_hand
from vibe_audit.logic.uses import uses_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule

rule = Rule(
    __name__,
    code="VBE120",
    severity=("warning", "info", "warning"),
    headline="A connection is not closed when something fails",
    concern="defensive programming",
    effort="10min",
    semgrep="subset",
    refs=("CWE-404", "CWE-772"),
    since="0.1.0",
)


@rule.on(ast.Module, names=OPENERS)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    for call in find_openings(module):
        function, name = module.function_of(call), target_of(call, module)
        if function is None or not isinstance(name, ast.Name) or not _is_only_connection(name, module):
            continue
        # `sqlite3.connect(":memory:")` is a matter between the function and its own memory.
        if call.args and text_of(call.args[0]) == ":memory:":
            continue
        # What a program opens that is run by hand is closed when it ends.
        if is_run_by_hand(module) or function.name == "main" or only_called_by_hand(function, module):
            continue
        if _may_stay_open(name.id, call, function, module):
            yield rule.at(call)


def _is_only_connection(name: ast.Name, module: Module) -> bool:
    """Whether the name holds connections and nothing else; `connection = None` at first is no other meaning."""
    values = [binding.value for binding in module.names.bindings(name)]
    return bool(values) and all(
        isinstance(value, (ast.Call, ast.Await)) or (isinstance(value, ast.Constant) and value.value is None) for value in values
    )


def _may_stay_open(name: str, opening: ast.Call, function: Function, module: Module) -> bool:
    uses = uses_of(name, function, module)
    closings = [use for use in uses if _is_closed(use, module)]
    if any(_is_given_away(use, opening, closings, function, module) for use in uses):
        return False
    if not closings:
        # `connection = get_connection()` of another module may be one that is shared; a worker that never ends keeps its own.
        is_own = module.resolve(opening.func) in CONNECTORS or is_made_here(opening, module)
        return is_own and not any(isinstance(node, ast.While) and isinstance(node.test, ast.Constant) for node in module.walk_own(function))
    return not any(_is_certain(closing, module) for closing in closings) and _can_fail_between(opening, closings, function, module)


def _is_closed(use: ast.Name, module: Module) -> bool:
    """`connection.close()`, `pool.putconn(connection)`, `closing(connection)`."""
    holder = module.parents[use]
    above = module.parents[holder]
    if isinstance(holder, ast.Attribute):
        return holder.attr in CLOSING_METHODS and isinstance(above, ast.Call) and above.func is holder
    called = terminal(holder) if isinstance(holder, ast.Call) and holder.func is not use else ""
    return called in CLOSING_CALLS or "close" in called or "release" in called


def _is_given_away(use: ast.Name, opening: ast.Call, closings: list[ast.Name], function: Function, module: Module) -> bool:
    """Whether somebody else may close the connection, now or later."""
    if module.function_of(use) is not function:
        return True
    holder = module.parents[use]
    if isinstance(holder, ast.withitem):
        # `with connection:` ends a transaction, and with most libraries the connection too.
        return module.resolve(opening.func) not in WITH_LEAVES_OPEN
    if isinstance(holder, ast.Attribute):
        # `atexit.register(connection.close)`, `return connection.cursor()`
        above = module.parents[holder]
        is_handed_on = holder.attr in CLOSING_METHODS and not (isinstance(above, ast.Call) and above.func is holder)
        return is_handed_on or (holder.attr in ("cursor", "execute") and isinstance(module.parents[above], ast.Return))
    if isinstance(holder, (ast.Assign, ast.AnnAssign, ast.Return, ast.Tuple, ast.List, ast.Dict, ast.Set)):
        return True
    if isinstance(holder, ast.keyword):
        holder = module.parents[holder]
    # `Repository(connection)` keeps it; a function that is handed it by one that closes it only uses it.
    called = terminal(holder)
    return isinstance(holder, ast.Call) and (not closings or called[:1].isupper() or called in ("append", "put", "setattr"))


def _is_certain(closing: ast.Name, module: Module) -> bool:
    """Whether this is reached when something fails: it stands in a finally or a broad handler, or is registered before."""
    if not isinstance(module.parents[closing], ast.Attribute) and terminal(module.parents[closing]) not in ("close", "putconn", "release"):
        return True
    child: ast.AST = closing
    for holder in module.ancestors(closing):
        if isinstance(holder, ast.ExceptHandler) and is_broad(holder):
            return True
        if isinstance(holder, Try) and child in holder.finalbody:
            return True
        if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        child = holder
    return False


def _can_fail_between(opening: ast.Call, closings: list[ast.Name], function: Function, module: Module) -> bool:
    """Whether something between the opening and the last closing may raise past it."""
    last = max(closing.lineno for closing in closings)
    risks = module.once(_risks, function, module)
    between = risks[bisect_right(risks, opening.lineno, key=_line) : bisect_left(risks, last, key=_line)]
    return any(not _is_caught(node, last, module) for node in between)


def _risks(function: Function, module: Module) -> list[ast.Call | ast.Yield]:
    """What may raise in a function, in the order of the source."""
    calls = (node for node in module.walk_own(function) if isinstance(node, (ast.Call, ast.Yield)))
    return sorted((node for node in calls if terminal(node) not in ("cursor", *CLOSING_METHODS)), key=_line)


def _line(node: ast.Call | ast.Yield) -> int:
    return node.lineno


def _is_caught(node: ast.AST, last: int, module: Module) -> bool:
    """Whether a try around the node goes on to the closing behind it, whatever happens."""
    child = node
    for holder in module.ancestors(node):
        is_tried = isinstance(child, ast.ExceptHandler) or (isinstance(holder, Try) and child in holder.body)
        if isinstance(holder, Try) and is_tried and (holder.end_lineno or 0) < last and _goes_on(holder):
            return True
        if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        child = holder
    return False


def _goes_on(attempt: ast.Try) -> bool:
    return any(is_broad(handler) for handler in attempt.handlers) and not any(always_leaves(handler.body) for handler in attempt.handlers)
