"""Loops that do the same to every row."""

from __future__ import annotations

import ast

from vibe_audit.logic.loops import names_in, turn_names
from vibe_audit.module import Module


def is_set_alike(row: str, loop: ast.For | ast.AsyncFor, saving: ast.Call, module: Module) -> bool:
    """Whether the loop does nothing to its rows but set attributes of each to the same values, and save them."""
    changing = turn_names(loop, module)
    assigned = 0
    for node in module.walk_own(loop):
        if isinstance(node, ast.Assign) and any(_is_attribute_of(row, target) for target in node.targets):
            if not changing.isdisjoint(names_in(node.value, module)):
                return False
            assigned += 1
        elif isinstance(node, ast.AugAssign) and _is_attribute_of(row, node.target):
            return False
        # `attempt(job)` and `job.advance()` may do to each row something of its own.
        elif isinstance(node, ast.Call) and node is not saving:
            if any(isinstance(argument, ast.Name) and argument.id == row for argument in node.args):
                return False
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.value.id == row:
                return False
    return assigned > 0


def _is_attribute_of(row: str, target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == row
