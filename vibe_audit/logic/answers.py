"""What a route answers: the body of a response, where it is spelled out, and its status."""

from __future__ import annotations

import ast
from typing import NamedTuple

from vibe_audit.logic.calls import argument, find_keyword, has_spread, terminal, text_of
from vibe_audit.logic.http_errors import status_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function

_MAKERS = frozenset({
    "JSONResponse", "JsonResponse", "ORJSONResponse", "Response", "UJSONResponse", "json_response", "jsonify", "make_response",
})
_FAILURES = frozenset({"error", "fail", "failed", "failure"})
_SUCCESSES = frozenset({"ok", "success", "succeeded"})


class Answer(NamedTuple):
    """The keys and values of a body, and whether its status is known to be none of the errors."""

    body: dict[str, ast.expr]
    is_success: bool


def answer_in(value: ast.expr | None) -> Answer | None:
    """The answer that a returned expression spells out; None where part of the body or the status is made elsewhere."""
    if isinstance(value, ast.Tuple) and value.elts:
        inner = answer_in(value.elts[0])
        return inner and inner._replace(is_success=inner.is_success and _is_below_400(value.elts[1:2]))
    if isinstance(value, ast.Dict):
        return _of_dict(value)
    if not isinstance(value, ast.Call) or terminal(value) not in _MAKERS or has_spread(value):
        return None
    status = find_keyword(value, "status", "status_code")
    given = [status.value] if status else value.args[1:2]
    body = argument(value, 0, "data", "content", "body")
    if terminal(value) == "jsonify":
        given = []
        if body is None:
            return Answer({str(keyword.arg): keyword.value for keyword in value.keywords}, is_success=True)
    inner = answer_in(body)
    return inner and inner._replace(is_success=inner.is_success and _is_below_400(given))


def sets_status(function: Function, module: Module) -> bool:
    """Whether a function sets a status on the response that it was given: `response.status_code = 404`."""
    return any(
        isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_status_of_response(node)
        for node in module.walk_own(function)
    )


def _is_status_of_response(target: ast.Attribute) -> bool:
    # `order.status = "paid"` is no answer to anybody
    return target.attr == "status_code" or (target.attr == "status" and terminal(target.value) in ("reply", "res", "resp", "response"))


def _of_dict(body: ast.Dict) -> Answer | None:
    found: dict[str, ast.expr] = {}
    for key, value in zip(body.keys, body.values, strict=True):
        # `{**result, "error": None}`: the rest of the body is made elsewhere.
        if key is None:
            return None
        found[text_of(key) or ""] = value
    return Answer(found, is_success=True)


def _is_below_400(given: list[ast.expr]) -> bool:
    """Whether a status, where one is given, is a known success; `{"error": ...}, code` may be anything."""
    if not given:
        return True
    status = status_of(given[0])
    return status is not None and status < 400


def failure_in(answer: Answer) -> str | None:
    """What in the body of an answer says that the request has failed."""
    body = answer.body
    # `{"success": done, "error": message}` says of both how they went, `{"errors": []}` lists what is wrong with a form.
    if "errors" in body or "jsonrpc" in body or any(not _is(body[key], False) for key in ("ok", "success") if key in body):
        return None
    for key in ("success", "ok"):
        if key in body:
            return f'"{key}": False'
    status = body.get("status")
    if isinstance(status, ast.Constant) and isinstance(status.value, str):
        return f'"status": "{status.value}"' if status.value.lower() in _FAILURES else None
    for key in ("error", "err"):
        if key in body and _is_something(body[key]):
            return f'"{key}"'
    return None


def success_in(answer: Answer) -> str | None:
    """What in the body of an answer says that all went well."""
    body = answer.body
    if any("error" in key or "warning" in key for key in body):
        return None
    for key in ("success", "ok"):
        if key in body:
            return f'"{key}": True' if _is(body[key], True) else None
    status = body.get("status")
    if isinstance(status, ast.Constant) and isinstance(status.value, str) and status.value.lower() in _SUCCESSES:
        return f'"status": "{status.value}"'
    return None


def _is(node: ast.expr, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _is_something(node: ast.expr) -> bool:
    """Whether a value is never empty; `{"result": result, "error": error}` may well hold no error."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(node.value)
    return isinstance(node, (ast.BinOp, ast.Call, ast.Dict, ast.JoinedStr))
