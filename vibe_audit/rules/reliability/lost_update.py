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
A row that is locked or versioned by the caller or in the model, and a change that is stored by another function.

## Measured
20 findings in 39 AI-written services (593,248 lines of service code), 0.34 per 10,000 lines, in 5 of them; 16 read, all right as far as
the function shows; whether a caller holds a lock was not looked into. 26 mature projects: 2, 0.01 per 10,000, not judged for that reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.logic.locks import keeps_others_out
from vibe_audit.logic.uses import calls_in
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

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

# What people compete for. Progress of a job (`processed`, `retry_count`) has one writer.
_CONTESTED = expression(
    r"(?:^|_)(?:amount_paid|available|balance|clicks|coins|credits?|downloads?|inventory|likes?|paid|points|quota|quantity|qty|"
    r"remaining|saldo|seats?|shares|spent|stock|tickets|tokens_used|usage|used|uses|views|visits|votes|wallet|wins|"
    r"(?:booking|click|comment|download|like|login|member|order|play|share|sold|usage|use|view|vote)s?_count)(?:$|_(?:actual|balance|count|used|total))",
    re.IGNORECASE,
)
_STORES = frozenset({"asave", "commit", "flush", "save"})


@rule.on(ast.Module, names=_STORES)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    changes: list[ast.AugAssign | ast.Assign] = [*module.nodes(ast.AugAssign), *module.nodes(ast.Assign)]
    for change in changes:
        target = change.target if isinstance(change, ast.AugAssign) else change.targets[0]
        if isinstance(target, ast.Attribute) and _CONTESTED.search(target.attr) and _is_own_sum(change, target):
            yield from _check_change(change, target, module)


def _check_change(change: ast.AugAssign | ast.Assign, target: ast.Attribute, module: Module) -> Iterator[Finding]:
    if not isinstance(target.value, ast.Name) or module.names.receiver(target.value) is not None:
        return
    function = module.function_of(change)
    row = target.value
    if function is not None and _is_stored(row.id, change, function, module) and not _is_protected(row, function, module):
        yield rule.at(target, f"{row.id}.{target.attr}", defect=change)


def _is_own_sum(change: ast.AugAssign | ast.Assign, target: ast.Attribute) -> bool:
    """`x.stock -= n`, `x.stock = x.stock - n`, `x.stock = max(0, (x.stock or 0) - n)`; not `x.tags += ["new"]`."""
    if isinstance(change, ast.AugAssign):
        return isinstance(change.op, (ast.Add, ast.Sub)) and _is_number_like(change.value)
    value = change.value
    if isinstance(value, ast.Call) and terminal(value) in ("max", "min"):
        value = next((argument for argument in value.args if isinstance(argument, ast.BinOp)), value)
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, (ast.Add, ast.Sub)) or len(getattr(change, "targets", [])) != 1:
        return False
    before = value.left.values[0] if isinstance(value.left, ast.BoolOp) else value.left
    return dotted(before) == dotted(target) and _is_number_like(value.right)


def _is_number_like(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant):
        return isinstance(value.value, (int, float)) and not isinstance(value.value, bool)
    # `F("stock")` on either side makes it the database's sum.
    return not isinstance(value, (ast.JoinedStr, ast.List, ast.ListComp, ast.Tuple, ast.Set, ast.Dict)) and not (
        isinstance(value, ast.Call) and terminal(value) in ("F", "list", "str", "timedelta")
    )


def _is_stored(row: str, change: ast.stmt, function: Function, module: Module) -> bool:
    """Whether the function stores the row after the change: `row.save()`, or a commit of the session."""
    stored = module.once(_last_stored, function, module)
    return max(stored.get("", 0), stored.get(row, 0)) >= change.lineno


def _last_stored(function: Function, module: Module) -> dict[str, int]:
    """The line on which each row is stored for the last time, and under no name that of the last commit or flush."""
    found: dict[str, int] = {}
    for call in calls_in(function, module):
        if isinstance(call.func, ast.Attribute) and call.func.attr in _STORES:
            found["" if call.func.attr in ("commit", "flush") else terminal(call.func.value)] = call.lineno
    return found


def _is_protected(row: ast.Name, function: Function, module: Module) -> bool:
    """Whether anything in the function keeps others out, or the row is one that nobody else can have seen yet."""
    return keeps_others_out(function, module) or module.once(_leaves_the_sum, function, module) or _makes_new(row, module)


def _leaves_the_sum(function: Function, module: Module) -> bool:
    """`F("stock") - 1`, anywhere in the function."""
    return any(isinstance(node, ast.Call) and terminal(node) == "F" for node in module.walk(function))


def _makes_new(row: ast.Name, module: Module) -> bool:
    """`usage = Usage(user=user)`: the only spelling of the row in the function is a constructor."""
    bindings = module.names.bindings(row)
    made = [binding.value.func for binding in bindings if isinstance(binding.value, ast.Call)]
    return bool(made) and len(made) == len(bindings) and all(isinstance(called, ast.Name) and called.id[:1].isupper() for called in made)
