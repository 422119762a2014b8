"""Which names a scope binds, and to what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple, cast

Function = ast.FunctionDef | ast.AsyncFunctionDef
Scope = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_TRY_STAR = (ast.TryStar,) if hasattr(ast, "TryStar") else ()
# What `bindings_of` is worth asking about; most statements only use names.
_BINDING = frozenset({
    ast.AnnAssign, ast.Assign, ast.AsyncFor, ast.AsyncFunctionDef, ast.AugAssign, ast.ClassDef, ast.ExceptHandler, ast.For, ast.FunctionDef,
    ast.Import, ast.ImportFrom, ast.MatchAs, ast.MatchMapping, ast.MatchStar, ast.withitem,
})
# The fields of compound statements that hold further ones.
_INNER: dict[type[ast.AST], tuple[str, ...]] = {
    ast.If: ("body", "orelse"), ast.For: ("body", "orelse"), ast.AsyncFor: ("body", "orelse"), ast.While: ("body", "orelse"),
    ast.With: ("items", "body"), ast.AsyncWith: ("items", "body"), ast.Match: ("cases",), ast.match_case: ("body",),
    ast.ExceptHandler: ("body",), **dict.fromkeys((ast.Try, *_TRY_STAR), ("body", "handlers", "orelse", "finalbody")),
}


class Binding(NamedTuple):
    """One place that gives a name its value.

    `imported` is the dotted path of an import; `value` the expression assigned; `annotation` that of a parameter or of
    a declaration; `definition` a function or class. All are None where the name is bound in a way that tells nothing
    (a loop, an unpacking, a handler).
    """

    node: ast.AST
    imported: str | None = None
    value: ast.expr | None = None
    annotation: ast.expr | None = None
    definition: Function | ast.ClassDef | None = None


class Bindings(tuple[Binding, ...]):
    """Several bindings of one name. Each is itself and no other, so that what is asked of all may be remembered by it."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


NONE = Bindings()


def iter_bindings(scope: ast.AST) -> Iterator[tuple[str, Binding]]:
    """Every binding that `scope` itself makes, in the order of the source. Assignment expressions are not counted."""
    if isinstance(scope, COMPREHENSIONS):
        for generator in scope.generators:
            yield from _iter_targets(generator.target, Binding(generator))
        return
    if isinstance(scope, FUNCTIONS):
        yield from _iter_parameters(scope.args)
    if isinstance(scope, ast.Lambda):
        return
    hidden: set[str] = set()
    found: list[tuple[str, Binding]] = []
    for node in _iter_binding_nodes(scope):
        kind = node.__class__
        if kind in _BINDING:
            found.extend(bindings_of(node))
        elif kind is ast.Global or kind is ast.Nonlocal:
            hidden.update(cast("ast.Global", node).names)
    yield from ((name, binding) for name, binding in found if name not in hidden)


def iter_bindings_elsewhere(function: ast.AST, declared: AbstractSet[str]) -> Iterator[tuple[str, Binding]]:
    """What a function binds of the names that it declares to be global, or of a function around it."""
    for node in _iter_binding_nodes(function):
        if node.__class__ in _BINDING:
            yield from ((name, binding) for name, binding in bindings_of(node) if name in declared)


def rebuilding_methods(binding: Binding) -> list[str]:
    """The methods by which a name is made anew from itself: `filter`, `order_by` in `query = query.filter(...).order_by(...)`."""
    node, name = binding.value, _single_target(binding.node)
    methods = []
    while isinstance(node, (ast.Call, ast.Attribute, ast.Await)):
        if isinstance(node, ast.Attribute):
            methods.append(node.attr)
        node = node.func if isinstance(node, ast.Call) else node.value
    return methods if isinstance(node, ast.Name) and node.id == name else []


def _single_target(node: ast.AST) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else getattr(node, "target", None)
    return target.id if isinstance(target, ast.Name) else ""


def iter_methods(owner: ast.ClassDef) -> Iterator[Function]:
    """The functions that a class body defines, those under a condition included."""
    return (node for node in _iter_binding_nodes(owner) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def iter_attribute_assignments(method: Function, name: str) -> Iterator[tuple[str, Binding]]:
    """What a method assigns to the attributes of a name of its own."""
    for node in _iter_binding_nodes(method):
        if isinstance(node, ast.Assign):
            targets, binding = node.targets, Binding(node, value=node.value)
        elif isinstance(node, ast.AnnAssign):
            targets, binding = [node.target], Binding(node, value=node.value, annotation=node.annotation)
        elif isinstance(node, ast.AugAssign):
            targets, binding = [node.target], Binding(node)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            targets, binding = [node.optional_vars], Binding(node, value=node.context_expr)
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == name:
                yield target.attr, binding


def _iter_binding_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """The statements, handlers, `with` items and patterns of a scope: all that can bind a name, expressions left aside."""
    stack: list[ast.AST] = list(reversed(getattr(scope, "body", [])))
    while stack:
        node = stack.pop()
        yield node
        fields = _INNER.get(node.__class__)
        if fields:
            parts = [part for field in fields for part in getattr(node, field)]
            if isinstance(node, ast.match_case):
                parts = [*ast.walk(node.pattern), *parts]
            stack.extend(reversed(parts))


def bindings_of(node: ast.AST) -> Iterator[tuple[str, Binding]]:
    """The bindings that one node makes, its children not counted."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name, Binding(node, definition=node)
    elif isinstance(node, ast.Import):
        for alias in node.names:
            head = alias.name.partition(".")[0]
            yield alias.asname or head, Binding(node, imported=alias.name if alias.asname else head)
    elif isinstance(node, ast.ImportFrom):
        origin = "." * node.level + (node.module or "")
        joint = "" if origin.endswith(".") else "."
        for alias in node.names:
            yield alias.asname or alias.name, Binding(node, imported=f"{origin}{joint}{alias.name}")
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _iter_targets(target, Binding(node, value=node.value))
    elif isinstance(node, ast.AnnAssign):
        yield from _iter_targets(node.target, Binding(node, value=node.value, annotation=node.annotation))
    elif isinstance(node, (ast.AugAssign, ast.For, ast.AsyncFor)):
        yield from _iter_targets(node.target, Binding(node))
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield from _iter_targets(node.optional_vars, Binding(node, value=node.context_expr))
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        yield node.name, Binding(node)
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest, Binding(node)


def _iter_targets(target: ast.expr, binding: Binding) -> Iterator[tuple[str, Binding]]:
    if isinstance(target, ast.Name):
        yield target.id, binding
    elif isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from _iter_targets(element, Binding(binding.node))
    elif isinstance(target, ast.Starred):
        yield from _iter_targets(target.value, Binding(binding.node))


def _iter_parameters(arguments: ast.arguments) -> Iterator[tuple[str, Binding]]:
    for parameter in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        yield parameter.arg, Binding(parameter, annotation=parameter.annotation)
    for rest in (arguments.vararg, arguments.kwarg):
        if rest is not None:
            yield rest.arg, Binding(rest)
