"""What of a caught exception is said to somebody else: in an answer, or in what a function hands back to who answers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.logic.calls import terminal
from vibe_audit.logic.exception_text import is_about_debugging, rendering_in
from vibe_audit.logic.handlers import is_broad
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

# `JSONResponse(...)`, `QueryResult(error=...)`, `jsonify(...)`, `error_response(...)`, `render_template(...)`
_ANSWER = expression(r"[A-Z]\w*[a-z]\w*|jsonify|make_response|(?:\w+_)?(?:json|error|response)|render|render_template")


def rendered_in(answer: ast.expr, exception: str | None, module: Module, handler: ast.AST) -> ast.expr | None:
    """The part of an answer that spells out an exception of this name."""
    return next(filter(None, (rendering_in(said, exception, module, handler) for said in _said(answer))), None)


def is_weighed(nodes: list[ast.AST], module: Module) -> bool:
    """Whether somebody has thought about who may read the text: `if settings.DEBUG: detail = str(e)`."""
    return any(isinstance(node, ast.If) and is_about_debugging(node.test, module) for node in nodes)


def is_foreseen(statement: ast.stmt, handler: ast.AST, exception: str | None, module: Module) -> bool:
    """Whether a statement of the handler only runs for exceptions that are told apart from the rest."""
    child: ast.AST = statement
    for holder in module.ancestors(statement):
        if holder is handler:
            return False
        # `if isinstance(e, ValueError): raise HTTPException(422, str(e))`
        if isinstance(holder, ast.If) and child in holder.body and _asks_for_type(holder.test, module):
            return True
        # An inner handler of the same name, which is judged by itself, or `match e: case ValueError():`.
        if isinstance(holder, ast.match_case) or (isinstance(holder, ast.ExceptHandler) and holder.name == exception):
            return True
        child = holder
    return False


def handed_back(function: ast.AST, module: Module) -> Iterator[tuple[ast.Return, ast.expr]]:
    """The dictionaries with the text of an unexpected exception that a function returns, each with the text."""
    for handler in module.walk_own(function):
        if not isinstance(handler, ast.ExceptHandler) or not is_broad(handler):
            continue
        nodes = [node for child in handler.body for node in module.walk_own(child)]
        if is_weighed(nodes, module):
            continue
        for node in nodes:
            answer = node.value if isinstance(node, ast.Return) else None
            if not isinstance(node, ast.Return) or not isinstance(answer, ast.Dict) or is_foreseen(node, handler, handler.name, module):
                continue
            if rendering := rendered_in(answer, handler.name, module, handler):
                yield node, rendering


def _said(answer: ast.expr) -> Iterator[ast.expr]:
    """The expressions that make up an answer: those in a tuple and those given to `jsonify` or to the class of a response."""
    if isinstance(answer, ast.Tuple):
        for element in answer.elts:
            yield from _said(element)
    elif isinstance(answer, ast.Await):
        yield from _said(answer.value)
    elif isinstance(answer, ast.Call) and (_ANSWER.fullmatch(terminal(answer)) or terminal(answer) == "abort"):
        for given in [*answer.args, *(keyword.value for keyword in answer.keywords)]:
            yield from _said(given)
    else:
        yield answer


def _asks_for_type(test: ast.expr, module: Module) -> bool:
    return any(isinstance(node, ast.Call) and terminal(node) == "isinstance" for node in module.walk(test))
