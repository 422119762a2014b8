"""Whether an import reckons with failing, or is never carried out."""

from __future__ import annotations

import ast

from vibe_audit.logic.calls import terminal
from vibe_audit.module import Module

_ASKING = frozenset({"TYPE_CHECKING", "exists", "find_spec", "is_file", "isfile", "version_info"})


def is_guarded(node: ast.Import | ast.ImportFrom, module: Module) -> bool:
    """Whether the import stands in a `try` with handlers or in a handler, in `suppress(...)`, or behind a question about what there is."""
    child: ast.AST = node
    for holder in module.ancestors(node):
        if isinstance(holder, ast.ExceptHandler):
            return True
        if isinstance(holder, ast.Try) and holder.handlers and child in holder.body:
            return True
        if isinstance(holder, ast.With) and any(terminal(item.context_expr) in ("raises", "suppress") for item in holder.items):
            return True
        if isinstance(holder, ast.If) and any(terminal(part) in _ASKING for part in module.walk(holder.test)):
            return True
        child = holder
    return False
