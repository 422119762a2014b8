"""Which calls a function hands back as they come, so that what they return is what it returns."""

from __future__ import annotations

import ast

from vibe_audit.logic.uses import uses_of
from vibe_audit.module import Module
from vibe_audit.names.bindings import Function


def is_returned(call: ast.Call, function: Function, module: Module) -> bool:
    """`return find(key)`, `return await find(key)`; `found = find(key)` where nothing is done with the name but to return it."""
    holder = module.parents[call]
    if isinstance(holder, ast.Await):
        holder = module.parents[holder]
    if isinstance(holder, ast.Return):
        return True
    if not isinstance(holder, ast.Assign) or len(holder.targets) != 1 or not isinstance(holder.targets[0], ast.Name):
        return False
    uses = uses_of(holder.targets[0].id, function, module)
    return len(uses) == 1 and isinstance(module.parents[uses[0]], ast.Return) and len(module.names.bindings(uses[0])) == 1
