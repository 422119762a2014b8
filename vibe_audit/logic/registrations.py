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


def takes(first: Registration, second: Registration) -> bool:
    """Whether every path that the second is meant for fits the first as well."""
    earlier, later = first.segments, second.segments
    if earlier[-1] == _REST:
        return len(later) >= len(earlier) and all(map(_takes_segment, earlier[:-1], later))
    return len(earlier) == len(later) and all(map(_takes_segment, earlier, later))


def stands_for(second: Registration, first: Registration) -> bool:
    """Whether a second registration is of the very path of the first, under a name of its own."""
    return second.segments == first.segments and second.name != first.name


def _takes_segment(earlier: str, later: str) -> bool:
    # A parameter takes neither nothing (`/` behind `/{id}`) nor what may hold a slash; `{id:int}` takes no word.
    return earlier == later or (earlier == _SEGMENT and later != "" and _REST not in later)


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
