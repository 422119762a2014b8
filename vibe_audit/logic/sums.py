"""Numbers of stored rows that are read, changed in Python and put back, where several requests compete for them."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.logic.locks import keeps_others_out
from vibe_audit.logic.uses import calls_in
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_STORES = frozenset({"asave", "commit", "flush", "save"})
# What people compete for. Progress of a job (`processed`, `retry_count`) has one writer.
_CONTESTED = expression(
    r"(?:^|_)(?:amount_paid|available|balance|clicks|coins|credits?|downloads?|inventory|likes?|paid|points|quota|quantity|qty|"
    r"remaining|saldo|seats?|shares|spent|stock|tickets|tokens_used|usage|used|uses|views|visits|votes|wallet|wins|"
    r"(?:booking|click|comment|download|enrolled|like|login|member|order|play|share|sold|usage|use|view|visit|vote)s?_count)"
    r"(?:$|_(?:actual|amount|balance|count|credits|hours|used|total))",
    re.IGNORECASE,
)


class Sum(NamedTuple):
    """`account.balance -= amount`: the statement, what it changes, and the row."""

    change: ast.AugAssign | ast.Assign
    target: ast.Attribute
    row: ast.Name


def sums_in(function: Function, module: Module) -> list[Sum]:
    """The sums of a function itself that nothing in it keeps others out of, in the order of the source."""
    sums = module.once(_sums).get(function)
    if not sums or keeps_others_out(function, module) or _leaves_the_sum(function, module):
        return []
    return [one for one in sums if not _is_made_new(one.row, module)]


def functions_with_sums(module: Module) -> list[Function]:
    """The functions that change such a number themselves."""
    return [function for function in module.once(_sums) if function is not None]


def _sums(module: Module) -> Mapping[Function | None, list[Sum]]:
    found: dict[Function | None, list[Sum]] = defaultdict(list)
    changes: list[ast.AugAssign | ast.Assign] = [*module.nodes(ast.AugAssign), *module.nodes(ast.Assign)]
    for change in changes:
        target = change.target if isinstance(change, ast.AugAssign) else change.targets[0]
        if not isinstance(target, ast.Attribute) or not _CONTESTED.search(target.attr) or not _is_own_sum(change, target):
            continue
        if isinstance(target.value, ast.Name) and module.names.receiver(target.value) is None:
            found[module.function_of(change)].append(Sum(change, target, target.value))
    return found


def is_stored(found: Sum, function: Function, module: Module) -> bool:
    """Whether the function itself stores the row after the change: `row.save()`, or a commit of the session."""
    stored = module.once(_last_stored, function, module)
    return max(stored.get("", 0), stored.get(found.row.id, 0)) >= found.change.lineno


def _last_stored(function: Function, module: Module) -> dict[str, int]:
    """The line on which each row is stored for the last time, and under no name that of the last commit or flush."""
    found: dict[str, int] = {}
    for call in calls_in(function, module):
        if isinstance(call.func, ast.Attribute) and call.func.attr in _STORES:
            found["" if call.func.attr in ("commit", "flush") else terminal(call.func.value)] = call.lineno
    return found


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


def _leaves_the_sum(function: Function, module: Module) -> bool:
    """`F("stock") - 1`, anywhere in the function."""
    return any(isinstance(node, ast.Call) and terminal(node) == "F" for node in module.walk(function))


def _is_made_new(row: ast.Name, module: Module) -> bool:
    """`usage = Usage(user=user)`: the only spelling of the row in the function is a constructor."""
    bindings = module.names.bindings(row)
    made = [binding.value.func for binding in bindings if isinstance(binding.value, ast.Call)]
    return bool(made) and len(made) == len(bindings) and all(isinstance(called, ast.Name) and called.id[:1].isupper() for called in made)
