"""What gives values to names, however it is spelled."""

from __future__ import annotations

import ast


def given_by(node: ast.AST) -> tuple[ast.expr | None, list[ast.expr]]:
    """What an assignment, a loop or an item of a `with` takes its values from, and its targets; no targets where it gives none."""
    if isinstance(node, ast.Assign):
        return node.value, node.targets
    if isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
        return node.value, [node.target]
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        return node.iter, [node.target]
    if isinstance(node, ast.withitem) and node.optional_vars is not None:
        return node.context_expr, [node.optional_vars]
    return None, []
