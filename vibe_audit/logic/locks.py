"""Whether anything keeps others out while a function reads, decides and writes."""

from __future__ import annotations

import ast

from vibe_audit.logic.calls import terminal
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_LOCKS = expression(r"(?i:(?:^|_)(?:un)?lock)|[a-z]Lock|for_update|version_id|serializable|isolation_level|(?i:semaphore|mutex)|^R?Lock$")


def keeps_others_out(function: Function, module: Module) -> bool:
    """Whether a function speaks of a lock of any kind: of a row, of an advisory lock, of a mutex, or of a stricter isolation."""
    return module.once(_keeps_others_out, function, module)


def _keeps_others_out(function: Function, module: Module) -> bool:
    for node in module.walk(function):
        if isinstance(node, (ast.Name, ast.Attribute)) and _LOCKS.search(terminal(node)):
            return True
        if isinstance(node, ast.keyword) and _LOCKS.search(node.arg or ""):
            return True
        # `SELECT ... FOR UPDATE` as text
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "FOR UPDATE" in node.value.upper():
            return True
    return False
