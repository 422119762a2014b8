"""Flag a delete without a condition, which empties a whole table, in the code of a request.

## Why it matters in production
Whoever may send the request takes the rows of all tenants and users with it, and only the last backup brings them back. In the
demo there was one user, whose rows were all the rows.

## Example
```python
from flask import Blueprint

bp = Blueprint("notifications", __name__)


@bp.delete("/notifications")
@login_required
def clear_notifications():
    Notification.query.delete()
    db.session.commit()
    return "", 204
```

## Use instead
Say whose rows; what empties a table for good belongs in a command that somebody runs by hand.
```python
from flask import Blueprint

bp = Blueprint("notifications", __name__)


@bp.delete("/notifications")
@login_required
def clear_notifications():
    Notification.query.filter_by(user_id=current_user.id).delete()
    db.session.commit()
    return "", 204
```

## What it does not see
A delete in a function of another module that the route calls, a condition that is always true, a manager that is limited to one
tenant, and `drop_all`. A table that is written anew right behind the delete, and one that is called a cache, are passed over.

## Measured
4 findings in one of 39 AI-written services (593,248 lines of service code), 0.07 per 10,000 lines; 26 mature projects: none. All 4 were
read and are right: two routes that restore a backup, open to anybody, empty every table first. Outside of requests the same spellings
are seeds and commands, which mean it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.logic.calls import dotted, terminal, text_of
from vibe_audit.logic.emptying import EMPTIERS, emptied_by
from vibe_audit.logic.exception_text import is_about_debugging
from vibe_audit.logic.routes import find_routes, route_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE146",
    severity=("off", "off", "warning"),
    headline="Every row of a table is deleted in request code",
    concern="defensive programming",
    effort="10min",
    semgrep="subset",
    since="0.1.0",
)

# What can be made again from something else.
_COPIES = expression(r"cache|(?:^|[._])(?:scratch|staging|temp|tmp)(?:[._]|$)|(?:Cache|Scratch|Staging|Temp|Tmp)(?:[A-Z]|$)")
_FILLS = frozenset({
    "abulk_create", "acreate", "add", "add_all", "bulk_create", "bulk_insert_mappings", "bulk_save_objects", "create", "executemany",
    "insert_many", "insert_one",
})
_BLOCKS = ("body", "orelse", "finalbody")


@rule.on(ast.Module, names=EMPTIERS)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    for call in module.calls_named(EMPTIERS):
        table = emptied_by(call, module)
        function = module.function_of(call) if table else None
        if function is None or not find_routes(module) or not _answers_requests(function, module):
            continue
        if not (_COPIES.search(table) or _is_for_debugging(call, module) or _is_written_anew(call, table, module)):
            yield rule.at(call, table)


def _answers_requests(function: Function, module: Module) -> bool:
    """Whether a function is that of a route, or is called by one."""
    return route_of(function, module) is not None or any(
        route_of(call, module) is not None and module.names.definition(call.func) is function
        for call in module.calls_named({function.name})
    )


def _is_for_debugging(call: ast.Call, module: Module) -> bool:
    """`if settings.TESTING: ...`"""
    return any(isinstance(holder, ast.If) and is_about_debugging(holder.test, module) for holder in module.ancestors(call))


def _is_written_anew(call: ast.Call, table: str, module: Module) -> bool:
    """Whether the same block goes on to fill the table: what the request brought takes the place of all there was."""
    statement = module.statement_of(call)
    holder = module.parents.get(statement) if statement else None
    block: list[ast.stmt] = next((part for name in _BLOCKS if statement in (part := getattr(holder, name, []))), [])
    later = [node for other in block if statement and other.lineno > statement.lineno for node in module.walk(other)]
    speaks_of_it = any(dotted(node) == table or (isinstance(node, ast.Constant) and table in str(node.value)) for node in later)
    return speaks_of_it and any(isinstance(node, ast.Call) and _fills(node) for node in later)


def _fills(call: ast.Call) -> bool:
    name = terminal(call)
    return name in _FILLS or (name == "execute" and any("INSERT" in (text_of(given) or "").upper() for given in call.args))
