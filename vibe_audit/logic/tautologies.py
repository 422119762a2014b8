"""Why an expression is true whatever its names stand for; the empty string where it may be false."""

from __future__ import annotations

import ast

from vibe_audit.logic.calls import constant, dotted

_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}


def why_always_true(test: ast.expr) -> str:
    """Why a condition always holds."""
    if isinstance(test, ast.Constant):
        return "a constant" if test.value else ""
    if isinstance(test, ast.Tuple):
        # `assert (paid, "message")`
        return "a tuple with something in it is true" if test.elts else ""
    if isinstance(test, ast.BoolOp):
        reasons = [why_always_true(value) for value in test.values]
        if isinstance(test.op, ast.Or):
            return next(filter(None, reasons), "") or ("either it is or it is not" if _are_opposites(test.values) else "")
        return reasons[0] if all(reasons) else ""
    if isinstance(test, ast.Call) and dotted(test.func) == "isinstance" and len(test.args) == 2:
        return "everything is an object" if dotted(test.args[1]) == "object" else ""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _why_comparison_holds(test.left, test.ops[0], test.comparators[0])
    return ""


def is_size(node: ast.expr) -> bool:
    """Whether this is a number that is never negative: `len(x)`, or `orders.count()` of a query."""
    if not isinstance(node, ast.Call):
        return False
    if dotted(node.func) == "len":
        return len(node.args) == 1
    return isinstance(node.func, ast.Attribute) and node.func.attr == "count" and not node.args and not node.keywords


def are_equal_constants(one: ast.expr, other: ast.expr) -> bool:
    """`1` and `1`."""
    return isinstance(one, ast.Constant) and isinstance(other, ast.Constant) and ast.dump(one) == ast.dump(other)


def _why_comparison_holds(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> str:
    if isinstance(operator, (ast.Lt, ast.LtE)):  # `0 <= len(x)`
        left, right, operator = right, left, ast.Gt() if isinstance(operator, ast.Lt) else ast.GtE()
    lowest = 0 if isinstance(operator, ast.GtE) else -1 if isinstance(operator, ast.Gt) else None
    if lowest is not None and is_size(left) and constant(right) == lowest:
        return "a length is never negative"
    return "two equal constants" if isinstance(operator, (ast.Eq, ast.Is)) and are_equal_constants(left, right) else ""


def _are_opposites(values: list[ast.expr]) -> bool:
    """`x is None or x is not None`; a call may answer differently the second time."""
    if len(values) != 2:
        return False
    one, other = values
    if not isinstance(one, ast.Compare) or not isinstance(other, ast.Compare) or len(one.ops) != 1 or len(other.ops) != 1:
        return False
    same_sides = ast.dump(one.left) == ast.dump(other.left) and ast.dump(one.comparators[0]) == ast.dump(other.comparators[0])
    return same_sides and _OPPOSITES.get(type(one.ops[0])) is type(other.ops[0]) and not isinstance(one.left, ast.Call)
