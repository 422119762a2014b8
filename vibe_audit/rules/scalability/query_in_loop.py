"""Flag database round trips that are made once per element of a loop.

## Why it matters in production
A page that asks one question per row is fast with the ten rows of the demo and takes seconds with ten thousand. Each
question pays the way to the database and back, holds a connection meanwhile, and the number of questions grows with the data.

## Example
```python
def totals(session, orders):
    report = []
    for order in orders:
        customer = session.query(Customer).filter(Customer.id == order.customer_id).first()
        report.append((customer.name, order.total))
    return report
```

## Use instead
Ask once for all rows: a join, `in_(...)`, `select_related`, `$in`. Write many rows with `bulk_create`, `bulk_update`,
`executemany` or `insert_many`.
```python
def totals(session, orders):
    wanted = {order.customer_id for order in orders}
    names = dict(session.query(Customer.id, Customer.name).filter(Customer.id.in_(wanted)))
    return [(names[order.customer_id], order.total) for order in orders]
```

One row at a time given to what a model of Django holds many of (`article.tags.add(tag)`) counts as well, and so does a function of
the project that is called from the loop, in whatever module it stands and through however many others it asks, where the turn
decides what is asked; the finding says where the question is. semgrep sees none of these.

## What it does not see
A relation that is loaded when its attribute is first read. Loops over a handful of elements that the author wrote down, over batches and
pages, over messages as they arrive, and one-off work such as seeding, importing and cleaning up, are passed over on purpose. So are
functions that write as well as ask, that open a session of their own, keep what they have found, or are called in a `try` of their own:
they are pieces of work and no lookups.

## Measured
291 findings in 39 AI-written services (593,248 lines of service code), 4.91 per 10,000 lines, in 21 of them; 26 mature projects:
57, 0.22 per 10,000, mostly upserts and work of background jobs. Of a last sample of 20 from the services 16 were right, 3 minor, 1
false (a loop over the last six months); of 16 from the mature projects, read before the last guards, 9 right, 5 minor, 2 false, of
which one shape is mended since. By way of functions of the project: 67 more in the services; of 30 read 24 right, 5 minor (loops
over a few categories), 1 false (mended since). In 20 mature projects 19 more before functions that write were left out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.logic.calls import chain, has_spread, terminal
from vibe_audit.logic.loops import LOOPS, Loop, headers, is_handful, loops_around, names_in, targets, turn_names, unwrapped
from vibe_audit.logic.queries import Query, find_queries, query_of
from vibe_audit.logic.query_spellings import SPELLINGS
from vibe_audit.logic.questions import is_opened_in, names_asked
from vibe_audit.logic.rows import is_set_alike
from vibe_audit.logic.turns import is_job, is_left, is_one_off, is_paced
from vibe_audit.logic.uses import calls_in
from vibe_audit.module import Module
from vibe_audit.project.functions import READS, WRITES, effects_of, may_have_effects
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE200",
    severity=("warning", "info", "warning"),
    headline="A database round trip for every turn of the loop",
    concern="database optimization",
    effort="1h",
    semgrep="subset",
    since="0.1.0",
)

_NOT_ABOUT_ROWS = expression(
    r"\b(?:ALTER|ANALYZE|CREATE|DROP|GRANT|information_schema|LISTEN|NOTIFY|pg_catalog|pg_notify|PRAGMA|SAVEPOINT|SHOW|sqlite_master|TRUNCATE|VACUUM)\b"
)


@rule.on(ast.Module, names=SPELLINGS)
def check(_tree: ast.Module, module: Module) -> Iterator[Finding]:
    reported: set[Loop] = set()
    for query, loop in module.once(_asked_in_loops):
        if loop not in reported and not _is_on_purpose(query, loop, module):
            reported.add(loop)
            yield rule.at(query.call, query.name)


@rule.on(ast.Call, names=frozenset({"asave", "save"}))
def check_save(call: ast.Call, module: Module) -> Iterator[Finding]:
    """`for order in orders: order.status = "sent"; order.save()`, which one UPDATE does."""
    if not isinstance(call.func, ast.Attribute) or not isinstance(call.func.value, ast.Name) or not _speaks_django(module):
        return
    row = call.func.value.id
    loop = next(loops_around(call, module), None)
    if not isinstance(loop, LOOPS) or not isinstance(loop.target, ast.Name) or loop.target.id != row:
        return
    # `for item in formset.save(commit=False)` sets what the form could not know, a few rows at a time.
    rows = unwrapped(loop.iter)
    if isinstance(rows, ast.Name) and (binding := module.names.binding(rows)) and binding.value is not None:
        rows = binding.value
    if terminal(rows) == "save" or is_one_off(loop, module) or is_handful(loop.iter, module):
        return
    if is_set_alike(row, loop, call, module):
        yield rule.at(call, "save")


@rule.on(ast.For, ast.AsyncFor, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
def check_helpers(loop: Loop, module: Module) -> Iterator[Finding]:
    """`for order in orders: load_customer(db, order.customer_id)`, where the function asks, or one that it calls."""
    calls = [call for call in calls_in(loop, module) if may_have_effects(call)]
    calls = [call for call in calls if not turn_names(loop, module).isdisjoint(names_in(call, module))]
    if not calls or loop in module.once(_asking_loops) or module.function_of(loop) is None or is_paced(loop, module):
        return
    for call in calls:
        for seen in effects_of(call, READS, module):
            asked = frozenset().union(*(names_in(given, module) for given in seen.about))
            if _dependent_loop(call, asked, module) is not loop or query_of(call, module) is not None:
                continue
            if not (is_left(call, loop, module) or is_job(call, loop, module) or effects_of(call, WRITES, module)):
                yield rule.at(call, terminal(call), related=(seen.related,))
                return


@rule.on(ast.Call, names=frozenset({"add"}))
def check_add(call: ast.Call, module: Module) -> Iterator[Finding]:
    """`for tag in tags: article.tags.add(tag)`, where one `add(*tags)` takes them all."""
    held = call.func.value if isinstance(call.func, ast.Attribute) else None
    if not isinstance(held, ast.Attribute) or len(call.args) != 1 or has_spread(call) or module.project is None:
        return
    loop = next(loops_around(call, module), None)
    if not isinstance(loop, LOOPS) or names_in(held, module) & turn_names(loop, module) or is_handful(loop.iter, module):
        return
    is_turn = not turn_names(loop, module).isdisjoint(names_in(call.args[0], module))
    if any(terminal(binding.value) != "ManyToManyField" for binding in module.names.attribute_bindings(held)):
        return  # `self.tags = set()` of another class
    if is_turn and held.attr in module.project.many_to_many and not is_one_off(loop, module):
        yield rule.at(call, "add")


def _asking_loops(module: Module) -> set[Loop]:
    return {loop for _, loop in module.once(_asked_in_loops)}


def _asked_in_loops(module: Module) -> list[tuple[Query, Loop]]:
    """The round trips that a loop makes on every turn itself, each with the innermost loop on whose turn the question depends."""
    found = []
    for query in find_queries(module):
        # most stand in no loop, which costs little to see
        if query.is_transaction or module.function_of(query.call) is None or next(loops_around(query.call, module), None) is None:
            continue
        loop = _dependent_loop(query.call, names_asked(query, module), module)
        if loop is not None:
            found.append((query, loop))
    return found


def _dependent_loop(call: ast.Call, asked: frozenset[str], module: Module) -> Loop | None:
    """The innermost loop around a call on whose turn one of these names depends."""
    for loop in loops_around(call, module):
        # `for order in orders: for status in STATUSES: count(order, status)` is many turns by way of the outer loop.
        if not asked.isdisjoint(turn_names(loop, module)) and not all(is_handful(iterable, module) for _, iterable in headers(loop)):
            return loop
    return None


def _is_on_purpose(query: Query, loop: Loop, module: Module) -> bool:
    if is_left(query.call, loop, module) or is_opened_in(loop, query.call, module):
        return True
    if {"select_for_update", "with_for_update"} & {*chain(query.call)}:  # a lock is taken row by row
        return True
    first = query.call.args[0] if query.call.args else None
    # `for statement in statements: cursor.execute(statement)` runs a script.
    if isinstance(first, ast.Call) and terminal(first) == "text" and first.args:
        first = first.args[0]
    if query.library == "session" and isinstance(first, ast.Name) and first.id in targets(loop, module):
        return True
    return query.library == "session" and any(_NOT_ABOUT_ROWS.search(text) for text in _texts(first, module))


def _texts(statement: ast.expr | None, module: Module) -> Iterator[str]:
    """The pieces of SQL in an argument, and in what a name stands for."""
    if isinstance(statement, ast.Name):
        for binding in module.names.bindings(statement):
            if binding.value is not None and not isinstance(binding.value, ast.Name):
                yield from _texts(binding.value, module)
        return
    for node in module.walk(statement) if statement is not None else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _speaks_django(module: Module) -> bool:
    return bool(module.packages & {"django", "rest_framework"}) or ".objects." in module.source
