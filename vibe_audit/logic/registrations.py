"""Under which paths a router knows a function, and which of two paths takes the requests of the other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from vibe_audit.logic.calls import dotted, find_keyword, has_spread, terminal, text_of
from vibe_audit.logic.route_spellings import decorated
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_BRACES = expression(r"\{\w+(?::str|(:\w+))?\}")
_BRACKETS = expression(r"<(?:string:|([^<>]*:))?\w+>")
_SEGMENT = "{}"
_REST = "{:path}"


class Registration(NamedTuple):
    """One path under which a router knows a function, and the name by which code refers to it.

    `segments` are those of the path without the names of parameters.
    """

    function: Function
    name: str
    router: tuple[ast.AST | None, str, int]
    verbs: frozenset[str]
    path: str
    segments: tuple[str, ...]


class Table:
    """What one router knows for one verb, in the order in which it looks: a tree by segments, or a thousand routes were a million pairs."""

    def __init__(self) -> None:
        self._root = _Branch()
        self._count = 0

    def add(self, registration: Registration) -> None:
        """Know one more, behind all that are known."""
        branch = self._root
        for segment in registration.segments:
            branch = branch.further.setdefault(segment, _Branch())
        if branch.first is None:
            branch.first = self._count, registration
        self._count += 1

    def taker(self, later: Registration) -> Registration | None:
        """The first one that every path fits which `later` is meant for."""
        found = min(self._takers(self._root, later.segments, 0), default=None, key=lambda taker: taker[0])
        return found[1] if found else None

    def _takers(self, branch: _Branch, segments: tuple[str, ...], at: int) -> Iterator[tuple[int, Registration]]:
        rest = branch.further.get(_REST)
        if rest is not None and rest.first is not None and at < len(segments):
            yield rest.first
        if at == len(segments):
            if branch.first is not None:
                yield branch.first
            return
        segment = segments[at]
        if segment in branch.further and segment != _REST:
            yield from self._takers(branch.further[segment], segments, at + 1)
        # A parameter takes neither nothing (`/` behind `/{id}`) nor what may hold a slash; `{id:int}` takes no word.
        if segment not in ("", _SEGMENT) and _REST not in segment and _SEGMENT in branch.further:
            yield from self._takers(branch.further[_SEGMENT], segments, at + 1)


class _Branch:
    """A place in the tree: what ends here first, and what goes on."""

    def __init__(self) -> None:
        self.first: tuple[int, Registration] | None = None
        self.further: dict[str, _Branch] = {}


def stands_for(second: Registration, first: Registration) -> bool:
    """Whether a second registration is of the very path of the first, under a name of its own."""
    return second.segments == first.segments and second.name != first.name


def registrations_of(function: Function, module: Module) -> Iterator[Registration]:
    """The registrations that a function's decorators make, as far as all about them is spelled out."""
    # Behind `if`, `else` and `except ImportError` stand alternatives; of a class its base decides about the order.
    if not isinstance(module.parents.get(function), (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    # `@version(2, 0)`: the same path once for each version of the API.
    if any("version" in terminal(decorator).lower() for decorator in function.decorator_list):
        return
    for decorator in function.decorator_list:
        spelled = decorated(decorator, module)
        if spelled is None or not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
            continue
        framework, verbs, path = spelled
        router = _router_of(decorator.func.value, function, module)
        if path is None or router is None or not _is_spelled_out(decorator):
            continue
        if framework == "flask" or (module.resolve(decorator.func.value) or "").startswith(("flask.", "quart.")):
            segments = tuple(_BRACKETS.sub(r"<\1>", path).split("/"))
            verbs = verbs - {"head", "options"} or verbs  # which Flask answers by itself
        elif framework in ("fastapi", "starlette"):
            segments = tuple(_BRACES.sub(r"{\1}", path).split("/"))
        else:
            continue
        named = find_keyword(decorator, "endpoint", "name")
        name = (text_of(named.value) if named else None) or function.name
        yield Registration(function, name, router, verbs or frozenset({"websocket"}), path, segments)


def _router_of(router: ast.expr, function: Function, module: Module) -> tuple[ast.AST | None, str, int] | None:
    """What tells one router from another: the function it is filled in, its name, and where the name last got its value."""
    written = dotted(router)
    names = [node for node in module.walk(router) if isinstance(node, ast.Name)]
    if not written or not names:
        return None
    bound = [getattr(binding.node, "lineno", 0) for binding in module.names.bindings(names[0])]
    return module.parents.get(function), written, max((line for line in bound if line < function.lineno), default=0)


def _is_spelled_out(decorator: ast.Call) -> bool:
    """Whether all that decides about the request stands there. `host="..."`, `subdomain="..."`: the same path of another site."""
    methods = find_keyword(decorator, "methods")
    if has_spread(decorator) or find_keyword(decorator, "host", "subdomain"):
        return False
    return methods is None or (
        isinstance(methods.value, (ast.List, ast.Tuple, ast.Set)) and all(text_of(verb) for verb in methods.value.elts)
    )
