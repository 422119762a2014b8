"""Which target gets what, where several are given at once, and which patterns match one value only."""

from __future__ import annotations

import ast
from collections.abc import Container

from vibe_audit.logic.calls import terminal
from vibe_audit.module import Module


def turns_of(loop: ast.For | ast.AsyncFor) -> list[tuple[ast.expr, ast.expr]]:
    """What each target of a loop is taken from: `for number, row in enumerate(rows)`, `for one, other in zip(ones, others)`."""
    targets = loop.target.elts if isinstance(loop.target, ast.Tuple) else []
    given = loop.iter.args if isinstance(loop.iter, ast.Call) and isinstance(loop.iter.func, ast.Name) else []
    if len(targets) == 2 and given and terminal(loop.iter) == "enumerate":
        return [(targets[0], ast.Constant(0)), (targets[1], given[0])]
    if len(targets) == len(given) and given and terminal(loop.iter) == "zip":
        return list(zip(targets, given, strict=True))
    return [(loop.target, loop.iter)]


def is_constant(pattern: ast.pattern) -> bool:
    """Whether only constants match: `"asc" | "desc"`."""
    if isinstance(pattern, ast.MatchOr):
        return all(map(is_constant, pattern.patterns))
    return isinstance(pattern, ast.MatchSingleton) or (isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, ast.Constant))


def assigned(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """`a, b = x, y` is two assignments at once, and so is `first, *rest = x, y, z`."""
    targets, values = getattr(target, "elts", []), getattr(value, "elts", [])
    starred = [place for place, element in enumerate(targets) if isinstance(element, ast.Starred)]
    if starred and len(targets) - 1 <= len(values) and not any(isinstance(element, ast.Starred) for element in values):
        first, end = starred[0], starred[0] + 1 + len(values) - len(targets)
        return list(zip(targets, [*values[:first], ast.List(values[first:end], ast.Load()), *values[end:]], strict=True))
    is_plain = len(targets) == len(values) > 0 and not starred and not any(isinstance(element, ast.Starred) for element in values)
    return list(zip(targets, values, strict=True)) if is_plain else [(target, value)]


def taken_from(value: ast.expr, parts: Container[ast.AST], module: Module) -> dict[str, ast.expr]:
    """What each name of the comprehensions around a value is taken from, as far as the first of these parts."""
    found: dict[str, ast.expr] = {}
    for holder in module.ancestors(value):
        if holder in parts or isinstance(holder, ast.stmt):
            break
        for generator in getattr(holder, "generators", ()):
            for name in module.walk(generator.target):
                if isinstance(name, ast.Name):
                    found.setdefault(name.id, generator.iter)
    return found
