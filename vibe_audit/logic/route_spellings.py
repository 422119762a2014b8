"""How each web framework spells a route: in a decorator, in a registration, by the shape of a view."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.frameworks import WEB_PACKAGES
from vibe_audit.knowledge.web import VERBS
from vibe_audit.logic.calls import argument, dotted, find_keyword, terminal, text_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function

Spelling = tuple[str, frozenset[str], "str | None"]
"""Framework, verbs in lower case, and the path where it is spelled out."""

_COMPUTED = (ast.BinOp, ast.JoinedStr, ast.Name, ast.Attribute)
_ROUTERS = ("api", "app", "blueprint", "bp", "router", "routes")


def decorated(decorator: ast.expr, module: Module) -> Spelling | None:
    """Framework, verbs and path, where the decorator makes its function a route."""
    if not isinstance(decorator, ast.Call):
        return ("drf", frozenset({"get"}), None) if terminal(decorator) in ("api_view", "action") and _is_drf(module) else None
    name = terminal(decorator)
    if name in ("api_view", "action") and _is_drf(module):
        return "drf", _verbs_in(argument(decorator, 0 if name == "api_view" else None, "methods")) or frozenset({"get"}), None
    if name not in {*VERBS, "api_route", "route", "view", "websocket"} or not _is_router(decorator.func, module):
        return None
    given = argument(decorator, 0, "path", "rule")
    path = text_of(given)
    # `@mock.patch("module.name")` and `@cache.get("key")` are spelled alike; a route's path begins with a slash or is empty.
    if path is None:
        # `@router.get(PREFIX + "/{item}")`
        base = decorator.func.value if isinstance(decorator.func, ast.Attribute) else None
        if not isinstance(given, _COMPUTED) or not terminal(base).lower().endswith(_ROUTERS):
            return None
    elif path and not path.startswith("/"):
        return None
    if name in VERBS:
        verbs = frozenset({name})
    elif name == "websocket":
        verbs = frozenset()
    else:
        verbs = _verbs_in(find_keyword(decorator, "methods")) or frozenset({"get"})
    return _decorator_framework(module), verbs, path


def _is_router(called: ast.expr, module: Module) -> bool:
    """Whether `called` may be a router's method, or one of the decorators that litestar gives as bare functions."""
    return isinstance(called, ast.Attribute) or (module.resolve(called) or "").startswith("litestar.")


def _verbs_in(node: ast.keyword | ast.expr | None) -> frozenset[str]:
    value = node.value if isinstance(node, ast.keyword) else node
    elements = value.elts if isinstance(value, (ast.List, ast.Tuple, ast.Set)) else []
    return frozenset(text.lower() for element in elements if (text := text_of(element)))


def _decorator_framework(module: Module) -> str:
    for package, framework in (("fastapi", "fastapi"), ("flask", "flask"), ("quart", "flask"), ("starlette", "starlette"),
                               ("aiohttp", "aiohttp"), ("ninja", "fastapi"), ("litestar", "litestar")):
        if package in module.packages:
            return framework
    return "fastapi" if "Depends" in module.source else "flask"


def class_framework(module: Module) -> str:
    """The framework of a class-based view, by what the module imports."""
    for package, framework in (("rest_framework", "drf"), ("django", "django"), ("flask", "flask"), ("flask_restful", "flask"),
                               ("flask_restx", "flask"), ("starlette", "starlette"), ("aiohttp", "aiohttp"), ("tornado", "tornado")):
        if package in module.packages:
            return framework
    return "django"


def _is_drf(module: Module) -> bool:
    return "rest_framework" in module.packages or module.imports_relatively


def is_django_view(function: Function, module: Module) -> bool:
    """A function of a views module of a Django project whose first parameter is the request."""
    arguments = [*function.args.posonlyargs, *function.args.args]
    if not arguments or arguments[0].arg != "request" or "view" not in module.path.lower() or function.name.startswith("_"):
        return False
    return "django" in module.packages or (module.imports_relatively and module.packages.isdisjoint(WEB_PACKAGES))


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


def registered_elsewhere(module: Module) -> dict[ast.AST, Spelling]:
    """Functions that a call makes routes of: Starlette's `Route(path, f)`, Flask's `add_url_rule`, aiohttp's `add_get`."""
    found: dict[ast.AST, Spelling] = {}
    if not module.packages & {"aiohttp", "fastapi", "flask", "starlette"}:
        return found
    for call in sorted(module.nodes(ast.Call), key=lambda call: (call.lineno, call.col_offset)):
        spelled = registered(call, terminal(call), module)
        if spelled is not None and (function := module.names.definition(spelled[1])) is not None:
            framework, verbs, path = found.get(function, spelled[0])
            found[function] = framework, verbs | spelled[0][1], path
    return found


def registered(call: ast.Call, name: str, module: Module) -> tuple[Spelling, ast.expr] | None:
    """The spelling of one registration by a call of this name, and what it registers."""
    handler: ast.expr | None
    paths = [text for given in [*call.args[:2], *(keyword.value for keyword in call.keywords if keyword.arg in ("path", "rule"))]
             if (text := text_of(given)) is not None and text.startswith("/")]
    if not paths:
        return None
    listed = _verbs_in(find_keyword(call, "methods")) or frozenset({"get"})
    if name in ("Route", "add_api_route") or (name == "add_route" and paths[0] == text_of(call.args[0] if call.args else None)):
        handler = argument(call, 1, "endpoint", "route")
        framework, verbs = ("fastapi" if "fastapi" in module.packages else "starlette"), listed
    elif name == "add_url_rule":
        framework, verbs, handler = "flask", listed, argument(call, 2, "view_func")
    elif "aiohttp" in module.packages and name in ("route", "add_route"):
        # `web.route("GET", "/", f)`
        framework, verbs, handler = "aiohttp", frozenset({(text_of(call.args[0]) or "").lower()}) & VERBS, argument(call, 2, "handler")
    elif "aiohttp" in module.packages and name.removeprefix("add_") in VERBS:
        framework, verbs, handler = "aiohttp", frozenset({name.removeprefix("add_")}), argument(call, 1, "handler")
    else:
        return None
    return ((framework, verbs, paths[0]), handler) if handler is not None else None
