"""Which calls a function hands back as they come, so that what they return is what it returns."""

from __future__ import annotations

import ast

from vibe_audit.logic.uses import uses_of
from vibe_audit.module import Module
from vibe_audit.names.bindings import Function


def calls_returned(function: Function, module: Module) -> list[ast.Call]:
    """`return find(key)`, `return await find(key)`; `found = find(key)` where nothing is done with the name but to return it."""
    return module.once(_calls_returned, function, module)


def _calls_returned(function: Function, module: Module) -> list[ast.Call]:
    found = []
    for statement in module.walk_own(function):
        value = statement.value if isinstance(statement, ast.Return) else None
        if isinstance(value, ast.Name) and len(uses_of(value.id, function, module)) == 1:
            binding = module.names.binding(value)
            value = binding.value if binding is not None and isinstance(binding.node, (ast.Assign, ast.AnnAssign)) else None
        value = value.value if isinstance(value, ast.Await) else value
        if isinstance(value, ast.Call):
            found.append(value)
    return found
