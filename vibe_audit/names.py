"""What the names of one module stand for, worked out only for the names that a rule asks about.

A resolved name is the dotted path of what was imported. `()` marks the result of a call, so that an instance is not
mistaken for its class: after `s = requests.Session()`, `s.get` is `requests.Session().get`. When in doubt the answer is None.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import NamedTuple

Function = ast.FunctionDef | ast.AsyncFunctionDef
Scope = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

_BUILTINS = frozenset(dir(builtins))
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_SCOPES = (ast.ClassDef, *_FUNCTIONS)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_DEEPEST = 12


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


class Names:
    """The names of one module. `parents` maps every node of the tree to the node that holds it."""

    def __init__(self, tree: ast.Module, parents: dict[ast.AST, ast.AST]) -> None:
        self._tree = tree
        self._parents = parents
        self._scopes: dict[ast.AST, dict[str, list[Binding]]] = {}
        self._attributes: dict[ast.ClassDef, dict[str, list[Binding]]] = {}
        self._resolved: dict[ast.expr, str | None] = {}

    def resolve(self, node: ast.expr | None) -> str | None:
        """The dotted path that an expression stands for, or None. A builtin that nothing shadows is its bare name."""
        return self._resolve(node, _DEEPEST)

    def bindings(self, name: ast.Name) -> list[Binding]:
        """All bindings of the name in the scope it is looked up in; empty for builtins and unknown names."""
        return self._lookup(name.id, name)

    def binding(self, name: ast.Name) -> Binding | None:
        """The one binding of the name; None where there are several, or none."""
        return _only(self.bindings(name))

    def definition(self, node: ast.expr) -> Function | ast.ClassDef | None:
        """The function or class of this module that a name, or `self.method`, refers to."""
        if isinstance(node, ast.Name):
            found = self.binding(node)
            return found.definition if found else None
        if isinstance(node, ast.Attribute) and (owner := self.class_of_self(node.value)):
            found = _only(self._class_attributes(owner).get(node.attr, []))
            return found.definition if found else None
        return None

    def class_of_self(self, node: ast.expr) -> ast.ClassDef | None:
        """The class whose method's first parameter this name is."""
        if not isinstance(node, ast.Name):
            return None
        for scope in self._enclosing(node):
            if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef)):
                holder = self._parents.get(scope)
                if isinstance(holder, ast.ClassDef):
                    arguments = [*scope.args.posonlyargs, *scope.args.args]
                    return holder if arguments and arguments[0].arg == node.id else None
        return None

    def attribute_bindings(self, owner: ast.ClassDef, attribute: str) -> list[Binding]:
        """What `self.<attribute>` and `<attribute>` in the body of the class are bound to."""
        return self._class_attributes(owner).get(attribute, [])

    # -- resolving ------------------------------------------------------------------------------------------------

    def _resolve(self, node: ast.expr | None, depth: int) -> str | None:
        if node is None or depth == 0:
            return None
        if node in self._resolved:
            return self._resolved[node]
        found: str | None = None
        if isinstance(node, ast.Name):
            found = self._resolve_name(node, depth)
        elif isinstance(node, ast.Attribute):
            found = self._resolve_attribute(node, depth)
        elif isinstance(node, ast.Call):
            called = self._resolve(node.func, depth - 1)
            found = f"{called}()" if called else None
        elif isinstance(node, (ast.Await, ast.NamedExpr)):
            found = self._resolve(node.value, depth - 1)
        self._resolved[node] = found
        return found

    def _resolve_name(self, node: ast.Name, depth: int) -> str | None:
        bindings = self._lookup(node.id, node)
        if not bindings:
            return node.id if node.id in _BUILTINS else None
        return self._resolve_bindings(bindings, depth)

    def _resolve_attribute(self, node: ast.Attribute, depth: int) -> str | None:
        base = self._resolve(node.value, depth - 1)
        if base is not None:
            return f"{base}.{node.attr}"
        owner = self.class_of_self(node.value)
        return self._resolve_bindings(self._class_attributes(owner).get(node.attr, []), depth) if owner else None

    def _resolve_bindings(self, bindings: list[Binding], depth: int) -> str | None:
        # `client = None` at first and the client later is one meaning, and so is `except ImportError: requests = None`.
        telling = [binding for binding in bindings if not _is_none(binding)] or bindings
        meanings = {self._meaning(binding, depth) for binding in telling[:4]}
        return meanings.pop() if len(meanings) == 1 and len(telling) <= 4 else None

    def _meaning(self, binding: Binding, depth: int) -> str | None:
        if binding.imported is not None:
            return binding.imported
        if binding.annotation is not None and (kind := self._annotated(binding.annotation, depth - 1)):
            return f"{kind}()"
        return self._resolve(binding.value, depth - 1)

    def _annotated(self, annotation: ast.expr, depth: int) -> str | None:
        """The class that an annotation names, seen through Optional, `| None` and Annotated."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            dotted = annotation.value
            if not dotted.replace(".", "").replace("_", "").isalnum():
                return None
            head, dot, rest = dotted.partition(".")
            base = self._resolve_bindings(self._lookup(head, annotation), depth)
            return base and base + dot + rest
        if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
            sides = [side for side in (annotation.left, annotation.right) if not _is_none_constant(side)]
            return self._annotated(sides[0], depth) if len(sides) == 1 else None
        if isinstance(annotation, ast.Subscript):
            outer = self._resolve(annotation.value, depth) or ""
            if outer.endswith((".Optional", ".Final", ".ClassVar")):
                return self._annotated(annotation.slice, depth)
            if outer.endswith(".Annotated") and isinstance(annotation.slice, ast.Tuple) and annotation.slice.elts:
                return self._annotated(annotation.slice.elts[0], depth)
            return outer or None
        return self._resolve(annotation, depth)

    # -- scopes ---------------------------------------------------------------------------------------------------

    def _enclosing(self, node: ast.AST) -> Iterator[ast.AST]:
        """The scopes and comprehensions that a name at `node` may be bound in, innermost first.

        A decorator, a default and an annotation of a function are read outside of it; a class is no scope for the
        functions inside it.
        """
        crossed_function = False
        child, holder = node, self._parents.get(node)
        while holder is not None:
            if isinstance(holder, _COMPREHENSIONS):
                if not (holder.generators and child is holder.generators[0] and self._is_first_iterable(node, holder)):
                    yield holder
            elif isinstance(holder, _FUNCTIONS):
                if isinstance(child, ast.stmt) or child is holder.body:
                    yield holder
                    crossed_function = True
            elif isinstance(holder, ast.ClassDef):
                if not crossed_function and isinstance(child, ast.stmt):
                    yield holder
            elif isinstance(holder, ast.Module):
                yield holder
            child, holder = holder, self._parents.get(holder)

    def _is_first_iterable(self, node: ast.AST, holder: Comprehension) -> bool:
        current: ast.AST | None = node
        while current is not None and current is not holder:
            if current is holder.generators[0].iter:
                return True
            current = self._parents.get(current)
        return False

    def _lookup(self, name: str, node: ast.AST) -> list[Binding]:
        for scope in self._enclosing(node):
            found = self._bound_in(scope).get(name)
            if found:
                return found
        return []

    def _bound_in(self, scope: ast.AST) -> dict[str, list[Binding]]:
        bound = self._scopes.get(scope)
        if bound is None:
            bound = self._scopes[scope] = {}
            for name, binding in _iter_bindings(scope):
                bound.setdefault(name, []).append(binding)
        return bound

    def _class_attributes(self, owner: ast.ClassDef) -> dict[str, list[Binding]]:
        attributes = self._attributes.get(owner)
        if attributes is None:
            attributes = self._attributes[owner] = {name: list(found) for name, found in self._bound_in(owner).items()}
            for method in owner.body:
                if not isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    continue
                parameters = [*method.args.posonlyargs, *method.args.args]
                if not parameters:
                    continue
                for attribute, binding in _iter_self_assignments(method, parameters[0].arg):
                    attributes.setdefault(attribute, []).append(binding)
        return attributes


def _only(bindings: list[Binding]) -> Binding | None:
    return bindings[0] if len(bindings) == 1 else None


def _is_none_constant(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_none(binding: Binding) -> bool:
    return binding.annotation is None and _is_none_constant(binding.value)


def _iter_bindings(scope: ast.AST) -> Iterator[tuple[str, Binding]]:
    """Every binding that `scope` itself makes, in the order of the source."""
    if isinstance(scope, _COMPREHENSIONS):
        for generator in scope.generators:
            yield from _iter_targets(generator.target, Binding(generator))
        return
    hidden: set[str] = set()
    if isinstance(scope, _FUNCTIONS):
        yield from _iter_parameters(scope.args)
    body = scope.body if isinstance(scope, (ast.Module, *_SCOPES)) else []
    stack: list[ast.AST] = list(reversed(body)) if isinstance(body, list) else [body]
    found: list[tuple[str, Binding]] = []
    while stack:
        node = stack.pop()
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            hidden.update(node.names)
            continue
        found.extend(_bindings_of(node))
        if isinstance(node, _SCOPES):
            continue
        if isinstance(node, _COMPREHENSIONS):
            found.extend((n.target.id, Binding(n, value=n.value)) for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
            continue
        stack.extend(reversed(list(ast.iter_child_nodes(node))))
    yield from ((name, binding) for name, binding in found if name not in hidden)


def _bindings_of(node: ast.AST) -> Iterator[tuple[str, Binding]]:
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
    elif isinstance(node, ast.NamedExpr):
        yield node.target.id, Binding(node, value=node.value)
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


def _iter_self_assignments(method: Function, first: str) -> Iterator[tuple[str, Binding]]:
    for node in ast.walk(method):
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
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == first:
                yield target.attr, binding
