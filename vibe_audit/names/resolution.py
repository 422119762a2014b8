"""What the names of one module stand for, worked out only for the names that a rule asks about.

A resolved name is the dotted path of what was imported. `()` marks the result of a call, so that an instance is not
mistaken for its class: after `s = requests.Session()`, `s.get` is `requests.Session().get`. When in doubt the answer is None.
"""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from vibe_audit.knowledge.builders import builders_of, kind_of
from vibe_audit.names.bindings import (
    COMPREHENSIONS,
    FUNCTIONS,
    NONE,
    Binding,
    Bindings,
    Comprehension,
    Function,
    Scope,
    iter_attribute_assignments,
    iter_bindings,
    iter_bindings_elsewhere,
    iter_methods,
    rebuilding_methods,
)
from vibe_audit.names.reaching import MOST, Reaching
from vibe_audit.names.receivers import Receiver, Receivers

__all__ = ["Binding", "Function", "Names", "Scope"]

_BUILTINS = frozenset(dir(builtins))
_DEEPEST = 50
"""Steps from a name to what it stands for; a chain of more was written by a program."""
_TOO_LONG: frozenset[Bindings | None] = frozenset({None})


class _Gathered(defaultdict[str, list[Binding]]):
    """Bindings by name, while they are looked for."""

    def __init__(self, known: dict[str, list[Binding]] | None = None) -> None:
        super().__init__(list, known or {})


class Names:
    """The names of one module.

    `parents` maps every node of the tree to the node that holds it; `walruses` are its assignment expressions, which
    bind in the function around them; `declared` its `global` and `nonlocal` statements.
    """

    def __init__(
        self,
        parents: dict[ast.AST, ast.AST],
        walruses: Iterable[ast.NamedExpr] = (),
        declared: Iterable[ast.Global | ast.Nonlocal] = (),
    ) -> None:
        self._parents = parents
        self._declared = list(declared)
        self._walruses: dict[ast.AST, list[ast.NamedExpr]] = {}
        for walrus in walruses:
            scope = next((holder for holder in self._enclosing(walrus) if not isinstance(holder, COMPREHENSIONS)), None)
            if scope is not None:
                self._walruses.setdefault(scope, []).append(walrus)
        self._scopes: dict[ast.AST, dict[str, Bindings]] = {}
        self._flows: dict[ast.AST, Reaching] = {}
        self._attributes: dict[tuple[ast.ClassDef, bool], dict[str, Bindings]] = {}
        self._resolved: dict[ast.expr, str | None] = {}
        self._meant: dict[Bindings, str | None] = {}
        self._asking: set[Bindings] = set()
        self._circular: set[Bindings] = set()
        self._cut_at: frozenset[Bindings | None] = frozenset()
        """Where the way to the answer being worked out broke off: at bindings that are just being asked; None where it was too long."""
        self._provisional: dict[ast.expr | Bindings, str | None] = {}
        """What was found on ways that were too long, and is found otherwise by who begins there."""

    @cached_property
    def _receivers(self) -> Receivers:
        return Receivers(self._parents, self.resolve, self._lookup)

    def forget(self) -> None:
        """Let go of what holds these names in turn."""
        self.__dict__.pop("_receivers", None)

    def resolve(self, node: ast.expr | None) -> str | None:
        """The dotted path that an expression stands for, or None. A builtin that nothing shadows is its bare name."""
        self._provisional.clear()
        return self._resolve(node, _DEEPEST)

    def resolve_written(self, dotted: str, at: ast.AST, depth: int = _DEEPEST) -> str | None:
        """The dotted path that a name in a text stands for, as an annotation in quotes does."""
        if not dotted.replace(".", "").replace("_", "").isalnum():
            return None
        head, dot, rest = dotted.partition(".")
        base = self._resolve_bindings(self._lookup(head, at), depth)
        return base and base + dot + rest

    def bindings(self, name: ast.Name) -> Bindings:
        """The bindings that reach a use of the name; all there are of one that is being bound. Empty for builtins and unknown names."""
        return self._lookup(name.id, name)

    def binding(self, name: ast.Name) -> Binding | None:
        """The one binding that reaches the name; None where there are several, or none."""
        return _only(self.bindings(name))

    def all_bindings(self, name: ast.Name) -> Bindings:
        """All bindings of the name in the scope that it is looked up in, whether they reach it or not."""
        return next((found for scope in self._enclosing(name) if (found := self._bound_in(scope).get(name.id))), NONE)

    def definition(self, node: ast.expr) -> Function | ast.ClassDef | None:
        """The function or class of this module that a name, or `self.method`, refers to."""
        if isinstance(node, ast.Name):
            found = self.binding(node)
            return found.definition if found else None
        if isinstance(node, ast.Attribute):
            found = _only(self.attribute_bindings(node))
            return found.definition if found else None
        return None

    def receiver_of(self, function: Function) -> Receiver | None:
        """What a method is given first, its instance or its class; None for a function that is given nothing of the kind."""
        return self._receivers.of(function)

    def receiver(self, node: ast.expr | None) -> Receiver | None:
        """The receiver that a name is, in its method or in a function inside it: `self`, whatever it is called."""
        if not isinstance(node, ast.Name):
            return None
        for scope in self._enclosing(node):
            if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef)):
                receiver = self._receivers.of(scope)
                if receiver is not None and receiver.parameter.arg == node.id:
                    return receiver if len(self._bound_in(scope)[node.id]) == 1 else None
            if node.id in self._bound_in(scope):  # a function in a method has a first parameter of its own
                return None
        return None

    def attribute_bindings(self, node: ast.Attribute) -> Bindings:
        """What an attribute of the instance, or of the class, is bound to: `self.x`; none where it belongs to anything else."""
        receiver = self.receiver(node.value)
        if receiver is None or receiver.own_class is None:
            return NONE
        return self._class_attributes(receiver.own_class, of_class=receiver.is_class).get(node.attr, NONE)

    def iter_own_assignments(self, owner: ast.ClassDef, *, of_class: bool = False) -> Iterator[tuple[str, Binding]]:
        """What the methods of a class assign to attributes of their first parameter; `of_class`: those that are given the class itself."""
        for method in iter_methods(owner):
            receiver = self._receivers.of(method)
            if receiver is not None and (receiver.is_class or not of_class):
                yield from iter_attribute_assignments(method, receiver.parameter.arg)

    def _is_own_parameter(self, parameter: ast.arg) -> bool:
        """Whether this is the first parameter of a method, annotated as the class or one of its instances."""
        method = self._parents.get(self._parents[parameter])
        if parameter.annotation is None or not isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        receiver = self._receivers.of(method)
        return receiver is not None and receiver.parameter is parameter and receiver.is_own

    # -- resolving ------------------------------------------------------------------------------------------------

    def _resolve(self, node: ast.expr | None, depth: int) -> str | None:
        if node is None:
            return None
        if node in self._resolved:
            return self._resolved[node]
        if depth <= 0 or node in self._provisional:
            self._cut_at |= _TOO_LONG
            return self._provisional.get(node)
        outer, self._cut_at = self._cut_at, frozenset()
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
        elif isinstance(node, (ast.IfExp, ast.BoolOp)):
            ways = [node.body, node.orelse] if isinstance(node, ast.IfExp) else node.values
            found = _common([self._resolve(way, depth - 1) for way in ways if not _is_none_constant(way)])
        if not self._cut_at:
            self._resolved[node] = found
        elif None in self._cut_at:
            self._provisional[node] = found
        self._cut_at |= outer
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
        return self._resolve_bindings(self.attribute_bindings(node), depth)

    def _resolve_bindings(self, bindings: Bindings, depth: int) -> str | None:
        """What all bindings of a name mean alike; asked once for each list of them, since every use of the name asks."""
        if not bindings:
            return None
        if bindings in self._meant:
            return self._meant[bindings]
        if bindings in self._provisional:
            self._cut_at |= _TOO_LONG
            return self._provisional[bindings]
        if bindings in self._asking:  # `client = client or make()`: what it would be by itself tells nothing
            self._cut_at |= {bindings}
            return None
        self._asking.add(bindings)
        outer, self._cut_at = self._cut_at, frozenset()
        found = self._common_meaning(bindings, depth)
        self._asking.discard(bindings)
        self._cut_at -= {bindings}
        around = self._cut_at - _TOO_LONG
        self._circular |= around  # type: ignore[arg-type]
        if around or bindings in self._circular:
            found = None  # names that stand for each other stand for nothing
        if None in self._cut_at:
            self._provisional[bindings] = found
        else:
            self._meant[bindings] = found
        self._cut_at |= outer
        return found

    def _common_meaning(self, bindings: Bindings, depth: int) -> str | None:
        # `client = None` at first and the client later is one meaning, and so is `except ImportError: requests = None`.
        telling = [binding for binding in bindings if not _is_none(binding)] or list(bindings)
        if len(telling) == 1:
            return self._meaning(telling[0], depth)
        methods = [rebuilding_methods(binding) for binding in telling]
        rebuilt = [binding for binding, built_by in zip(telling, methods, strict=True) if built_by]
        first = _common([self._meaning(binding, depth) for binding, built_by in zip(telling, methods, strict=True) if not built_by])
        if first is None:
            return _common([self._meaning(binding, depth) for binding in rebuilt]) if len(rebuilt) == len(telling) else None
        # `query = query.filter(...)` is what it was
        keeping = builders_of(f"{first}.") if rebuilt else frozenset()
        return first if all(map(keeping.issuperset, methods)) else None

    def _meaning(self, binding: Binding, depth: int) -> str | None:
        if binding.imported is not None:
            return binding.imported
        if isinstance(binding.node, ast.arg) and self._is_own_parameter(binding.node):
            return None
        if binding.annotation is not None and (kind := self._annotated(binding.annotation, depth - 1)):
            return f"{kind}()"
        return self._resolve(binding.value, depth - 1)

    def _annotated(self, annotation: ast.expr, depth: int) -> str | None:
        """The class that an annotation names, seen through Optional, `| None` and Annotated."""
        if depth <= 0:  # `x: "x"`
            return None
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            return self.resolve_written(annotation.value, annotation, depth)
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
        """The bindings of a name that is read at `node`."""
        use, is_later = node, False
        for scope in self._enclosing(node):
            found = self._bound_in(scope).get(name)
            if found:
                return found if len(found) == 1 else self._reaching(name, found, scope, use, is_later=is_later)
            if isinstance(scope, ast.ClassDef):
                use = scope  # its body is run where it stands
            elif isinstance(scope, FUNCTIONS):
                is_later = True
        return NONE

    def _reaching(self, name: str, found: Bindings, scope: ast.AST, use: ast.AST, *, is_later: bool) -> Bindings:
        """Those of several bindings that reach a use; `is_later` where it stands in a function that `scope` defines."""
        is_bound_here = isinstance(use, ast.Name) and not isinstance(use.ctx, ast.Load)
        if is_bound_here or not isinstance(scope, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            return found
        if len(found) > MOST or (is_later and not isinstance(scope, ast.Module)):
            return found  # called who knows when
        flow = self._flows.get(scope)
        if flow is None:
            flow = self._flows[scope] = Reaching(scope, self._bound_in(scope), self._parents, self._elsewhere.get(scope, {}))
        return (flow.at_end(name) or found) if is_later else flow.at(use, name)

    @cached_property
    def _elsewhere(self) -> dict[ast.AST, dict[str, list[Binding]]]:
        """What functions bind by `global` and `nonlocal`, by the scope that it belongs to."""
        made: dict[ast.AST, dict[str, list[Binding]]] = {}
        for statement in self._declared:
            around = [scope for scope in self._enclosing(statement) if not isinstance(scope, ast.ClassDef)]
            if len(around) > 1:
                for name, binding in iter_bindings_elsewhere(around[0], frozenset(statement.names)):
                    home = around[-1]
                    if isinstance(statement, ast.Nonlocal):
                        home = next((scope for scope in around[1:] if any(bound == name for bound, _ in iter_bindings(scope))), home)
                    made.setdefault(home, {}).setdefault(name, []).append(binding)
        return made

    def _bound_in(self, scope: ast.AST) -> dict[str, Bindings]:
        bound = self._scopes.get(scope)
        if bound is None:
            found = _Gathered()
            for name, binding in iter_bindings(scope):
                found[name].append(binding)
            for walrus in self._walruses.get(scope, ()):
                found[walrus.target.id].append(Binding(walrus, value=walrus.value))
            for name, elsewhere in self._elsewhere.get(scope, {}).items() if self._declared else ():
                found[name].extend(elsewhere)
            bound = self._scopes[scope] = {name: Bindings(bindings) for name, bindings in found.items()}
        return bound

    def _class_attributes(self, owner: ast.ClassDef, *, of_class: bool) -> dict[str, Bindings]:
        """What is bound in the body of a class and assigned to its receivers: of the class itself only what its class methods assign."""
        attributes = self._attributes.get((owner, of_class))
        if attributes is None:
            found = _Gathered({name: list(bindings) for name, bindings in self._bound_in(owner).items()})
            for attribute, binding in self.iter_own_assignments(owner, of_class=of_class):
                found[attribute].append(binding)
            attributes = self._attributes[owner, of_class] = {name: Bindings(bindings) for name, bindings in found.items()}
        return attributes


def _common(paths: list[str | None]) -> str | None:
    """What several dotted paths have in common where all are one kind of thing."""
    if not paths or None in paths:
        return None
    distinct = {*paths}
    kinds = distinct if len(distinct) == 1 else {kind_of(path or "") for path in distinct}
    return kinds.pop() if len(kinds) == 1 else None


def _only(bindings: Bindings) -> Binding | None:
    return bindings[0] if len(bindings) == 1 else None


def _is_none_constant(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_none(binding: Binding) -> bool:
    return binding.annotation is None and _is_none_constant(binding.value)
