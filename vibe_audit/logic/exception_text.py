"""Whether an expression spells out what went wrong: the text of a caught exception, or a traceback."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from vibe_audit.logic.calls import terminal
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

_TRACEBACKS = frozenset({"format_exc", "format_exception", "format_exception_only", "format_tb"})
_PARTS = frozenset({"args", "message", "msg", "orig", "reason"})
_TRANSPARENT = frozenset({"dict", "dumps", "escape", "format", "getattr", "join", "list", "repr", "str"})
_SAME_TEXT = frozenset({"capitalize", "decode", "encode", "format", "join", "lower", "split", "splitlines", "strip", "upper"})
_DEBUG = expression(r"(?i)debug|develop|testing|verbose|(?:^|_)(?:dev|env|is_dev|local|expose|environment)(?:$|_)")


def rendering_in(root: ast.expr, exception: str | None, module: Module, handler: ast.AST | None = None) -> ast.expr | None:
    """The part of an answer that spells out the exception of this name, or a traceback; None where nothing is known to.

    What a function of the project makes of the exception is its own affair: `detail=public_message(e)` is no rendering.
    """
    stack: list[ast.expr] = [root]
    seen: set[ast.expr] = set()
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if _is_rendering(node, exception):
            return node
        stack.extend(_parts(node))
        if isinstance(node, ast.Name) and handler is not None:
            stack.extend(_values_in(handler, node, module))
    return None


def is_about_debugging(test: ast.AST, module: Module) -> bool:
    """Whether a condition asks where the program runs: `if settings.DEBUG`, `if ENV == "development"`."""
    for node in module.walk(test):
        if isinstance(node, (ast.Name, ast.Attribute)) and _DEBUG.search(terminal(node)):
            return True
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _DEBUG.search(node.value):
            return True
    return False


def _is_rendering(node: ast.expr, exception: str | None) -> bool:
    if isinstance(node, ast.Call):
        name = terminal(node)
        if name in _TRACEBACKS:
            return True
        # `str(e)`, `"{}".format(e)`
        is_text = isinstance(node.func, ast.Name) and name in ("ascii", "repr", "str")
        is_format = isinstance(node.func, ast.Attribute) and name == "format"
        return (is_text or is_format) and any(_is(given, exception) for given in _given(node))
    if isinstance(node, ast.FormattedValue):
        return _is(node.value, exception)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        values = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
        return any(_is(value, exception) for value in values)
    return isinstance(node, ast.Attribute) and node.attr in _PARTS and _is(node.value, exception)


def _is(node: ast.expr, exception: str | None) -> bool:
    """Whether this is the exception itself; of `e.__class__` or `type(e)` only the name is told."""
    if isinstance(node, ast.Attribute) and node.attr in {*_PARTS, "__cause__", "__context__"}:
        node = node.value
    return isinstance(node, ast.Name) and exception is not None and node.id == exception


def _given(call: ast.Call) -> Iterator[ast.expr]:
    yield from call.args
    yield from (keyword.value for keyword in call.keywords)


def _parts(node: ast.expr) -> Iterable[ast.expr]:
    """The expressions whose text goes into that of `node` unchanged."""
    if isinstance(node, ast.Dict):
        return node.values
    if isinstance(node, (ast.List, ast.Set, ast.Tuple)):
        return node.elts
    if isinstance(node, ast.JoinedStr):
        return node.values
    if isinstance(node, ast.BinOp):
        return (node.left, node.right)
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, (ast.Await, ast.FormattedValue, ast.NamedExpr, ast.Starred, ast.Subscript)):
        return (node.value,)
    if isinstance(node, ast.IfExp):
        # `str(e) if settings.DEBUG else "Internal error"`, `str(e) if isinstance(e, ValueError) else "Internal error"`
        names = " ".join(terminal(part) for part in ast.walk(node.test) if isinstance(part, (ast.Name, ast.Attribute)))
        is_weighed = _DEBUG.search(names) or "isinstance" in names
        return (node.orelse,) if is_weighed else (node.body, node.orelse)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in _SAME_TEXT:
            return (node.func.value, *_given(node))
        return tuple(_given(node)) if terminal(node) in _TRANSPARENT else ()
    return ()


def _values_in(handler: ast.AST, name: ast.Name, module: Module) -> Iterator[ast.expr]:
    """What a name is bound to inside the handler, debugging branches left out: `message = f"failed: {e}"`."""
    for binding in module.names.bindings(name):
        if binding.value is None:
            continue
        holders: list[ast.AST] = []
        for holder in module.ancestors(binding.node):
            if holder is handler:
                if not any(isinstance(branch, ast.If) and is_about_debugging(branch.test, module) for branch in holders):
                    yield binding.value
                break
            holders.append(holder)
