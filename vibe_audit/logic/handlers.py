"""Questions about exception handlers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.logic.calls import terminal
from vibe_audit.logic.logs import is_log_call
from vibe_audit.module import Module

Try = ast.Try if not hasattr(ast, "TryStar") else ast.Try | ast.TryStar
BROAD = frozenset({"BaseException", "Exception"})
_LOOKERS = frozenset({"format", "format_exc", "getattr", "hasattr", "isinstance", "print", "repr", "str", "type"})


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


def iter_body(block: ast.ExceptHandler | ast.Try | ast.With | ast.AsyncWith, module: Module) -> Iterator[ast.AST]:
    """Every node in the body of a handler, try or with; functions and classes that are defined there left out."""
    for statement in block.body:
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from module.walk_own(statement)


def raises(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether a handler raises anything, on any path."""
    return any(isinstance(node, ast.Raise) for node in iter_body(handler, module))


def uses_exception(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether a handler looks at the exception that it caught."""
    return handler.name is not None and any(
        isinstance(node, ast.Name) and node.id == handler.name for node in iter_body(handler, module)
    )


def hands_on_exception(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether the exception itself, and not only its text, leaves the handler: `errors.append(e)`, `last = e`, `return e`."""
    return any(
        isinstance(node, ast.Name) and node.id == handler.name and _is_handed_on(node, module.parents[node], module)
        for node in iter_body(handler, module)
    )


def _is_handed_on(name: ast.Name, holder: ast.AST, module: Module) -> bool:
    while isinstance(holder, (ast.Tuple, ast.List, ast.Dict, ast.keyword, ast.Starred)):
        holder = module.parents[holder]
    if isinstance(holder, ast.Call):
        # `logger.error("failed: %s", e)`, `str(e)`, `isinstance(e, X)` and `"{}".format(e)` only look at it.
        return name is not holder.func and terminal(holder) not in _LOOKERS and not is_log_call(holder, module)
    return isinstance(holder, (ast.Assign, ast.AnnAssign, ast.Return, ast.Yield, ast.Raise))


def is_passive_statement(statement: ast.stmt, module: Module) -> bool:
    """Whether a statement does nothing about a failure: pass, `...`, break, continue, or a value that no call makes."""
    if isinstance(statement, (ast.Pass, ast.Break, ast.Continue)):
        return True
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Return)):
        return not any(isinstance(node, (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)) for node in module.walk(statement))
    return False
