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
_PLAIN = (200, 201)
_FAILURES = frozenset({"error", "fail", "failed", "failure"})
_SUCCESSES = frozenset({"ok", "success", "succeeded"})


class Answer(NamedTuple):
    """The keys and values of a body, whether its status is known to be none of the errors, and whether it says no more than that.

    202 and 207 say that not all is done.
    """

    body: dict[str, ast.expr]
    is_success: bool = True
    is_plain: bool = True


def answer_in(value: ast.expr | None) -> Answer | None:
    """The answer that a returned expression spells out; None where part of the body or the status is made elsewhere."""
    if isinstance(value, ast.Tuple) and value.elts:
        return _with_status(answer_in(value.elts[0]), value.elts[1:2])
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
            return Answer({str(keyword.arg): keyword.value for keyword in value.keywords})
    return _with_status(answer_in(body), given)


def sets_status(function: Function, module: Module) -> bool:
    """Whether a function sets a status by itself: `response.status_code = 404`, `set_status(404)`, `@app.get("/old", status_code=410)`."""
    if any(isinstance(node, ast.Attribute) and _is_status_of_response(node) for node in module.walk_own(function)):
        return True
    declared = (find_keyword(decorator, "status_code") for decorator in function.decorator_list if isinstance(decorator, ast.Call))
    # a route that is declared to answer 202 may fail all the same
    return any(keyword is not None and (status_of(keyword.value) or 0) >= 400 for keyword in declared)


def _is_status_of_response(target: ast.Attribute) -> bool:
    if target.attr == "set_status":
        return True
    if not isinstance(target.ctx, ast.Store):
        return False
    # `order.status = "paid"` is no answer to anybody
    return target.attr == "status_code" or (target.attr == "status" and terminal(target.value) in ("reply", "res", "resp", "response"))


def _of_dict(body: ast.Dict) -> Answer | None:
    found: dict[str, ast.expr] = {}
    for key, value in zip(body.keys, body.values, strict=True):
        # `{**result, "error": None}`: the rest of the body is made elsewhere.
        if key is None:
            return None
        found[text_of(key) or ""] = value
    return Answer(found)


def _with_status(answer: Answer | None, given: list[ast.expr]) -> Answer | None:
    """The answer with a status, where one is given; `{"error": ...}, code` may be anything."""
    if answer is None or not given:
        return answer
    status = status_of(given[0])
    if status is None or status >= 400:
        return answer._replace(is_success=False)
    return answer._replace(is_plain=answer.is_plain and status in _PLAIN)


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
