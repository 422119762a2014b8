"""HTTP errors: which are raised, with which status, and which answers are a 500."""

from __future__ import annotations

import ast
from typing import NamedTuple

from vibe_audit.knowledge.http_errors import (
    ABORTS,
    CLIENT_ERRORS,
    METHODS_RAISING_404,
    RAISING_404,
    RESPONSES,
    SERVER_ERROR_RESPONSES,
    STATUS_ERRORS,
)
from vibe_audit.logic.calls import argument, constant, find_keyword, terminal
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

_STATUS_NAME = expression(r"HTTP_(\d{3})_\w+")


class HttpError(NamedTuple):
    """An HTTP error that is raised: the names of the exceptions that would catch it, and its status where that is constant."""

    names: tuple[str, ...]
    status: int | None

    @property
    def is_server_error(self) -> bool:
        """Whether its status is known to be 500 or above."""
        return self.status is not None and self.status >= 500


def status_of(node: ast.expr | None) -> int | None:
    """The HTTP status that an expression spells: `404`, `status.HTTP_404_NOT_FOUND`, `HTTPStatus.NOT_FOUND`."""
    value = constant(node)
    if isinstance(value, int):
        return int(value)
    if isinstance(node, (ast.Attribute, ast.Name)) and (match := _STATUS_NAME.fullmatch(terminal(node))):
        return int(match[1])
    if isinstance(node, ast.Attribute) and terminal(node.value) == "HTTPStatus":
        from http import HTTPStatus  # few modules name it

        member = HTTPStatus.__members__.get(node.attr)
        return None if member is None else member.value
    return None


def raised_error(node: ast.AST, module: Module) -> HttpError | None:
    """The HTTP error that a `raise` statement or a call raises; None where it is no HTTP error, or not known to be one."""
    if isinstance(node, ast.Raise):
        call = node.exc if isinstance(node.exc, ast.Call) else None
        name = module.resolve(call.func if call else node.exc)
        if name in STATUS_ERRORS and call:
            return HttpError((_last(name),), status_of(argument(call, STATUS_ERRORS[name], "status_code")))
        return HttpError((_last(name),), 400) if name in CLIENT_ERRORS else None
    if isinstance(node, ast.Call):
        name = module.resolve(node.func)
        if name in ABORTS:
            return HttpError(("HTTPException",), status_of(argument(node, 0, "code")))
        if name in RAISING_404:
            return HttpError(("Http404",), 404)
        if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS_RAISING_404:
            return HttpError(("HTTPException", "NotFound"), 404)
    return None


def is_server_error_answer(statement: ast.stmt, module: Module) -> bool:
    """Whether a statement ends the request with a status of 500 or above: raised, aborted or returned."""
    if isinstance(statement, ast.Raise):
        error = raised_error(statement, module)
        return error is not None and error.is_server_error
    if isinstance(statement, ast.Expr):
        error = raised_error(statement.value, module)
        return error is not None and error.is_server_error
    return isinstance(statement, ast.Return) and _is_server_error_response(statement.value)


def _is_server_error_response(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Tuple) and len(value.elts) in (2, 3):
        return (status_of(value.elts[1]) or 0) >= 500
    if isinstance(value, ast.Call) and (name := terminal(value)) in RESPONSES:
        keyword = find_keyword(value, "status", "status_code")
        position = RESPONSES[name]
        status = keyword.value if keyword else argument(value, position) if position is not None else None
        return (status_of(status) or 0) >= 500
    return isinstance(value, ast.Call) and terminal(value) in SERVER_ERROR_RESPONSES


def _last(name: str | None) -> str:
    return (name or "").rpartition(".")[2]
