"""Names that a team adds to a rule by its options: functions of the house, which no library's table can know."""

from __future__ import annotations

import ast
from collections.abc import Collection

from vibe_audit.logic.calls import dotted
from vibe_audit.module import Module


def goes_by(node: ast.expr, names: Collection[str], module: Module) -> bool:
    """Whether an expression goes by one of the names, as it resolves or as it is written; `report` is also `errors.report`."""
    if not names:
        return False
    written = module.resolve(node) or dotted(node)
    return any(written == name or written.endswith(f".{name}") for name in names)


def calls_of(names: Collection[str], module: Module) -> list[ast.Call]:
    """The calls of functions that go by one of the names."""
    last = frozenset(name.rpartition(".")[2] for name in names)
    return [call for call in module.calls_named(last) if goes_by(call.func, names, module)]
