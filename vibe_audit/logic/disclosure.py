"""What a call that logs or prints shows of its arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.web import DUMPS
from vibe_audit.logic.calls import dotted, terminal, text_of
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

_TRANSPARENT = frozenset({"bytes", "dict", "dumps", "escape", "list", "model_dump", "pformat", "repr", "str"})
_TRANSPARENT_METHODS = frozenset({"copy", "decode", "dict", "encode", "items", "strip", "to_dict", "tobytes"})
_NOT_SHOWN = frozenset({"end", "exc_info", "file", "flush", "sep", "stack_info", "stacklevel"})
_MASKING = expression(r"(?i)mask|redact|obfusc|saniti[sz]|censor|hash|digest|fingerprint|trunc|shorten|preview|hide|bool|len")
# Everything the client sent. Of `POST` and `headers` one key may be shown, not all.
_CONTENT = frozenset({"body", "cookies", "data", "form", "get_data", "get_json", "headers", "json", "META", "POST"})
_REQUESTS = frozenset({"flask.request", "req", "request", "self.request"})
_REQUEST_TYPES = frozenset({"ASGIRequest", "HTTPConnection", "HttpRequest", "Request", "WSGIRequest"})
_CODE_TEXT = expression(r"(?i)\botp\b|one[- ]time|\b2fa\b|\bmfa\b|passcode|verification code|reset code|sms code")
_OTHER_CODE = expression(r"(?i)(?:status|error|exit|return|response|http|country|area|zip|postal)[ _-]*code|\bfail|\berror\b")
_CODES = frozenset({"code", "pin", "verification"})


def iter_shown(call: ast.Call) -> Iterator[tuple[ast.expr, str]]:
    """The values that the message shows whole, each with the keyword or key that it is shown under."""
    for given in call.args:
        yield from _shown(given, "")
    for keyword in call.keywords:
        if keyword.arg not in _NOT_SHOWN:
            yield from _shown(keyword.value, keyword.arg if keyword.arg not in (None, "extra") else "")


def _shown(node: ast.expr, label: str) -> Iterator[tuple[ast.expr, str]]:
    if isinstance(node, ast.JoinedStr):
        for value in node.values:
            # `{token:.4}` shows a part.
            if isinstance(value, ast.FormattedValue) and value.format_spec is None:
                yield from _shown(value.value, "")
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        yield from _shown(node.left, "")
        yield from _shown(node.right, "")
    elif isinstance(node, (ast.Tuple, ast.List)):
        for element in node.elts:
            yield from _shown(element, "")
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield from _shown(value, text_of(key) or "")
    elif isinstance(node, ast.IfExp):
        yield from _shown(node.body, "")
        yield from _shown(node.orelse, "")
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _shown(value, "")
    elif isinstance(node, ast.Await):
        yield from _shown(node.value, label)
    elif isinstance(node, ast.Call):
        yield from _shown_by_call(node, label)
    elif isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
        yield node, label if isinstance(node, (ast.Name, ast.Attribute)) else ""


def _shown_by_call(call: ast.Call, label: str) -> Iterator[tuple[ast.expr, str]]:
    called = call.func
    if isinstance(called, ast.Attribute) and called.attr == "format" and text_of(called.value) is not None:
        for given in (*call.args, *(keyword.value for keyword in call.keywords)):
            yield from _shown(given, "")
    elif terminal(called) in _TRANSPARENT and call.args:
        yield from _shown(call.args[0], label)
    elif isinstance(called, ast.Attribute) and called.attr in DUMPS and isinstance(called.value, ast.Name):
        yield call, ""
    elif isinstance(called, ast.Attribute) and called.attr in _TRANSPARENT_METHODS:
        yield from _shown(called.value, label)
    elif terminal(called) in ("get", "get_json", "get_data", "get_secret_value", "getenv", "body", "form", "json", "pop"):
        yield call, ""


def is_request_content(node: ast.expr, module: Module) -> bool:
    """Whether a value is all that a client sent: `request.POST`, `await request.json()`, `request.headers`."""
    content = node.func if isinstance(node, ast.Call) else node
    if not isinstance(content, ast.Attribute) or content.attr not in _CONTENT or dotted(content.value) not in _REQUESTS:
        return False
    # `request: InvoiceRequest` is a model, and its `data` one of its fields.
    root = content.value
    binding = module.names.binding(root) if isinstance(root, ast.Name) else None
    annotation = binding.annotation if binding else None
    return annotation is None or terminal(annotation) in _REQUEST_TYPES


def is_one_time_code(name: str, call: ast.Call, module: Module) -> bool:
    """Whether `code` is shown in a message that speaks of one-time codes: `print(f"[OTP] {phone}: {code}")`."""
    if name.lower() not in _CODES:
        return False
    text = constant_text(call, module)
    return bool(_CODE_TEXT.search(text)) and not _OTHER_CODE.search(text)


def constant_text(call: ast.Call, module: Module) -> str:
    """All the text that stands in the arguments of a call, keys and attributes not counted."""
    parts = [node for node in module.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return " ".join(str(part.value) for part in parts if not isinstance(module.parents.get(part), ast.Subscript))


def is_masked(node: ast.expr, module: Module) -> bool:
    """Whether the name was given a masked or made-up value before: `token = mask(token)`, `api_key = "set" if api_key else "none"`."""
    if not isinstance(node, ast.Name):
        return False
    return any(binding.value is not None and _masks(binding.value) for binding in module.names.bindings(node))


def _masks(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return bool(_MASKING.search(terminal(value)))
    if isinstance(value, ast.Subscript):
        return isinstance(value.slice, ast.Slice)
    if isinstance(value, ast.IfExp):
        return _masks(value.body) or _masks(value.orelse)
    return isinstance(value, (ast.Compare, ast.JoinedStr, ast.BinOp)) or (isinstance(value, ast.Constant) and isinstance(value.value, bool))
