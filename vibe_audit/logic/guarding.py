"""What a condition makes sure of: the values that are harmless where it holds, or where it does not."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.logic.leaving import always_leaves
from vibe_audit.module import Module

_PLAIN_TYPES = frozenset({"Decimal", "UUID", "bool", "date", "datetime", "float", "int"})


def made_safe(test: ast.expr, *, holds: bool, guards: frozenset[str]) -> Iterator[str]:
    """The values, as they are spelled, that a condition has looked at closely enough, where it holds or where it does not.

    `x in ALLOWED`, `x == "asc"`, `isinstance(x, int)`, and what one of `guards` says, a method or a function by its last name:
    `x.isdigit()`, `is_safe_path(x)`.
    """
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield from made_safe(test.operand, holds=not holds, guards=guards)
    elif isinstance(test, ast.BoolOp):
        if isinstance(test.op, ast.And) is holds:
            for value in test.values:
                yield from made_safe(value, holds=holds, guards=guards)
    elif isinstance(test, ast.Compare):
        if len(test.ops) == 1 and _says_which(test.ops[0], test.comparators[0], holds=holds):
            yield dotted(test.left)
    elif isinstance(test, ast.Call) and holds:
        if terminal(test) == "isinstance" and len(test.args) == 2:
            kinds = test.args[1].elts if isinstance(test.args[1], ast.Tuple) else [test.args[1]]
            if all(terminal(kind) in _PLAIN_TYPES for kind in kinds):
                yield dotted(test.args[0])
        elif terminal(test) in guards:
            yield from (dotted(given) for given in test.args)
            yield dotted(test.func.value) if isinstance(test.func, ast.Attribute) else ""


def _says_which(operator: ast.cmpop, other: ast.expr, *, holds: bool) -> bool:
    if isinstance(operator, (ast.In, ast.NotIn)):
        return isinstance(operator, ast.In) is holds
    return isinstance(operator, (ast.Eq, ast.NotEq)) and isinstance(operator, ast.Eq) is holds and isinstance(other, ast.Constant)


def safe_behind(choice: ast.If, guards: frozenset[str]) -> Iterator[str]:
    """What is harmless behind an `if` one of whose branches leaves: `if x not in ALLOWED: raise ValueError`."""
    if always_leaves(choice.body):
        yield from made_safe(choice.test, holds=False, guards=guards)
    if choice.orelse and always_leaves(choice.orelse):
        yield from made_safe(choice.test, holds=True, guards=guards)


def safe_inside(node: ast.AST, module: Module, guards: frozenset[str]) -> Iterator[str]:
    """What is harmless at a node by the conditions that it stands under, in its own function."""
    child = node
    for holder in module.ancestors(node):
        if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            return
        if isinstance(holder, ast.If) and child is not holder.test:
            yield from made_safe(holder.test, holds=child not in holder.orelse, guards=guards)
        elif isinstance(holder, ast.IfExp) and child is not holder.test:
            yield from made_safe(holder.test, holds=child is holder.body, guards=guards)
        child = holder
