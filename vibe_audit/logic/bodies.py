"""What a client has sent: the body of a request, as a route takes it, and what it is called after that."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.web import BODY_MARKS, DUMPS, NO_BODIES
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.dependencies import default_of, parameters_of
from vibe_audit.logic.disclosure import is_request_content
from vibe_audit.logic.routes import Route, route_of
from vibe_audit.module import Module
from vibe_audit.names.bindings import Bindings

_MAPPINGS = frozenset({"Dict", "Mapping", "MutableMapping", "dict"})
_SENDING = frozenset({"patch", "post", "put"})


def is_whole_body(node: ast.expr, module: Module) -> bool:
    """Whether a value is all that a client sent, under whatever name: `request.POST`, `payload`, `payload.model_dump()`.

    `payload` is what FastAPI reads from the body of the request; of what is dumped in part (`exclude=...`) nobody knows.
    """
    if is_request_content(node, module):
        return True
    if isinstance(node, ast.Await):
        return is_whole_body(node.value, module)
    if isinstance(node, ast.Call):
        called = node.func
        is_dump = isinstance(called, ast.Attribute) and called.attr in DUMPS and not node.args and not node.keywords
        return is_dump and isinstance(called, ast.Attribute) and _is_parameter(called.value, module)
    if _is_parameter(node, module):
        return True
    if not isinstance(node, ast.Name):
        return False
    return module.once(_are_bodies, module.names.bindings(node), module)


def _are_bodies(bindings: Bindings, module: Module) -> bool:
    """Whether whatever a name is given is a body, asked once for all its uses."""
    values = [binding.value for binding in bindings]
    return bool(values) and all(value is not None and not isinstance(value, ast.Name) and is_whole_body(value, module) for value in values)


def _is_parameter(node: ast.expr, module: Module) -> bool:
    if not isinstance(node, ast.Name):
        return False
    binding = module.names.binding(node)
    if binding is None or not isinstance(binding.node, ast.arg):
        return False
    route = route_of(node, module)
    return route is not None and binding.node in module.once(body_parameters, route, module)


def body_parameters(route: Route, module: Module) -> frozenset[ast.arg]:
    """The parameters that FastAPI fills from the body: models and mappings that nothing else brings."""
    if route.framework != "fastapi" or route.verbs.isdisjoint(_SENDING):
        return frozenset()
    brought = {dependency.parameter for dependency in route.dependencies} | route.path_parameters
    parameters = parameters_of(route.function, module)
    return frozenset([parameter for parameter in parameters if parameter.arg not in brought and _is_body(parameter, route, module)])


def _is_body(parameter: ast.arg, route: Route, module: Module) -> bool:
    default, annotation = default_of(parameter, route.function), parameter.annotation
    if isinstance(default, ast.Call):
        return terminal(default) in BODY_MARKS
    if default is not None or annotation is None:
        return False
    if isinstance(annotation, ast.Subscript):
        return terminal(annotation.value) in _MAPPINGS
    name = terminal(annotation)
    if name in _MAPPINGS:
        return True
    is_class = isinstance(annotation, (ast.Name, ast.Attribute)) and name[:1].isupper() and not name.isupper()
    return is_class and name not in NO_BODIES and not (module.resolve(annotation) or "").startswith(("datetime.", "uuid.", "decimal."))
