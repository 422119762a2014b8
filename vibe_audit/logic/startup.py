"""What a service does before it answers its first request: which functions run then, and which part of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.frameworks import APPLICATIONS
from vibe_audit.logic.calls import find_keyword, terminal, text_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_HINTS = ("before_serv", "cleanup_ctx", "create_app", "lifespan", "make_app", "startup")
# FastAPI and Starlette `@app.on_event("startup")`, Quart `@app.before_serving`, Sanic `@app.before_server_start`
_DECORATORS = frozenset({"before_server_start", "before_serving", "on_startup"})
_EVENTS = frozenset({"before_server_start", "main_process_start", "startup"})
_FACTORY = expression(r"_*(?:create|make|build|init)_(?:app|application)")
_LIFESPAN = expression(r"(?:\w+_)?lifespan")


def find_startup(module: Module) -> list[tuple[Function, int]]:
    """The functions that run before the service does, each with the line behind which that is no longer so."""
    return module.once(_find_startup)


def _find_startup(module: Module) -> list[tuple[Function, int]]:
    if not any(hint in module.source for hint in _HINTS):
        return []
    handed = set(_handed_over(module))
    found = {function: _end_of(function, module) for function in module.functions if _runs_first(function, handed, module)}
    for function, end in list(found.items()):
        for helper in _called_in(function, end, module):
            found.setdefault(helper, _end_of(helper, module))
    return list(found.items())


def _runs_first(function: Function, handed: set[str], module: Module) -> bool:
    # Django's `AppConfig.ready` is none of them: `manage.py migrate` runs it too, which may be what mends the failure.
    if isinstance(module.parents.get(function), ast.ClassDef):
        return False
    if function.name in handed or any(_is_startup_decorator(decorator) for decorator in function.decorator_list):
        return True
    if _LIFESPAN.fullmatch(function.name):
        return any(terminal(decorator) == "asynccontextmanager" for decorator in function.decorator_list)
    return bool(_FACTORY.fullmatch(function.name)) and any(
        isinstance(node, ast.Call) and terminal(node) in APPLICATIONS for node in module.walk_own(function)
    )


def _is_startup_decorator(decorator: ast.expr) -> bool:
    if terminal(decorator) in _DECORATORS:
        return True
    is_event = isinstance(decorator, ast.Call) and terminal(decorator) in ("listener", "on_event") and bool(decorator.args)
    return is_event and isinstance(decorator, ast.Call) and text_of(decorator.args[0]) in _EVENTS


def _handed_over(module: Module) -> Iterator[str]:
    """The names of functions that an application is handed: `lifespan=run`, `on_startup=[connect]`, `app.on_startup.append(connect)`."""
    for call in module.calls_named(APPLICATIONS):
        for keyword in (find_keyword(call, "lifespan"), find_keyword(call, "on_startup")):
            if keyword is not None:
                yield from (node.id for node in module.walk(keyword.value) if isinstance(node, ast.Name))
    for call in module.calls_named({"add_event_handler", "append", "register_listener"}):
        is_list = terminal(call) == "append" and terminal(getattr(call.func, "value", None)) in ("cleanup_ctx", "on_startup")
        if is_list or any(text_of(given) in _EVENTS for given in call.args):
            yield from (given.id for given in call.args if isinstance(given, ast.Name))


def _end_of(function: Function, module: Module) -> int:
    """The line of the first `yield`, behind which the service is up; else the last line."""
    yields = [node.lineno for node in module.walk_own(function) if isinstance(node, (ast.Yield, ast.YieldFrom))]
    return min(yields, default=function.end_lineno or function.lineno)


def _called_in(function: Function, end: int, module: Module) -> Iterator[Function]:
    """The functions of this module that are called as a statement there: `await connect_database()`."""
    for node in module.walk_own(function):
        if isinstance(node, ast.Expr) and node.lineno <= end:
            call = node.value.value if isinstance(node.value, ast.Await) else node.value
            called = module.names.definition(call.func) if isinstance(call, ast.Call) else None
            if isinstance(called, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield called
