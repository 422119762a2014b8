"""What a chain of methods begins with, seen through the names that it was built under step by step."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.builders import ALL_BUILDERS
from vibe_audit.logic.calls import is_none
from vibe_audit.module import Module
from vibe_audit.names.bindings import Binding, Bindings, rebuilding_methods

_LONGEST, _MOST = 100, 4


def origins_of(node: ast.expr, module: Module) -> list[list[ast.expr]]:
    """The links of a chain, the last first, for each of the ways in which it may have come about.

    `query.filter(x)` behind `query = db.query(Order)`: the calls and attributes of both, down to `db`. Names are followed to what
    reaches them; `query = query.filter(y)` under an `if` is no way of its own. Of more ways than a handful, none is answered.
    """
    return module.once(_origins_of, node, module)


def _origins_of(node: ast.expr, module: Module) -> list[list[ast.expr]]:
    ways = list(_ways(node, module, frozenset()))
    return ways if len(ways) <= _MOST else []


def _ways(node: ast.expr, module: Module, followed: frozenset[Binding]) -> Iterator[list[ast.expr]]:
    links: list[ast.expr] = []
    current: ast.expr = node
    while len(links) < _LONGEST:
        links.append(current)
        if isinstance(current, ast.Call):
            current = current.func
        elif isinstance(current, (ast.Attribute, ast.Await, ast.Subscript, ast.NamedExpr)):
            current = current.value
        else:
            break
    values = list(_values(current, module, followed)) if isinstance(current, ast.Name) else []
    if not values:
        yield links
        return
    for value, seen in values:
        for way in _ways(value, module, seen):
            yield [*links, *way]


def _values(name: ast.Name, module: Module, followed: frozenset[Binding]) -> Iterator[tuple[ast.expr, frozenset[Binding]]]:
    """What a name was given, where all that reaches it is known; nothing of a parameter."""
    for binding in module.once(_given, module.names.bindings(name)):
        if binding not in followed and binding.value is not None:
            yield binding.value, followed | {binding}


def _given(bindings: Bindings) -> list[Binding]:
    """The bindings that say what a name begins as; none where one of them does not tell, or where there are too many to follow."""
    telling = [(binding, _is_rebuilt(binding)) for binding in bindings if not is_none(binding.value)]
    given = [binding for binding, is_rebuilt in telling if not is_rebuilt] or [binding for binding, _ in telling]
    if len(given) > _MOST or any(binding.value is None or isinstance(binding.node, ast.withitem) for binding in given):
        return []
    return given


def _is_rebuilt(binding: Binding) -> bool:
    methods = rebuilding_methods(binding)
    return bool(methods) and ALL_BUILDERS.issuperset(methods)
