"""Whether a module answers the errors that nothing else has caught."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.web import ERROR_REGISTRARS, LAST_ERRORS, TAKING_ERROR_HANDLERS
from vibe_audit.logic.calls import argument, constant, find_keyword, terminal
from vibe_audit.logic.handlers import is_broad
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

_SOME_ERROR = expression(r"\w+(?:Error|Exception|Exceeded|Failed|NotFound|Warning|Timeout)")
"""The name of a class, and of one kind of error; what goes by another name may be any."""


def answers_all_errors(module: Module) -> bool:
    """Whether one handler or middleware of the module is there for any exception."""
    return (
        any(_is_for_all(call, module) for call in module.calls_named(ERROR_REGISTRARS))
        or any(find_keyword(call, "exception_handlers", "error_handlers") for call in module.calls_named(TAKING_ERROR_HANDLERS))
        or any(_is_middleware(holder) for handler in module.nodes(ast.ExceptHandler) if is_broad(handler)
               for holder in module.ancestors(handler))
    )


def _is_for_all(call: ast.Call, module: Module) -> bool:
    kind = argument(call, 0, "exc_class_or_status_code", "code_or_exception", "exception")
    if kind is None:
        return True
    status = constant(kind)
    if isinstance(status, int):
        return status == 500
    name = (module.resolve(kind) or terminal(kind)).rpartition(".")[2]
    if name == "HTTPException":
        # Starlette answers an unforeseen error past the handler for HTTPException; in Flask it arrives there as a 500.
        return module.packages.isdisjoint({"fastapi", "starlette"})
    return name in LAST_ERRORS or not _SOME_ERROR.fullmatch(name)


def _is_middleware(holder: ast.AST) -> bool:
    if isinstance(holder, ast.ClassDef):
        return "middleware" in holder.name.lower() or any("middleware" in terminal(base).lower() for base in holder.bases)
    if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return "middleware" in holder.name.lower() or any(terminal(decorator) == "middleware" for decorator in holder.decorator_list)
    return False
