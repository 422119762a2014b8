"""What one module has to do with routes, read from that module alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from vibe_audit.knowledge.roles import SERVICE_CODE
from vibe_audit.logic.calls import argument, terminal, text_of
from vibe_audit.logic.standing import instance_of
from vibe_audit.module import Module
from vibe_audit.names.bindings import iter_bindings
from vibe_audit.project.extraction import extracted
from vibe_audit.project.routes.django import registered_viewsets, settings_in, urls_in
from vibe_audit.project.routes.facts import Routing
from vibe_audit.project.routes.naming import place_of
from vibe_audit.project.routes.needs import needs_in
from vibe_audit.project.routes.routers import attached_in, links_in, routers_in
from vibe_audit.project.routes.views import classes_in, entries_in, unwrapped, views_in
from vibe_audit.source.roles import role_of

_TELLING = (
    "fastapi", "starlette", "flask", "django", "rest_framework", "router", "urlpatterns", "Depends(", "app.", "(app", "iddleware", "View",
    "ermission", "MIDDLEWARE", "ROOT_URLCONF", "Settings", '= "/', "= '/", "aiohttp", "quart", "blueprint", "Security(", "litestar",
    "sanic", "tornado", "falcon", "bottle",
)  # fmt: skip
"""What a module has a word of that has to do with routes; a package's `__init__` may hand on what others make."""


def routing_of(module: Module) -> Routing:
    """The part of a module in the tree of routes."""
    return module.once(_routing_of)


def extract(path: str, data: bytes) -> Routing:
    """The part of a file."""
    return extracted(path, data, routing_of, Routing(), is_worth=partial(_may_tell, path))


def _may_tell(path: str, source: str) -> bool:
    return role_of(path) in SERVICE_CODE and (path.endswith("__init__.py") or any(word in source for word in _TELLING))


def _routing_of(module: Module) -> Routing:
    if not _may_tell(module.path, module.source):
        return Routing()
    made = list(routers_in(module))
    return Routing(
        tuple([router for router, _ in made]),
        (*[link for _, link in made if link], *links_in(module)),
        tuple(attached_in(module)),
        (*entries_in(module), *registered_viewsets(module)),
        tuple(urls_in(module)) if "urlpatterns" in module.source or "urls" in module.path else (),
        dict(views_in(module)),
        dict(classes_in(module)),
        needs_in(module),
        _names(module, {router.name for router, _ in made}),
        settings_in(module)
        if any(word in module.source for word in ("MIDDLEWARE", "REST_FRAMEWORK", "ROOT_URLCONF", "LOGIN_REQUIRED"))
        else Routing().settings,
        dict(_texts(module)),
    )


def _names(module: Module, routers: set[str]) -> dict[str, str]:
    """What the names stand for that the module imports, or gives to something else."""
    found: dict[str, str] = {}
    for name, binding in iter_bindings(module.tree):
        if binding.imported:
            found[name] = binding.imported
        elif isinstance(binding.value, (ast.Name, ast.Attribute)):
            found[name] = place_of(binding.value, module)
        elif isinstance(binding.value, ast.Call) and name not in routers and not (place := _made(binding.value, module)).startswith("?"):
            found[name] = place
    for function in module.functions:
        if module.parents.get(function) is not module.tree:
            continue
        returned = [node.value for node in module.walk_own(function) if isinstance(node, ast.Return) and isinstance(node.value, ast.Name)]
        places = {place_of(value, module) for value in returned if value is not None}
        kept = next((place for place in places if place.removeprefix(":") in routers), None)
        made = kept or (instance_of(function.returns, module) if function.returns is not None else None)
        if made:
            found[f"{function.name}()"] = made
    return {name: path for name, path in found.items() if path != f":{name}"}


def _made(call: ast.Call, module: Module) -> str:
    """What a call makes: a view of `Orders.as_view()`, else whatever is called with `()`."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "as_view":
        return unwrapped(call, module)[0]
    return place_of(call, module)


def _texts(module: Module) -> Iterator[tuple[str, str]]:
    """The constants that may be a part of a path."""
    statements: list[ast.Assign | ast.AnnAssign] = [*module.nodes(ast.Assign), *module.nodes(ast.AnnAssign)]
    for statement in statements:
        if isinstance(module.parents.get(statement), (ast.Module, ast.ClassDef)) and statement.value is not None:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            text = _default(statement.value)
            if isinstance(target, ast.Name) and text is not None and (not text or text.startswith("/")) and "\n" not in text:
                yield place_of(target, module).removeprefix(":"), text


def _default(node: ast.expr) -> str | None:
    """A text, also as the default of `Field(...)` and of what reads the environment."""
    if isinstance(node, ast.Call):
        given = argument(node, 0 if terminal(node) == "Field" else 1, "default")
        return text_of(given) if terminal(node) in ("Field", "get", "getenv") else None
    return text_of(node)
