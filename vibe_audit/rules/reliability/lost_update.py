"""Flag a stored number that is read, changed in Python and written back with nothing that keeps others out.

## Why it matters in production
Two requests read a balance of 100, each adds 10, and both write 110: one of them is lost. A test with one user never
shows it, and no error is ever raised; the books simply do not add up.

## Example
```python
def pay_out(session, account_id, amount):
    account = session.get(Account, account_id)
    account.balance -= amount
    session.commit()
```

## Use instead
Let the database do the arithmetic, or lock the row before it is read: `with_for_update()`, `select_for_update()`, `F("balance")`.
```python
def pay_out(session, account_id, amount):
    account = session.get(Account, account_id, with_for_update=True)
    account.balance -= amount
    session.commit()
```

## What it does not see
A row that is locked or versioned by the caller or in the model, and a change that only the caller of the
function stores. Calls of functions of the project that commit are followed, across modules.

## Measured
29 findings in 39 AI-written services (593,248 lines of service code), 0.49 per 10,000 lines, in 7 of them, 8 stored by way of another
module; 25 read, all right as far as the function shows; whether a caller holds a lock was not looked into. 26 mature projects: 2, 0.01 per
10,000, not judged for that reason.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.logic.sums import functions_with_sums, is_stored, sums_in
from vibe_audit.logic.uses import calls_in
from vibe_audit.module import Module
from vibe_audit.names.bindings import Function
from vibe_audit.project.functions import COMMITS, Seen, effects_of
from vibe_audit.rule import Finding, Rule

rule = Rule(
    __name__,
    code="VBE144",
    severity=("error", "info", "error"),
    headline="A stored number is changed with no lock",
    concern="edge cases",
    effort="30min",
    semgrep="subset",
    refs=("CWE-362",),
    since="0.1.0",
)


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    for function in functions_with_sums(module):
        for found in sums_in(function, module):
            seen = () if is_stored(found, function, module) else _committed_behind(found.change, function, module)
            if seen is not None:
                related = tuple([effect.related for effect in seen])
                yield rule.at(found.target, f"{found.row.id}.{found.target.attr}", defect=found.change, related=related)


def _committed_behind(change: ast.stmt, function: Function, module: Module) -> list[Seen] | None:
    """The commit, in a function of the project that is called behind the change; None where there is none."""
    return next((seen[:1] for line, seen in module.once(_commits, function, module) if line >= change.lineno), None)


def _commits(function: Function, module: Module) -> list[tuple[int, list[Seen]]]:
    """The calls of functions of the project that commit: their lines, and what each does."""
    return [(call.lineno, seen) for call in calls_in(function, module) if (seen := effects_of(call, COMMITS, module))]
