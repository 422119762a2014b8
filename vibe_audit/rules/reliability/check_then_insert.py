"""Flag a check that refuses what exists already, in front of an insert with nothing that makes the two atomic.

## Why it matters in production
Two requests ask at the same time, both are told that there is no such row, and both insert it: one e-mail address with two
accounts, one seat sold twice. Where the database knows that the row is unique the second request is answered with a 500 in
place of the friendly refusal. A double click is enough.

## Example
```python
def register(db, data):
    existing = db.query(User).filter(User.email == data.email).first()
    if existing:
        raise ValueError("This address is taken")
    user = User(email=data.email, name=data.name)
    db.add(user)
    db.commit()
    return user
```

## Use instead
Make the column unique, and let the insert itself find out; `ON CONFLICT`, `get_or_create` and a locked parent row do as well.
```python
def register(db, data):
    user = User(email=data.email, name=data.name)
    db.add(user)
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise ValueError("This address is taken") from None
    return user
```

Where the model is a class of the project, the finding says whether its column is unique (SQLAlchemy, SQLModel, Django, Peewee, Tortoise). A
unique column whose violation a handler of the application answers, in whatever module, is right and passed over.

## What it does not see
A check and an insert in two functions; an insert whose model nobody can see (`serializer.save()`). Looking for a row to go on with it
(get or create, create or update) is passed over, and so is a batch that leaves out what it has already.
semgrep sees one file: a handler of the application in another module does not silence it.

## Measured
77 findings in 20 of 39 AI-written services (593,248 lines of service code), 1.30 per 10,000 lines. Of 20 read, from 16 services, 16 were
right and 4 minor (a name that only administrators give), none false; an earlier sample had one false alarm in 20, mended since. 26
mature projects: 11, 0.04 per 10,000, of which 9 stand in one project whose transactions are serializable, which nothing in the
function shows. Of the 76 that are left in the services the model says "not unique" of 18 and "unique, and nobody answers" of 35.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.knowledge.databases import DJANGO_WRITES, INSERT_ERRORS, MONGO_WRITES, SESSION_TRANSACTIONS
from vibe_audit.logic.calls import constant, is_none, terminal
from vibe_audit.logic.handlers import exception_types
from vibe_audit.logic.inserts import INSERTS, Table, answers_violations, table_of
from vibe_audit.logic.leaving import always_leaves, is_reached_past
from vibe_audit.logic.locks import keeps_others_out
from vibe_audit.logic.loops import names_in
from vibe_audit.logic.provenance import looked_at
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.project.models import told_by_model
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE135",
    severity=("warning", "info", "warning"),
    headline="Two requests can both pass this check before the insert",
    concern="edge cases",
    effort="30min",
    semgrep="subset",
    refs=("CWE-367",),
    since="0.1.0",
)

_READS = frozenset({
    "aexists", "afirst", "aget", "all", "count", "count_documents", "exec", "execute", "exists", "fetch_one", "fetch_val", "fetchall",
    "fetchone", "fetchrow", "fetchval", "find_one", "first", "get", "get_or_none", "one_or_none", "scalar", "scalar_one_or_none",
    "scalars", "select",
})
_ATOMIC = expression(r"(?:get|update)_or_create|upsert|on_conflict|on_duplicate|begin_nested|setnx|integrity|unique_?violation", re.I)
_WRITES = DJANGO_WRITES | MONGO_WRITES | SESSION_TRANSACTIONS | {"asave", "execute", "save"}
# A body that ends so refuses nothing; `continue` has other rows to see to.
_GOING_ON = (ast.Assign, ast.AugAssign, ast.Break, ast.Continue)
# What runs once, or by one hand: there is no second request.
_ALONE = expression(
    r"^_*(?:bootstrap|ensure|import|init|lifespan|load|main|migrate|on_startup|populate|restore|seed|setup|startup|sync)(?:_|$)|^handle$|"
    r"(?:^|_)(?:defaults?|demo|sample|seed)(?:_|$)"
)


@rule.on(ast.Module, names=INSERTS)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    found: dict[ast.expr, tuple[Table, Function]] = {}
    checks = _checks(module)
    for call in module.calls_named(INSERTS) if checks else ():
        function = module.function_of(call)
        choices = [choice for choice in checks.get(function, ()) if is_reached_past(choice, call, module)] if function else []
        table = table_of(call, module) if choices else None
        if function is None or table is None:
            continue
        for choice in choices:
            is_refusal = module.once(_refuses, choice, module) and _asks_about(table, choice.test, function, module)
            if is_refusal and not module.once(_is_atomic, function, module):
                found[choice.test] = table, function
    for test, (table, function) in found.items():
        told = told_by_model(table, list(looked_at(test, function, module)), module)
        if told is None:
            yield rule.at(test, table.name)
        elif not (told.is_unique and module.project is not None and module.project.answers_violations):
            state = "unique, and its violation is answered by nobody" if told.is_unique else "not unique in the model"
            yield rule.at(test, f"{table.name}.{told.column} is {state}", related=(told.place,))


# -- the check ------------------------------------------------------------------------------------------------------------


def _checks(module: Module) -> dict[Function, list[ast.If]]:
    """The conditions that may refuse what they find, by the function that they stand in."""
    found: dict[Function, list[ast.If]] = {}
    for choice in module.nodes(ast.If):
        function = module.function_of(choice) if not isinstance(choice.body[-1], _GOING_ON) and _is_found(choice.test) else None
        if function is not None:
            found.setdefault(function, []).append(choice)
    return found


def _is_found(test: ast.expr) -> bool:
    """Whether a condition holds where there is something: `existing`, `row is not None`, `query.count() > 0`."""
    if isinstance(test, ast.BoolOp):
        # `limit and count >= limit`
        return any(map(_is_found, test.values)) and not any(isinstance(v, ast.Compare) and not _is_found(v) for v in test.values)
    if isinstance(test, ast.Compare):
        other = test.comparators[0]
        if isinstance(test.ops[0], (ast.IsNot, ast.NotEq)):
            # `row.dismissed_at is not None` asks about a row that was found before.
            return is_none(other) and not isinstance(test.left, ast.Attribute)
        # `count >= limit` is a limit and no question whether there is one.
        return (isinstance(test.ops[0], ast.Gt) and constant(other) == 0) or (isinstance(test.ops[0], ast.GtE) and constant(other) == 1)
    return isinstance(test, (ast.Await, ast.Call, ast.Name, ast.NamedExpr)) or (isinstance(test, ast.Attribute) and test.attr == "data")


def _refuses(choice: ast.If, module: Module) -> bool:
    """Whether what was found is refused: an error is raised or returned."""
    last = choice.body[-1]
    if not always_leaves(choice.body) or _writes(choice.body, module):
        return False
    if not isinstance(last, ast.Return):
        return True
    # `return results` is what has been made so far.
    if last.value is None or is_none(last.value) or isinstance(last.value, ast.Name):
        return False
    # `return {"id": existing.id}`, `key = existing["id"]; return str(key)`: to have it was what the caller wanted.
    rows = {node.id for node in module.walk(choice.test) if isinstance(node, ast.Name) and _stands_for_row(node, module)}
    inside = (node for statement in choice.body for node in module.walk(statement))
    rows.update(node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return rows.isdisjoint(names_in(last.value, module))


def _writes(body: list[ast.stmt], module: Module) -> bool:
    """Whether what was found is brought up to date: `existing.name = name`, `update_one(...)`."""
    return any(
        (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)) or (isinstance(node, ast.Call) and terminal(node) in _WRITES)
        for statement in body
        for node in module.walk(statement)
    )


def _stands_for_row(name: ast.Name, module: Module) -> bool:
    holder = module.parents.get(name)
    return isinstance(name.ctx, ast.Store) or isinstance(holder, (ast.BoolOp, ast.Compare, ast.If))


def _asks_about(table: Table, test: ast.expr, function: Function, module: Module) -> bool:
    nodes = list(looked_at(test, function, module))
    return any(isinstance(node, ast.Call) and terminal(node) in _READS for node in nodes) and any(
        table.is_spoken_of(node, module) for node in nodes
    )


# -- what makes it atomic -------------------------------------------------------------------------------------------------


def _is_atomic(function: Function, module: Module) -> bool:
    if _ALONE.search(function.name) or keeps_others_out(function, module) or module.once(answers_violations, module):
        return True
    for node in module.walk(function):
        if isinstance(node, ast.ExceptHandler) and any(terminal(kind) in INSERT_ERRORS for kind in exception_types(node)):
            return True
        if isinstance(node, (ast.Name, ast.Attribute)) and _ATOMIC.search(terminal(node)):
            return True
    return False
