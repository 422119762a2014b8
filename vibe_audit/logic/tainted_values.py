"""Whether the value of an expression is tainted, given what the names in it hold."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from vibe_audit.flow.spellings import always
from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.logic.guarding import made_safe
from vibe_audit.module import Module

Trace = tuple[ast.AST, ...]
"""The way of a value: where it came from, then each place that handed it on."""

_LONGEST = 20
_HARMLESS = frozenset({"bool", "float", "hash", "id", "int", "isinstance", "len", "round", "type"})
"""Builtins of whose result nobody else decides more than a number."""
_TELLING = frozenset({
    "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "isnumeric", "rfind",
    "rindex", "startswith",
})
"""Methods of a text that answer with a number, or yes or no."""


class Flows(NamedTuple):
    """One kind of danger, as a table. Names are dotted paths as `Module.resolve` writes them, or last names.

    `sources` are calls and attributes (`flask.request.args`), `parameters` tells which of those that the function is given count as well.
    `sinks` tell which arguments must not be reached: positions from 0 and keywords. `sanitisers` return what is harmless, `guards` answer
    whether something is.
    """

    sources: frozenset[str]
    sinks: Mapping[str, tuple[int | str, ...]]
    sanitisers: frozenset[str] = frozenset()
    guards: frozenset[str] = frozenset()
    parameters: Callable[[ast.arg], bool] = lambda _: False


def tainted(value: ast.expr, known: Callable[[str], Trace | None], flows: Flows, module: Module) -> Trace | None:
    """The way by which the value of an expression is tainted; None where it is not. `known` answers for a name, dotted ones as well."""

    def among(values: Iterable[ast.expr | None]) -> Trace | None:
        return next((way for part in values if part is not None and (way := of(part)) is not None), None)

    def of(node: ast.expr) -> Trace | None:
        if isinstance(node, (ast.Name, ast.Attribute)):
            if (way := known(dotted(node))) is not None:
                return way
            if module.resolve(node) in flows.sources:
                return (node,)
            return of(node.value) if isinstance(node, ast.Attribute) else None
        if isinstance(node, ast.Call):
            return _of_call(node)
        if isinstance(node, ast.BinOp):
            return among(_terms(node))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return None
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
            # of the others only what is empty; what they bind may be the last
            binds = any(isinstance(part, ast.NamedExpr) for value in node.values[:-1] for part in module.walk(value))
            return among(node.values) if binds else of(node.values[-1])
        if isinstance(node, ast.IfExp) and (certain := always(node.test)) is not None:
            return of(node.body if certain else node.orelse)
        if isinstance(node, ast.IfExp):
            return _where(node.test, node.body, holds=True) or _where(node.test, node.orelse, holds=False)
        if isinstance(node, ast.Subscript):
            return of(_element(node))
        if isinstance(node, ast.Dict):
            return among((*node.keys, *node.values))
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            return _of_comprehension(node, (node.elt,))
        if isinstance(node, ast.DictComp):
            return _of_comprehension(node, (node.key, node.value))
        if isinstance(node, (ast.Constant, ast.Compare, ast.Lambda)):
            return None
        return among(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))

    def _where(test: ast.expr, node: ast.expr, *, holds: bool) -> Trace | None:
        safe = {*made_safe(test, holds=holds, guards=flows.guards)}
        return tainted(node, lambda name: None if name in safe else known(name), flows, module)

    def _of_call(call: ast.Call) -> Trace | None:
        name = module.resolve(call.func)
        if {name, f"{name}()", terminal(call)} & flows.sources:
            return (call,)
        if {name, terminal(call)} & flows.sanitisers or (isinstance(call.func, ast.Name) and call.func.id in _HARMLESS):
            return None
        receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
        if receiver is not None and terminal(call) in _TELLING:
            return None
        if receiver is not None and terminal(call) == "get":  # whoever chooses among what is there does not decide what that is
            return among((receiver, *call.args[1:]))
        way = among((receiver, *call.args, *(keyword.value for keyword in call.keywords)))
        return (*way, call) if way is not None and len(way) < _LONGEST else way

    def _of_comprehension(node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, elements: Iterable[ast.expr]) -> Trace | None:
        from_iterables = among(generator.iter for generator in node.generators)
        tests = [test for generator in node.generators for test in generator.ifs]
        safe = {name for test in tests for name in made_safe(test, holds=True, guards=flows.guards)}
        targets = {name.id for generator in node.generators for name in module.walk(generator.target) if isinstance(name, ast.Name)} - safe
        for element in elements:
            if from_iterables is not None and any(isinstance(part, ast.Name) and part.id in targets for part in module.walk(element)):
                return from_iterables
            if (way := of(element)) is not None:
                return way
        return None

    return of(value)


def _terms(node: ast.expr) -> list[ast.expr]:
    """What a sum is made of, however long it is."""
    found: list[ast.expr] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.BinOp):
            waiting += [part.right, part.left]
        else:
            found.append(part)
    return found


def _element(node: ast.Subscript) -> ast.expr:
    """Which element of a written list or tuple is taken, where that is certain; else the whole of it."""
    elements = node.value.elts if isinstance(node.value, (ast.List, ast.Tuple)) else []
    place = node.slice.value if isinstance(node.slice, ast.Constant) else None
    is_certain = isinstance(place, int) and place < len(elements) and not any(isinstance(element, ast.Starred) for element in elements)
    return elements[place] if is_certain and isinstance(place, int) else node.value
