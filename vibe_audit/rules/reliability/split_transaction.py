"""Flag a route that commits one unit of work in two pieces, with nothing between them but more work for the same database.

## Why it matters in production
The process may be stopped, or the second commit refused, after the first has been made: there is an order without items, or a
customer who has paid and got nothing. No error is left to handle, and nobody finds the half but the customer. The demo never stopped there.

## Example
```python
from fastapi import Depends, FastAPI

app = FastAPI()


@app.post("/orders")
def place(items: list[str], db=Depends(get_db), user=Depends(current_user)):
    order = Order(user_id=user.id)
    db.add(order)
    db.commit()
    for item in items:
        db.add(OrderItem(order_id=order.id, sku=item.sku))
    db.commit()
    return order
```

## Use instead
`flush()` gives the row its key and ends nothing.
```python
from fastapi import Depends, FastAPI

app = FastAPI()


@app.post("/orders")
def place(items: list[str], db=Depends(get_db), user=Depends(current_user)):
    order = Order(user_id=user.id)
    db.add(order)
    db.flush()
    for item in items:
        db.add(OrderItem(order_id=order.id, sku=item.sku))
    db.commit()
    return order
```

## What it does not see
Two commits that do not stand side by side in one block, one in a function that is called, one in a loop, and Django, where every
`save()` outside of `atomic()` is a piece of its own. A commit is taken to be meant where a comment gives the reason, where it says how
far a job has got, where the caller may leave between the two, and where something outside of the database is waited for or told there.

## Measured
3 findings in one of 39 AI-written services (593,248 lines of service code), 0.05 per 10,000 lines; 26 mature projects: none. All 3 were
read and are one shape: a signature is committed, and then what it was asked for is moved on, which nothing does again. Of the 13 pairs
of commits in one block that there are, the others tell how far a job has got, wait for something, or stand in no route.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from vibe_audit.logic.calls import dotted, terminal, text_of
from vibe_audit.logic.handlers import Try
from vibe_audit.logic.query_spellings import is_session_like
from vibe_audit.logic.routes import find_routes, route_of
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE142",
    severity=("off", "off", "warning"),
    headline="One unit of work is committed in two pieces",
    concern="edge cases",
    effort="30min",
    semgrep="subset",
    since="0.1.0",
)

_ADDS = frozenset({"add", "add_all", "bulk_insert_mappings", "bulk_save_objects", "delete", "merge"})
_STATEMENTS = frozenset({"delete", "insert", "update"})
_CHANGE = expression(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
_ENDS = frozenset({"begin", "close", "rollback"})
# What takes a while, or is told to somebody: the transaction is over before that on purpose.
_OUTSIDE = expression(
    r"_*(?:apply_async|call|charge|delay|dispatch|download|emit|enqueue|fetch|generate|import|invoke|notify|pay|post|predict|process|publish|"
    r"push|read|request|run|send|sleep|start|submit|sync|train|transcribe|trigger|upload|wait|write)(?:_|$)"
)
# How far a job has got is told to others at once.
_PROGRESS = expression(r"(?:^|_)(?:estado|finished|heartbeat|last|phase|progress|stage|started|state|status|step|total|updated)(?:_|$)")
# What is handed the session to look something up, and what keeps a diary of what has been done.
_ASIDE = expression(
    r"(?:^|_)(?:activity|audit|can|check|count|ensure|exists|fetch|find|get|has|history|is|list|load|log|metric|query|read|refresh|resolve|"
    r"serialize|to|track|validate|verify)(?:_|$)"
)
_REASON = expression(r"\b(?:so that|to make|because|before|otherwise|visible|releas|even if|first|early|lock|survive)", re.IGNORECASE)


@rule.on(ast.Module, names=frozenset({"commit"}))
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    if len(module.calls_named({"commit"})) < 2 or not find_routes(module):
        return
    commits = {statement: call for call in module.calls_named({"commit"}) if (statement := _alone(call, module))}
    blocks = {id(block): block for statement in commits for block in [_block_of(statement, module)]}
    for block in blocks.values():
        places = [position for position, statement in enumerate(block) if statement in commits]
        for start, first, second in zip([-1, *places], places, places[1:], strict=False):
            call = commits[block[first]]
            session = dotted(getattr(call.func, "value", None))
            if session != dotted(getattr(commits[block[second]].func, "value", None)):
                continue
            before, between = block[start + 1 : first], block[first + 1 : second]
            if _is_one_unit(before, between, session, module) and not _is_meant(call, module):
                yield rule.at(call, session)


def _alone(call: ast.Call, module: Module) -> ast.stmt | None:
    """The statement of a route that is nothing but this commit."""
    holder = module.parents.get(call)
    holder = module.parents.get(holder) if isinstance(holder, ast.Await) else holder
    is_commit = isinstance(call.func, ast.Attribute) and is_session_like(call.func.value) and route_of(call, module) is not None
    return holder if is_commit and isinstance(holder, ast.Expr) else None


def _block_of(statement: ast.stmt, module: Module) -> list[ast.stmt]:
    holder = module.parents[statement]
    return next(block for name in ("body", "orelse", "finalbody") if statement in (block := getattr(holder, name, [])))


def _is_one_unit(before: Sequence[ast.stmt], between: Sequence[ast.stmt], session: str, module: Module) -> bool:
    """Whether both pieces change rows, one of them whole rows, and nothing else goes on between the commits."""
    pieces = [[node for statement in piece for node in module.walk_own(statement)] for piece in (before, between)]
    if not all(any(_adds(node, session) or _sets(node, module) for node in piece) for piece in pieces):
        return False
    return any(_adds(node, session) for piece in pieces for node in piece) and not any(
        _ends_unit(node, session, module) for node in pieces[1]
    )


def _adds(node: ast.AST, session: str) -> bool:
    """`db.add(row)`, `db.execute(insert(Order))`, `cursor.execute("UPDATE ...")`, `book_seats(db, order)`."""
    if not isinstance(node, ast.Call):
        return False
    name = terminal(node)
    if isinstance(node.func, ast.Attribute) and dotted(node.func.value) == session and name in _ADDS:
        return True
    if name in ("execute", "executemany"):
        return bool(node.args) and _is_change(node.args[0])
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    return not name[:1].isupper() and not _ASIDE.search(name) and any(dotted(value) == session for value in given)


def _is_change(statement: ast.AST) -> bool:
    if isinstance(statement, ast.Call) and terminal(statement) == "text" and statement.args:
        statement = statement.args[0]
    if isinstance(statement, ast.JoinedStr) and statement.values:
        statement = statement.values[0]
    # `insert(Order).values(...)`
    link = statement
    while isinstance(link, (ast.Attribute, ast.Call)):
        if isinstance(link, ast.Call) and isinstance(link.func, ast.Name) and link.func.id in _STATEMENTS:
            return True
        link = link.func if isinstance(link, ast.Call) else link.value
    return _CHANGE.match(text_of(statement) or "") is not None


def _sets(node: ast.AST, module: Module) -> bool:
    """`user.credits = 0`; not `job.status = "running"`."""
    if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Store):
        return False
    return module.names.receiver(node.value) is None and not _PROGRESS.search(node.attr)


def _ends_unit(node: ast.AST, session: str, module: Module) -> bool:
    if isinstance(node, (ast.Return, ast.Raise, ast.Break, ast.Continue, Try)):
        return True
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id == session
    if isinstance(node, ast.Await):
        return not any(isinstance(part, (ast.Name, ast.Attribute)) and dotted(part) == session for part in module.walk(node))
    if not isinstance(node, ast.Call):
        return False
    if dotted(getattr(node.func, "value", None)) == session:
        return terminal(node) in _ENDS
    return _OUTSIDE.match(terminal(node)) is not None


def _is_meant(call: ast.Call, module: Module) -> bool:
    comments = (module.comment_on(line) for line in (call.lineno, call.lineno - 1))
    return any(comment is not None and _REASON.search(comment.text) for comment in comments)
