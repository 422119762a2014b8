"""Questions about exception handlers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.logic.calls import terminal
from vibe_audit.module import Module

Try = ast.Try if not hasattr(ast, "TryStar") else ast.Try | ast.TryStar
BROAD = frozenset({"BaseException", "Exception"})


def exception_types(handler: ast.ExceptHandler) -> list[ast.expr]:
    """The types that a handler catches; none for a bare `except:`."""
    if handler.type is None:
        return []
    return list(handler.type.elts) if isinstance(handler.type, ast.Tuple) else [handler.type]


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches whatever may happen: bare, Exception, BaseException, or a tuple with one of them."""
    return handler.type is None or any(terminal(kind) in BROAD for kind in exception_types(handler))


def anchor_of(handler: ast.ExceptHandler) -> ast.expr | ast.ExceptHandler:
    """Where a handler is reported: at its exception type, which ast and semgrep can both stand on; a bare one at itself."""
    return handler.type or handler


def broad_handlers(module: Module) -> list[ast.ExceptHandler]:
    """Every broad handler of the module."""
    return [handler for handler in module.nodes(ast.ExceptHandler) if is_broad(handler)]


def handler_of(node: ast.AST, module: Module) -> ast.ExceptHandler | None:
    """The innermost exception handler that `node` stands in, inside the same function."""
    for holder in module.ancestors(node):
        if isinstance(holder, ast.ExceptHandler):
            return holder
        if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            return None
    return None


def try_of(handler: ast.ExceptHandler, module: Module) -> ast.Try:
    """The try statement that a handler belongs to."""
    holder = module.parents[handler]
    assert isinstance(holder, Try)
    return holder


def iter_body(handler: ast.ExceptHandler, module: Module) -> Iterator[ast.AST]:
    """Every node in the body of a handler, nested functions left out."""
    for statement in handler.body:
        yield from module.walk_own(statement)


def raises(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether a handler raises anything, on any path."""
    return any(isinstance(node, ast.Raise) for node in iter_body(handler, module))


def uses_exception(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether a handler looks at the exception that it caught."""
    return handler.name is not None and any(
        isinstance(node, ast.Name) and node.id == handler.name for node in iter_body(handler, module)
    )
