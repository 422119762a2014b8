"""Every path that a module serves, or hands to what serves it: of routes, of routers and of what is mounted."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.web import ROUTING_CALLS
from vibe_audit.logic.calls import text_of
from vibe_audit.logic.routes import find_routes
from vibe_audit.module import Module


def find_served_paths(module: Module) -> frozenset[str]:
    """The paths as they are written, with the names of the functions that answer them and whatever else routing calls are told."""
    return frozenset(_iter_served(module))


def _iter_served(module: Module) -> Iterator[str]:
    for route in find_routes(module):
        yield route.function.name
        if route.path:
            yield route.path
    for call in module.calls_named(ROUTING_CALLS):
        for given in (*call.args, *(keyword.value for keyword in call.keywords)):
            if text := text_of(given):
                yield text
            elif isinstance(given, (ast.Name, ast.Attribute)):
                yield given.id if isinstance(given, ast.Name) else given.attr
