"""What a condition makes sure of: the values that are harmless where it holds, or where it does not."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.module import Module
from vibe_audit.names.bindings import COMPREHENSIONS

_PLAIN_TYPES = frozenset({"Decimal", "UUID", "bool", "date", "datetime", "float", "int"})
_SAME_WORD = frozenset({"casefold", "lower", "upper"})


def made_safe(
    test: ast.expr, *, holds: bool, guards: frozenset[str], is_trusted: Callable[[ast.expr], bool] = lambda _: True
) -> Iterator[str]:
    """The values, as they are spelled, that a condition has looked at closely enough, where it holds or where it does not.

    `x in ALLOWED`, `x == "asc"`, `isinstance(x, int)`, and what one of `guards` says, a method or a function by its last name:
    `x.isdigit()`, `is_safe_path(x)`. What is empty or None is harmless as well. `is_trusted` tells of what `x` is looked up in whether
    that is anything to go by.
    """
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield from made_safe(test.operand, holds=not holds, guards=guards, is_trusted=is_trusted)
    elif isinstance(test, ast.BoolOp):
        if isinstance(test.op, ast.And) is holds:
            for value in test.values:
                yield from made_safe(value, holds=holds, guards=guards, is_trusted=is_trusted)
    elif isinstance(test, ast.Compare):
        if len(test.ops) == 1 and _says_which(test.ops[0], test.comparators[0], holds=holds) and is_trusted(test.comparators[0]):
            yield dotted(_as_given(test.left))
    elif isinstance(test, (ast.Name, ast.Attribute)) and not holds:
        yield dotted(test)
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
    is_same, is_other = (ast.Eq, ast.Is), (ast.NotEq, ast.IsNot)
    return isinstance(operator, is_same if holds else is_other) and isinstance(other, ast.Constant)


def _as_given(node: ast.expr) -> ast.expr:
    """What a text was before it was written in one case: `x` for `x.lower()`."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SAME_WORD:
        node = node.func.value
    return node


def safe_inside(node: ast.AST, module: Module, guards: frozenset[str]) -> Iterator[str]:
    """What is harmless at a node by the conditions that it stands under in its own statement."""
    child = node
    for holder in module.ancestors(node):
        if isinstance(holder, (ast.stmt, ast.Lambda)):
            return
        if isinstance(holder, ast.IfExp) and child is not holder.test:
            yield from made_safe(holder.test, holds=child is holder.body, guards=guards)
        elif isinstance(holder, COMPREHENSIONS) and child not in holder.generators:
            for test in (test for generator in holder.generators for test in generator.ifs):
                yield from made_safe(test, holds=True, guards=guards)
        elif isinstance(holder, ast.BoolOp) and child in holder.values:
            for before in holder.values[: holder.values.index(child)]:
                yield from made_safe(before, holds=isinstance(holder.op, ast.And), guards=guards)
        child = holder
