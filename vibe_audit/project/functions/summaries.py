"""What a function does, seen from outside: itself, and by way of everything it calls, at any depth and across modules.

Worked out bottom up, once for each function, when it is first asked for. Functions that call each other in a circle are gone through
until nothing new is found, so that the answer does not depend on which of them is asked about first.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from vibe_audit.knowledge.decorators import CACHING, KEEPING, REGISTERING
from vibe_audit.logic.sources import OWN
from vibe_audit.logic.standing import standing_for
from vibe_audit.module import Module
from vibe_audit.project.functions.facts import Called, Effect, Function, Functions, Handed
from vibe_audit.project.functions.finding import Finder, Place
from vibe_audit.project.functions.local import BLOCKS, LEAKS, RAISES, READS, checksum, functions_of
from vibe_audit.rule import Related

if TYPE_CHECKING:
    from vibe_audit.project.imports import Imports

Read = Callable[[str, Module | None], Functions]

_MOST = 6
"""Of more effects of one kind the first ones, by their place, stand for all."""


class Seen(NamedTuple):
    """An effect of a call: the function called, what is done in the end, and the arguments that it is done on and that decide it."""

    function: str
    effect: Effect
    about: tuple[ast.expr, ...]
    related: Related


class Summaries:
    """What the functions of one project do.

    `read` answers what stands in a file, by its path relative to the root, and by the module where that is at hand.
    """

    def __init__(self, imports: Imports | None, root: str, read: Read) -> None:
        self._read = read
        self._facts: dict[str, Functions] = {}
        self._imports = imports
        self._root = root
        self._prefix = f"{root.rstrip('/')}/" if root else ""
        self._forget()

    def effects(self, call: ast.Call, kind: str, module: Module) -> list[Seen]:
        """The effects of one kind that a call in a module has, by way of a function of the project."""
        self._renew(module)
        target = standing_for(call.func, module)
        place = self._finder.find(target, module.path) if target is not None else None
        if place is None:
            return []
        function = self._finder.function(place)
        slots = _Slots(function, call, is_bound=place.is_bound)
        return [
            Seen(place.name, effect, tuple([node for name in effect.about for node in slots.given(name)]), self._related(effect))
            for effect in self._of(place)
            if effect.kind == kind and _reaches(effect, function)
        ]

    def meaning(self, node: ast.expr, module: Module) -> str | None:
        """The path of what an expression stands for outside of the project."""
        target = standing_for(node, module)
        if target is None:
            return None
        if not target.startswith((":", ".")) and self._is_elsewhere(target.partition(".")[0].removesuffix("()"), module):
            return target
        self._renew(module)
        return self._finder.meaning(target, module.path) or None

    def _is_elsewhere(self, top: str, module: Module) -> bool:
        return self._imports is None or self._imports.leads_to(top, 0, module.path) is None

    def _related(self, effect: Effect) -> Related:
        return Related(f"{self._prefix}{effect.path}", effect.line, f"{effect.what} is called here")

    def _forget(self) -> None:
        self._finder = Finder(self._imports, self._root, self._facts_of)
        self._known: dict[tuple[str, str], tuple[Effect, ...]] = {}

    def _renew(self, module: Module) -> None:
        """Take what stands in a module as it is asked about, which an editor may not have saved."""
        known = self._facts.get(module.path)
        facts = self._read(module.path, module) if known is None else known
        if facts.text != module.once(_checksum):
            facts = functions_of(module)
        if facts is not known:
            self._facts[module.path] = facts
            if known is not None:
                self._forget()

    def _facts_of(self, path: str) -> Functions:
        if path not in self._facts:
            self._facts[path] = self._read(path, None)
        return self._facts[path]

    # -- bottom up ------------------------------------------------------------------------------------------------

    def _of(self, place: Place) -> tuple[Effect, ...]:
        start = place[:2]
        if start not in self._known:
            order, has_circle = self._reachable(start)
            found: dict[tuple[str, str], tuple[Effect, ...]] = dict.fromkeys(order, ())
            is_new = True
            while is_new:
                is_new = False
                for key in order:
                    effects = self._joined(key, found)
                    is_new |= has_circle and effects != found[key]
                    found[key] = effects
            self._known.update(found)
        return self._known[start]

    def _reachable(self, start: tuple[str, str]) -> tuple[list[tuple[str, str]], bool]:
        """All functions that one may come to and that are not known yet, those called before their callers; and whether in a circle."""
        order: list[tuple[str, str]] = []
        open_, has_circle = {start}, False
        done: set[tuple[str, str]] = set()
        stack = [(start, iter(self._callees(start)))]
        while stack:
            key, callees = stack[-1]
            for callee in callees:
                if callee in open_:
                    has_circle = has_circle or callee not in done
                elif callee not in self._known:
                    open_.add(callee)
                    stack.append((callee, iter(self._callees(callee))))
                    break
            else:
                stack.pop()
                done.add(key)
                order.append(key)
        return order, has_circle

    def _callees(self, key: tuple[str, str]) -> list[tuple[str, str]]:
        return [place[:2] for _, place in self._calls(key)]

    def _calls(self, key: tuple[str, str]) -> Iterator[tuple[Called, Place]]:
        path, name = key
        function = self._facts_of(path).functions[name]
        if self._is_opaque(function, path):
            return
        for call in function.calls:
            if (place := self._finder.find(call.target, path)) is not None:
                yield call, place

    def _is_opaque(self, function: Function, path: str) -> bool:
        """Whether a decorator may have made something else of a function."""
        return not all(self._keeps(decorator, path) for decorator in function.decorators)

    def _keeps(self, decorator: str, path: str) -> bool:
        if decorator in KEEPING or decorator.rstrip("()").rpartition(".")[2].lstrip("?") in REGISTERING:
            return True
        if decorator in CACHING or decorator.startswith("?"):
            return False
        place = self._finder.find(decorator.removesuffix("()"), path)
        return place is not None and self._finder.function(place).wraps

    def _joined(self, key: tuple[str, str], known: Mapping[tuple[str, str], tuple[Effect, ...]]) -> tuple[Effect, ...]:
        path, name = key
        function = self._facts_of(path).functions[name]
        if self._is_opaque(function, path):
            return ()
        found = {_identity(effect): effect for effect in function.effects}
        for call, place in self._calls(key):
            callee = self._finder.function(place)
            effects = known[place[:2]] if place[:2] in known else self._known[place[:2]]
            for effect in effects:
                passed = _passed_on(effect, call, callee, is_bound=place.is_bound)
                if passed is not None:
                    identity = _identity(passed)
                    if identity in found:
                        about = dict.fromkeys((*found[identity].about, *passed.about))
                        passed = passed._replace(about=tuple([name for name in function.parameters if name in about]))
                    found[identity] = passed
        by_kind: dict[str, list[Effect]] = {}
        for effect in sorted(found.values(), key=lambda effect: (effect.path != path, _identity(effect))):
            if not (effect.kind == READS and function.remembers):
                by_kind.setdefault(effect.kind, []).append(effect)
        return tuple([effect for effects in by_kind.values() for effect in effects[:_MOST]])


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


def _checksum(module: Module) -> int:
    return checksum(module.source)


class _Slots:
    """The arguments of a call by the parameters of the function that it calls."""

    def __init__(self, function: Function, call: ast.Call, *, is_bound: bool) -> None:
        self._function = function
        self._call = call
        self._is_bound = is_bound

    def given(self, name: str) -> Iterator[ast.expr]:
        """What is given for a parameter: one expression, or all that are spread; none where its default holds."""
        for keyword in self._call.keywords:
            if keyword.arg in (name, None):
                yield keyword.value
        position = self._function.parameters.index(name) - self._is_bound
        if position < 0:
            if isinstance(self._call.func, ast.Attribute):
                yield self._call.func.value
        elif any(isinstance(argument, ast.Starred) for argument in self._call.args):
            yield from self._call.args
        elif position < len(self._call.args):
            yield self._call.args[position]
