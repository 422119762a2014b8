"""HTTP errors on their way out: which handlers catch them, and what of a function they leave."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.http_errors import ABORTS, METHODS_RAISING_404, RAISING_404
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.handlers import Try, exception_types, is_broad
from vibe_audit.logic.http_errors import HttpError, raised_error
from vibe_audit.module import Module

ANY_HTTP_ERROR = HttpError(("HTTPException",), None)
_RAISING_CALLS = frozenset({name.rpartition(".")[2] for name in (*ABORTS, *RAISING_404)} | METHODS_RAISING_404)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def catches(handler: ast.ExceptHandler, error: HttpError, module: Module) -> bool:
    """Whether a handler, by the names of its types, may catch the error; a broad one is another matter."""
    names = {(module.resolve(kind) or terminal(kind)).rpartition(".")[2] for kind in exception_types(handler)}
    return any(name in error.names or name.endswith(("APIException", "HTTPException", "Http404")) for name in names)


def escapes(node: ast.AST, error: HttpError, module: Module, attempt: ast.Try | None = None) -> bool:
    """Whether no `try` around the node catches the error before it leaves `attempt`, or the function."""
    child = node
    for holder in module.ancestors(node):
        if holder is attempt or isinstance(holder, _FUNCTIONS):
            return True
        if isinstance(holder, Try) and child in holder.body and any(
            is_broad(handler) or catches(handler, error, module) for handler in holder.handlers
        ):
            return False
        child = holder
    return True


def client_errors(function: ast.AST, module: Module) -> Iterator[tuple[ast.AST, HttpError]]:
    """The errors of the client (below 500) that leave a function which raises them itself, each with where."""
    for node in module.walk_own(function):
        is_asked = isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and terminal(node) in _RAISING_CALLS)
        error = raised_error(node, module) if is_asked else None
        if error is not None and not error.is_server_error and escapes(node, error, module):
            yield node, error
