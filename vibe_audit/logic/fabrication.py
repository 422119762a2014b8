"""Which figure of a result a random number becomes."""

from __future__ import annotations

import ast
import re

from vibe_audit.knowledge.randomness import FIGURES, NO_FIGURES
from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.module import Module
from vibe_audit.names import Function

_SHAPING = frozenset({"Decimal", "abs", "float", "format", "int", "max", "min", "round", "str", "timedelta"})
_FARTHEST = 4
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def figure_made_by(number: ast.Call, function: Function, module: Module) -> str | None:
    """The name of the figure that a random number becomes: `clicks` of `{"clicks": random.randint(1, 9)}`; None where it is none."""
    return next((label for label in _labels(number, function, module, _FARTHEST) if _is_figure(label)), None)


def _is_figure(label: str) -> bool:
    words = {word.lower() for word in _WORDS.findall(label)}
    return not words.isdisjoint(FIGURES) and words.isdisjoint(NO_FIGURES)


def _labels(value: ast.expr, function: Function, module: Module, farthest: int) -> list[str]:
    """The names under which a value leaves a function: keys, keyword arguments of what holds a result, the name of the function."""
    child: ast.AST = value
    holder = module.parents[child]
    while _keeps_number(child, holder):
        child, holder = holder, module.parents[holder]
    if isinstance(holder, ast.Dict) and child in holder.values:
        return [text_of(holder.keys[holder.values.index(child)]) or ""]
    if isinstance(holder, ast.keyword):
        call = module.parents[holder]
        # `Metrics(clicks=...)`, `dict(clicks=...)`, `row.update(clicks=...)`
        is_record = isinstance(call, ast.Call) and (terminal(call)[:1].isupper() or terminal(call) in ("create", "dict", "update"))
        return [holder.arg or ""] if is_record else []
    if isinstance(holder, ast.Return):
        return [function.name]
    if isinstance(holder, (ast.Assign, ast.AnnAssign)):
        target = holder.targets[0] if isinstance(holder, ast.Assign) else holder.target
        if isinstance(target, ast.Subscript):
            return [text_of(target.slice) or ""]
        if isinstance(target, ast.Name) and farthest and module.names.binding(target):
            return [label for name in _readings(target, function, module) for label in _labels(name, function, module, farthest - 1)]
    return []


def _keeps_number(child: ast.AST, holder: ast.AST) -> bool:
    if isinstance(holder, ast.Call):
        return child in holder.args and terminal(holder) in _SHAPING
    if isinstance(holder, ast.IfExp):
        return child is not holder.test
    return isinstance(holder, (ast.BinOp, ast.BoolOp, ast.FormattedValue, ast.JoinedStr, ast.UnaryOp))


def _readings(target: ast.Name, function: Function, module: Module) -> list[ast.expr]:
    return [
        node
        for node in module.walk_own(function)
        if isinstance(node, ast.Name) and node.id == target.id and isinstance(node.ctx, ast.Load)
    ]
