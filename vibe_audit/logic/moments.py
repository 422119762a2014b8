"""What becomes of a moment that was just asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from vibe_audit.knowledge.moments import PARTS, SPANS, ZONE_GIVERS
from vibe_audit.logic.calls import find_keyword, terminal
from vibe_audit.module import Module

_TALKERS = frozenset({"critical", "debug", "echo", "error", "exception", "format", "info", "log", "print", "warning", "write"})
_ORDERED = (ast.Gt, ast.GtE, ast.Lt, ast.LtE)
_STARTS = frozenset({"began", "begin", "start", "started", "t0"})
_FARTHEST = 8


class Use(NamedTuple):
    """One thing that is done with a moment: the expression that is the moment, and the node that takes it."""

    moment: ast.expr
    taker: ast.AST


def uses_of(moment: ast.expr, module: Module, farthest: int = _FARTHEST) -> Iterator[Use]:
    """What is done with a moment, seen through a local name, `or`, `+ timedelta(...)` and `.replace(hour=0)`."""
    taker = module.parents[moment]
    if farthest:
        onward: list[ast.expr] | None = None
        if isinstance(taker, (ast.BoolOp, ast.IfExp, ast.NamedExpr)) or (isinstance(taker, ast.BinOp) and _shifts(taker, moment, module)):
            onward = [taker]
        elif isinstance(taker, ast.Attribute) and taker.attr == "replace":
            call = module.parents[taker]
            if isinstance(call, ast.Call) and not find_keyword(call, "tzinfo"):
                onward = [call]
        elif isinstance(taker, (ast.Assign, ast.AnnAssign)):
            onward = _readings(taker, module)
        if onward:
            for following in onward:
                yield from uses_of(following, module, farthest - 1)
            return
    yield Use(moment, taker)


def _shifts(operation: ast.BinOp, moment: ast.expr, module: Module) -> bool:
    """Whether an addition or subtraction makes another moment; `moment - moment` makes a span."""
    if isinstance(operation.op, ast.Add):
        return True
    return isinstance(operation.op, ast.Sub) and operation.left is moment and _is_span(operation.right, module)


def _is_span(node: ast.expr, module: Module) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_span(node.left, module) or _is_span(node.right, module)
    return module.resolve(node) in SPANS or terminal(node).lower().endswith(("delta", "duration", "interval", "ttl", "window"))


def _readings(assignment: ast.Assign | ast.AnnAssign, module: Module) -> list[ast.expr] | None:
    """Where a local name that is assigned once is read."""
    target = assignment.target if isinstance(assignment, ast.AnnAssign) else assignment.targets[0]
    function = module.function_of(assignment)
    if function is None or not isinstance(target, ast.Name) or module.names.binding(target) is None:
        return None
    return [
        node
        for node in module.walk(function)
        if isinstance(node, ast.Name) and node.id == target.id and isinstance(node.ctx, ast.Load)
    ]


def is_told(node: ast.AST, module: Module) -> bool:
    """Whether a value goes into a message for people: an f-string, `format`, a log line, `print`."""
    taker = module.parents[node]
    if isinstance(taker, ast.FormattedValue):
        return not _is_followed_by_z(taker, module)
    if isinstance(taker, ast.keyword):
        taker = module.parents[taker]
    return isinstance(taker, ast.Call) and node is not taker.func and terminal(taker) in _TALKERS


def claims_utc(node: ast.AST, module: Module) -> bool:
    """Whether a `Z`, which means UTC, is written behind the text of a moment."""
    taker = module.parents[node]
    if isinstance(taker, ast.FormattedValue):
        return _is_followed_by_z(taker, module)
    return isinstance(taker, ast.BinOp) and isinstance(taker.right, ast.Constant) and str(taker.right.value).startswith("Z")


def _is_followed_by_z(value: ast.FormattedValue, module: Module) -> bool:
    holder = module.parents[value]
    parts = holder.values if isinstance(holder, ast.JoinedStr) else []
    following = parts[parts.index(value) + 1 :] if value in parts else []
    return bool(following) and isinstance(following[0], ast.Constant) and str(following[0].value).startswith("Z")


def is_given_zone(use: Use) -> bool:
    """Whether a moment is given a zone before anybody reads it."""
    taker = use.taker
    if isinstance(taker, ast.Call):
        return use.moment is not taker.func and terminal(taker) in ZONE_GIVERS
    return isinstance(taker, ast.Attribute) and taker.attr == "replace"


def is_taken_apart(use: Use) -> bool:
    """Whether only a part of a moment, or a spelling of it for people, is asked for."""
    return isinstance(use.taker, ast.Attribute) and use.taker.attr in PARTS


def is_duration(use: Use) -> bool:
    """Whether a moment is only measured against the start of something: `(utcnow() - started_at).total_seconds()`."""
    taker = use.taker
    if not isinstance(taker, ast.BinOp) or not isinstance(taker.op, ast.Sub):
        return False
    other = taker.right if taker.left is use.moment else taker.left
    return any(word in _STARTS for word in terminal(other).lower().split("_"))


def compared_with(use: Use) -> list[ast.expr]:
    """What stands on the other side of `<` and its like."""
    taker = use.taker
    if not isinstance(taker, ast.Compare) or not any(isinstance(operator, _ORDERED) for operator in taker.ops):
        return []
    return [side for side in (taker.left, *taker.comparators) if side is not use.moment]
