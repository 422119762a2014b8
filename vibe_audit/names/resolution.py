"""What the names of one module stand for, worked out only for the names that a rule asks about.

A resolved name is the dotted path of what was imported. `()` marks the result of a call, so that an instance is not
mistaken for its class: after `s = requests.Session()`, `s.get` is `requests.Session().get`. When in doubt the answer is None.
"""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterable, Iterator

from vibe_audit.names.bindings import (
    COMPREHENSIONS,
    FUNCTIONS,
    NONE,
    Binding,
    Bindings,
    Comprehension,
    Function,
    Scope,
    iter_bindings,
    iter_self_assignments,
)

__all__ = ["Binding", "Function", "Names", "Scope"]

_BUILTINS = frozenset(dir(builtins))
_DEEPEST = 12


class _Gathered(defaultdict[str, list[Binding]]):
    """Bindings by name, while they are looked for."""

    def __init__(self, known: dict[str, list[Binding]] | None = None) -> None:
        super().__init__(list, known or {})


class Names:
    """The names of one module.

    `parents` maps every node of the tree to the node that holds it; `walruses` are its assignment expressions, which
    bind in the function around them.
    """

    def __init__(self, parents: dict[ast.AST, ast.AST], walruses: Iterable[ast.NamedExpr] = ()) -> None:
        self._parents = parents
        self._walruses: dict[ast.AST, list[ast.NamedExpr]] = {}
        for walrus in walruses:
            scope = next((holder for holder in self._enclosing(walrus) if not isinstance(holder, COMPREHENSIONS)), None)
            if scope is not None:
                self._walruses.setdefault(scope, []).append(walrus)
        self._scopes: dict[ast.AST, dict[str, Bindings]] = {}
        self._attributes: dict[ast.ClassDef, dict[str, Bindings]] = {}
        self._resolved: dict[ast.expr, str | None] = {}
        self._meant: dict[Bindings, str | None] = {}

    def resolve(self, node: ast.expr | None) -> str | None:
        """The dotted path that an expression stands for, or None. A builtin that nothing shadows is its bare name."""
        return self._resolve(node, _DEEPEST)

    def bindings(self, name: ast.Name) -> Bindings:
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
            found = _only(self._class_attributes(owner).get(node.attr, NONE))
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

    def attribute_bindings(self, owner: ast.ClassDef, attribute: str) -> Bindings:
        """What `self.<attribute>` and `<attribute>` in the body of the class are bound to."""
        return self._class_attributes(owner).get(attribute, NONE)

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
        return self._resolve_bindings(self._class_attributes(owner).get(node.attr, NONE), depth) if owner else None

    def _resolve_bindings(self, bindings: Bindings, depth: int) -> str | None:
        """What all bindings of a name mean alike; asked once for each list of them, since every use of the name asks."""
        if not bindings:
            return None
        if bindings not in self._meant:
            self._meant[bindings] = None  # `client = client or make()`: what it would be by itself tells nothing
            self._meant[bindings] = self._common_meaning(bindings, depth)
        return self._meant[bindings]

    def _common_meaning(self, bindings: Bindings, depth: int) -> str | None:
        # `client = None` at first and the client later is one meaning, and so is `except ImportError: requests = None`.
        telling = [binding for binding in bindings if not _is_none(binding)] or bindings
        first = self._meaning(telling[0], depth)
        return first if first and all(self._meaning(binding, depth) == first for binding in telling[1:]) else None

    def _meaning(self, binding: Binding, depth: int) -> str | None:
        if binding.imported is not None:
            return binding.imported
        if binding.annotation is not None and (kind := self._annotated(binding.annotation, depth - 1)):
            return f"{kind}()"
        return self._resolve(binding.value, depth - 1)

    def _annotated(self, annotation: ast.expr, depth: int) -> str | None:
        """The class that an annotation names, seen through Optional, `| None` and Annotated."""
        if depth <= 0:  # `x: "x"`
            return None
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
            if isinstance(holder, COMPREHENSIONS):
                if not (holder.generators and child is holder.generators[0] and self._is_first_iterable(node, holder)):
                    yield holder
            elif isinstance(holder, FUNCTIONS):
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

    def _lookup(self, name: str, node: ast.AST) -> Bindings:
        for scope in self._enclosing(node):
            found = self._bound_in(scope).get(name)
            if found:
                return found
        return NONE

    def _bound_in(self, scope: ast.AST) -> dict[str, Bindings]:
        bound = self._scopes.get(scope)
        if bound is None:
            found = _Gathered()
            for name, binding in iter_bindings(scope):
                found[name].append(binding)
            for walrus in self._walruses.get(scope, ()):
                found[walrus.target.id].append(Binding(walrus, value=walrus.value))
            bound = self._scopes[scope] = {name: Bindings(bindings) for name, bindings in found.items()}
        return bound

    def _class_attributes(self, owner: ast.ClassDef) -> dict[str, Bindings]:
        attributes = self._attributes.get(owner)
        if attributes is None:
            found = _Gathered({name: list(bindings) for name, bindings in self._bound_in(owner).items()})
            for method in owner.body:
                if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    for attribute, binding in iter_self_assignments(method):
                        found[attribute].append(binding)
            attributes = self._attributes[owner] = {name: Bindings(bindings) for name, bindings in found.items()}
        return attributes


def _only(bindings: Bindings) -> Binding | None:
    return bindings[0] if len(bindings) == 1 else None


def _is_none_constant(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_none(binding: Binding) -> bool:
    return binding.annotation is None and _is_none_constant(binding.value)
