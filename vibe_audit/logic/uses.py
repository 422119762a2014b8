"""Where a function reads a name: looked for once, so that whoever follows many names through one function may ask for each."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping

from vibe_audit.module import Module


def uses_of(name: str, root: ast.AST, module: Module) -> list[ast.Name]:
    """Every place below `root`, a function or the module, that reads the name, nested functions included; in the order of the source."""
    return module.once(_uses, root, module).get(name, [])


def _uses(root: ast.AST, module: Module) -> Mapping[str, list[ast.Name]]:
    found: dict[str, list[ast.Name]] = defaultdict(list)
    for node in module.walk(root):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found[node.id].append(node)
    return dict(found)


def calls_in(function: ast.AST, module: Module) -> list[ast.Call]:
    """Every call of a function's own, in the order of the source."""
    return module.once(_calls, function, module)


def _calls(function: ast.AST, module: Module) -> list[ast.Call]:
    calls = (node for node in module.walk_own(function) if isinstance(node, ast.Call))
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))
