"""What a method is given first: an instance of its class, the class itself, or nothing of the kind."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import NamedTuple

from vibe_audit.knowledge.methods import (
    CLASS_METHODS,
    CLASS_NAMES,
    IMPLICIT_CLASS_METHODS,
    METACLASSES,
    STATIC_METHODS,
    VALIDATORS,
)
from vibe_audit.names.bindings import Bindings, Function, iter_bindings
from vibe_audit.names.own_annotations import OwnAnnotations

_TRIES = (ast.Try, ast.TryStar) if hasattr(ast, "TryStar") else (ast.Try,)
_BLOCKS = (ast.ExceptHandler, ast.For, ast.If, ast.Match, ast.match_case, ast.While, ast.With, *_TRIES)
"""What may stand between a class and its methods."""


class Receiver(NamedTuple):
    """The first parameter of a method. `owner` is the class that the method stands in; None for a function that a library binds.

    `is_class` where it is given the class, `is_own` unless its annotation says that it is something else than the owner.
    """

    parameter: ast.arg
    owner: ast.ClassDef | None
    is_class: bool = False
    is_own: bool = True

    @property
    def own_class(self) -> ast.ClassDef | None:
        """The class whose attributes the receiver has, as far as anybody can see."""
        return self.owner if self.is_own else None


class Receivers:
    """The receivers of one module. `lookup` tells what binds a name that is read at some node."""

    def __init__(
        self,
        parents: Mapping[ast.AST, ast.AST],
        resolve: Callable[[ast.expr | None], str | None],
        lookup: Callable[[str, ast.AST], Bindings],
    ) -> None:
        self._parents = parents
        self._resolve = resolve
        self._annotations = OwnAnnotations(resolve, lookup)
        self._known: dict[Function, Receiver | None] = {}
        self._wrapped: dict[ast.ClassDef, dict[str, list[ast.expr]]] = {}

    def of(self, function: Function) -> Receiver | None:
        """The receiver of a function; None for one that has none: static, nested, no method at all, without a parameter."""
        if function not in self._known:
            self._known[function] = None  # while its own decorators are asked about
            self._known[function] = self._found(function)
        return self._known[function]

    def _found(self, function: Function) -> Receiver | None:
        first = next(iter([*function.args.posonlyargs, *function.args.args]), None)
        owner = self._owner(function)
        if first is None:
            return None
        if owner is None:
            return Receiver(first, None) if any(map(_binds, function.decorator_list)) else None
        is_class, is_certain = self._is_given_class(function, first, owner)
        if is_class is None:
            return None
        told = self._annotations.say(first.annotation, function, owner)
        if told == "other" and not is_certain:
            return None  # an annotation outweighs a decorator that nobody knows
        return Receiver(first, owner, is_class or told == "class", told != "other")

    def _owner(self, function: Function) -> ast.ClassDef | None:
        holder = self._parents.get(function)
        while isinstance(holder, _BLOCKS):
            holder = self._parents.get(holder)
        return holder if isinstance(holder, ast.ClassDef) else None

    def _is_given_class(self, function: Function, first: ast.arg, owner: ast.ClassDef) -> tuple[bool | None, bool]:
        """Whether a method is given the class; None where it is given nothing. And whether that is certain."""
        if function.name in IMPLICIT_CLASS_METHODS:
            return True, True
        wrappers = [*function.decorator_list, *self._wrappers_in(owner).get(function.name, ())]
        if not wrappers:
            return False, True
        names = {self._resolve(wrapper.func if isinstance(wrapper, ast.Call) else wrapper) or "" for wrapper in wrappers}
        if names & STATIC_METHODS:
            return None, True
        if names & CLASS_METHODS:
            return True, True
        is_named_so = first.arg in CLASS_NAMES
        if names & VALIDATORS and first.arg != "self":
            return (True, True) if is_named_so else (None, True)
        return is_named_so and not self._is_metaclass(owner), first.arg == "self"

    def _wrappers_in(self, owner: ast.ClassDef) -> dict[str, list[ast.expr]]:
        """What wraps a method behind its definition: `load = staticmethod(load)`."""
        found = self._wrapped.get(owner)
        if found is None:
            found = self._wrapped[owner] = {}
            for name, binding in iter_bindings(owner):
                call = binding.value
                if isinstance(call, ast.Call) and any(_names(given, name) for given in call.args):
                    found.setdefault(name, []).extend([call, *(given for given in call.args if isinstance(given, ast.Call))])
        return found

    def _is_metaclass(self, owner: ast.ClassDef) -> bool:
        return any((self._resolve(base) or "") in METACLASSES for base in owner.bases)


def _binds(decorator: ast.expr) -> bool:
    """`@app.task(bind=True)`: Celery hands the function its task first."""
    return isinstance(decorator, ast.Call) and any(
        keyword.arg == "bind" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True for keyword in decorator.keywords
    )


def _names(node: ast.expr, name: str) -> bool:
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node))
