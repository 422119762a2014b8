"""How each web framework spells a route: in a decorator, in a registration, by the shape of a view."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.web import VERBS
from vibe_audit.logic.calls import argument, dotted, find_keyword, terminal, text_of
from vibe_audit.module import Module
from vibe_audit.names import Function

Spelling = tuple[str, frozenset[str], "str | None"]
"""Framework, verbs in lower case, and the path where it is spelled out."""

def decorated(decorator: ast.expr, module: Module) -> Spelling | None:
    """Framework, verbs and path, where the decorator makes its function a route."""
    if not isinstance(decorator, ast.Call):
        return ("drf", frozenset({"get"}), None) if terminal(decorator) in ("api_view", "action") and _is_drf(module) else None
    name = terminal(decorator)
    if name in ("api_view", "action") and _is_drf(module):
        return "drf", _verbs_in(argument(decorator, 0 if name == "api_view" else None, "methods")) or frozenset({"get"}), None
    if not isinstance(decorator.func, ast.Attribute) or name not in {*VERBS, "api_route", "route", "view", "websocket"}:
        return None
    path = text_of(argument(decorator, 0, "path", "rule"))
    # `@mock.patch("module.name")` and `@cache.get("key")` are spelled alike; a route's path begins with a slash or is empty.
    if path is None or (path and not path.startswith("/")):
        return None
    if name in VERBS:
        verbs = frozenset({name})
    elif name == "websocket":
        verbs = frozenset()
    else:
        verbs = _verbs_in(find_keyword(decorator, "methods")) or frozenset({"get"})
    return _decorator_framework(module), verbs, path


def _verbs_in(node: ast.keyword | ast.expr | None) -> frozenset[str]:
    value = node.value if isinstance(node, ast.keyword) else node
    elements = value.elts if isinstance(value, (ast.List, ast.Tuple, ast.Set)) else []
    return frozenset(text.lower() for element in elements if (text := text_of(element)))


def _decorator_framework(module: Module) -> str:
    for package, framework in (("fastapi", "fastapi"), ("flask", "flask"), ("quart", "flask"), ("starlette", "starlette"),
                               ("aiohttp", "aiohttp"), ("ninja", "fastapi")):
        if package in module.packages:
            return framework
    return "fastapi" if "Depends" in module.source else "flask"


def class_framework(module: Module) -> str:
    """The framework of a class-based view, by what the module imports."""
    for package, framework in (("rest_framework", "drf"), ("django", "django"), ("flask", "flask"), ("flask_restful", "flask"),
                               ("starlette", "starlette"), ("aiohttp", "aiohttp"), ("tornado", "tornado")):
        if package in module.packages:
            return framework
    return "django"


def _is_drf(module: Module) -> bool:
    return "rest_framework" in module.packages or module.imports_relatively


def is_django_view(function: Function, module: Module) -> bool:
    """A function of a views module of a Django project whose first parameter is the request."""
    arguments = [*function.args.posonlyargs, *function.args.args]
    if not arguments or arguments[0].arg != "request" or "view" not in module.path or function.name.startswith("_"):
        return False
    return "django" in module.packages or module.imports_relatively


def django_verbs(function: Function, module: Module) -> frozenset[str]:
    """The verbs that a Django view is limited to or asks `request.method` about; none where it does neither."""
    for decorator in function.decorator_list:
        name = terminal(decorator)
        if name == "require_POST":
            return frozenset({"post"})
        if name in ("require_GET", "require_safe"):
            return frozenset({"get"})
        if name == "require_http_methods" and isinstance(decorator, ast.Call) and decorator.args:
            return _verbs_in(decorator.args[0])
    asked = set()
    for node in module.walk_own(function):
        if isinstance(node, ast.Compare) and dotted(node.left) == "request.method":
            for comparator in node.comparators:
                asked.update({(text_of(comparator) or "").lower()} | _verbs_in(comparator))
    return frozenset((asked & VERBS) | {"get"}) if asked & VERBS else frozenset()


def registered_elsewhere(module: Module) -> dict[str, Spelling]:
    """Functions that a call makes routes of: Starlette's `Route(path, f)`, Flask's `add_url_rule`, aiohttp's `add_get`."""
    found: dict[str, Spelling] = {}
    if not module.packages & {"aiohttp", "fastapi", "flask", "starlette"}:
        return found
    for call in module.nodes(ast.Call):
        name = terminal(call)
        path = text_of(call.args[0]) if call.args else None
        if path is None or not path.startswith("/"):
            continue
        if name in ("Route", "add_api_route", "add_route") and (handler := argument(call, 1, "endpoint", "route")):
            framework, verbs = "starlette", _verbs_in(find_keyword(call, "methods")) or frozenset({"get"})
        elif name == "add_url_rule" and (handler := argument(call, 2, "view_func")):
            framework, verbs = "flask", _verbs_in(find_keyword(call, "methods")) or frozenset({"get"})
        elif "aiohttp" in module.packages and name.removeprefix("add_") in VERBS and (handler := argument(call, 1, "handler")):
            framework, verbs = "aiohttp", frozenset({name.removeprefix("add_")})
        else:
            continue
        if isinstance(handler, ast.Name):
            found[handler.id] = (framework, verbs, path)
    return found
