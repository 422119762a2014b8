"""What a function does, seen from outside: itself, and by way of everything it calls, at any depth and across modules.

Worked out bottom up, once for each function, when it is first asked for. Functions that call each other in a circle are gone through
until nothing new is found, so that the answer does not depend on which of them is asked about first.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from vibe_audit.knowledge.decorators import CACHING, KEEPING, REGISTERING
from vibe_audit.logic.sources import OWN
from vibe_audit.logic.standing import own_attribute, standing_for, written_out
from vibe_audit.module import Module
from vibe_audit.names.bindings import Function as Definition
from vibe_audit.project.functions.facts import BLOCKS, LEAKS, RAISES, READS, Called, Effect, Function, Handed
from vibe_audit.project.functions.finding import Finder, Place
from vibe_audit.project.functions.local import called, calls_of_others, class_named, effects_in, local, remembers, wraps
from vibe_audit.rule import Related

if TYPE_CHECKING:
    from vibe_audit.project.imports import Imports

Key = tuple[str, str]
"""The file and the name of a function."""

_DONE = {LEAKS: "handed back", RAISES: "raised"}
_MOST = 6
"""Of more effects of one kind the first ones, by their place, stand for all."""


class Seen(NamedTuple):
    """An effect of a call: what is done in the end, the arguments that decide it, and where it is done."""

    effect: Effect
    about: tuple[ast.expr, ...]
    related: Related


class Modules(Protocol):
    """Where the parsed modules come from, by their paths. `version` tells when one has changed that was known."""

    version: int

    def get(self, path: str) -> Module | None:
        """The module at a path; None where there is none that can be read."""

    def take(self, module: Module) -> None:
        """Take a module that is at hand for the one at its path."""


class Summaries:
    """What the functions of one project do. Without `imports` the modules stand by themselves."""

    def __init__(self, imports: Imports | None, root: str, modules: Modules) -> None:
        self._imports = imports
        self._modules = modules
        self._root = root
        self._prefix = f"{root.rstrip('/')}/" if root else ""
        self._forget()

    def effects(self, call: ast.Call, kind: str, module: Module) -> list[Seen]:
        """The effects of one kind that a call in a module has, by way of a function of the project."""
        self._renew(module)
        call = written_out(call, module)
        target = standing_for(call.func, module)
        place = self._finder.find(target, module.path) if target is not None else None
        found = [effect for effect in self._of(place) if effect.kind == kind] if place is not None else []
        if place is None or not found:
            return []
        function = self._finder.function(place)
        return [
            Seen(effect, tuple(_given(effect.about, call, function, is_bound=place.is_bound)), self._related(effect))
            for effect in found
            if _reaches(effect, function)
        ]

    def classes(self, node: ast.expr, module: Module) -> list[tuple[Module, ast.ClassDef]]:
        """The class of the project that an expression names, and its bases in the project, each with its module."""
        self._renew(module)
        target = standing_for(node, module)
        waiting = [(target, module.path)] if target is not None else []
        found: list[tuple[Module, ast.ClassDef]] = []
        for name, path in waiting:  # which grows meanwhile
            known = self._finder.class_named(name, path)
            if known is not None and known not in found:
                found.append(known)
                waiting += [(base, known[0].path) for base in class_named(known[1].name, known[0]).bases]
        return found

    def held(self, node: ast.expr, module: Module) -> tuple[Module, ast.expr] | None:
        """What a name or an attribute was given, with the module where that stands."""
        self._renew(module)
        if isinstance(node, ast.Name) and (binding := module.names.binding(node)) is not None and not binding.imported:
            is_given = binding.value is not None and not isinstance(binding.node, (ast.arg, ast.withitem))
            return (module, binding.value) if is_given and binding.value is not None else None
        if isinstance(node, ast.Attribute):
            # the attribute itself may resolve to what it holds: what holds it is asked
            holder = standing_for(node.value, module)
            target = f"{holder}.{node.attr}" if holder else own_attribute(node, module)
        else:
            target = standing_for(node, module)
        return self._finder.held(target, module.path) if target is not None else None

    def meaning(self, node: ast.expr, module: Module) -> str | None:
        """The path of what an expression stands for outside of the project."""
        target = standing_for(node, module)
        if target is None:
            return None
        self._renew(module)
        return self._finder.meaning(target, module.path) or None

    def _related(self, effect: Effect) -> Related:
        return Related(f"{self._prefix}{effect.path}", effect.line, f"{effect.what} is {_DONE.get(effect.kind, 'called')} here")

    def _forget(self) -> None:
        self._version = self._modules.version
        self._finder = Finder(self._imports, self._root, self._modules.get)
        self._known: dict[Key, tuple[Effect, ...]] = {}

    def _renew(self, module: Module) -> None:
        """Take a module as it is asked about, which an editor may not have saved."""
        self._modules.take(module)
        if self._modules.version != self._version:
            self._forget()

    # -- bottom up ------------------------------------------------------------------------------------------------

    def _of(self, place: Place) -> tuple[Effect, ...]:
        start = place[:2]
        if start not in self._known:
            order, has_circle = self._reachable(start)
            self._known.update({body.key: () for body in order})
            is_new = True
            while is_new:
                is_new = False
                for body in order:
                    effects = self._joined(body)
                    is_new |= has_circle and effects != self._known[body.key]
                    self._known[body.key] = effects
        return self._known[start]

    def _reachable(self, start: Key) -> tuple[list[_Body], bool]:
        """All functions that one may come to and that are not known yet, those called before their callers; and whether in a circle."""
        order: list[_Body] = []
        open_, has_circle = {start}, False
        done: set[Key] = set()
        first = self._body(start)
        stack = [(first, iter(first.calls))]
        while stack:
            body, calls = stack[-1]
            for _, place in calls:
                callee = place[:2]
                if callee in open_:
                    has_circle = has_circle or callee not in done
                elif callee not in self._known:
                    open_.add(callee)
                    inner = self._body(callee)
                    stack.append((inner, iter(inner.calls)))
                    break
            else:
                stack.pop()
                done.add(body.key)
                order.append(body)
        return order, has_circle

    def _body(self, key: Key) -> _Body:
        path, name = key
        module = self._modules.get(path)
        assert module is not None  # who found the function has read it
        definition = local(module).definitions[name]
        if self._is_opaque(self._finder.function(Place(path, name)), path):
            return _Body(key, module, definition, [], is_hidden=True)
        found = ((call, self._finder.find(target, path)) for call, target in calls_of_others(definition, module))
        return _Body(key, module, definition, [(call, place) for call, place in found if place is not None])

    def _is_opaque(self, function: Function, path: str) -> bool:
        """Whether a decorator may have made something else of a function."""
        return not all(self._keeps(decorator, path) for decorator in function.decorators)

    def _keeps(self, decorator: str, path: str) -> bool:
        if decorator in KEEPING or decorator.rstrip("()").rpartition(".")[2].lstrip("?") in REGISTERING:
            return True
        if decorator in CACHING or decorator.startswith("?"):
            return False
        place = self._finder.find(decorator.removesuffix("()"), path)
        module = self._modules.get(place.path) if place is not None else None
        return place is not None and module is not None and wraps(place.name, module)

    def _joined(self, body: _Body) -> tuple[Effect, ...]:
        """What a function does: itself, and by way of what it calls, as far as that is known by now."""
        found = {_identity(effect): effect for effect in body.own}
        for call, place in body.calls:
            for effect in self._known[place[:2]]:
                passed = _passed_on(effect, body.called(call), self._finder.function(place), is_bound=place.is_bound)
                if passed is not None:
                    about = found[_identity(passed)].about if _identity(passed) in found else ()
                    found[_identity(passed)] = passed._replace(about=tuple(sorted({*about, *passed.about})))
        by_kind: dict[str, list[Effect]] = {}
        for effect in sorted(found.values(), key=lambda effect: (effect.path != body.key[0], _identity(effect))):
            by_kind.setdefault(effect.kind, []).append(effect)
        if READS in by_kind and body.remembers:
            del by_kind[READS]
        return tuple([effect for effects in by_kind.values() for effect in effects[:_MOST]])


class _Body:
    """A function that is being worked out: whom it calls, and what it does itself. Nothing where a decorator hides it."""

    def __init__(
        self, key: Key, module: Module, definition: Definition, calls: list[tuple[ast.Call, Place]], *, is_hidden: bool = False
    ) -> None:
        self.key = key
        self.calls = calls
        self._module = module
        self._definition = definition
        self._is_hidden = is_hidden

    @cached_property
    def own(self) -> tuple[Effect, ...]:
        return () if self._is_hidden else tuple(effects_in(self._definition, self._module))

    @property
    def remembers(self) -> bool:
        return remembers(self._definition, self._module)

    def called(self, call: ast.Call) -> Called:
        return self._module.once(called, call, self._definition, self._module)


def _identity(effect: Effect) -> tuple[str, str, int, str, str]:
    return effect.kind, effect.path, effect.line, effect.what, effect.through


def _reaches(effect: Effect, function: Function) -> bool:
    """Whether a call of a function has the effect: a generator has none until it is run through, and a coroutine blocks for itself."""
    return not function.is_generator and not (effect.kind == BLOCKS and function.is_async)


def _comes_out(effect: Effect, call: Called) -> bool:
    """Whether the caller has the effect as well: it may catch an error, and use up what is returned."""
    return (call.lets_out or effect.kind != RAISES) and (call.is_returned or effect.kind != LEAKS)


def _passed_on(effect: Effect, call: Called, callee: Function, *, is_bound: bool) -> Effect | None:
    """The effect of a called function as one of its caller; None where it ends there, or is on something that the caller has made."""
    if not _comes_out(effect, call) or not _reaches(effect, callee):
        return None
    through = effect.through
    if through:
        handed = _argument(through, call, callee, is_bound=is_bound)
        if handed is None or handed.holder == OWN:
            return None
        through = handed.holder
    about = [source for name in effect.about if (given := _argument(name, call, callee, is_bound=is_bound)) for source in given.sources]
    return effect._replace(through=through, about=tuple(dict.fromkeys(about)))


def _argument(name: str, call: Called, callee: Function, *, is_bound: bool) -> Handed | None:
    """What a call hands in for a parameter."""
    position = callee.parameters.index(name) - is_bound
    if position < 0:
        return call.receiver
    return next((handed for handed in call.handed if handed.slot in (name, str(position))), None)


def _given(names: Iterable[str], call: ast.Call, function: Function, *, is_bound: bool) -> Iterator[ast.expr]:
    """What a call gives for these parameters: an expression each, or all that are spread; none where the default holds."""
    for name in names:
        yield from (keyword.value for keyword in call.keywords if keyword.arg in (name, None))
        position = function.parameters.index(name) - is_bound
        if position < 0:
            if isinstance(call.func, ast.Attribute):
                yield call.func.value
        elif any(isinstance(argument, ast.Starred) for argument in call.args):
            yield from call.args
        else:
            yield from call.args[position : position + 1]
