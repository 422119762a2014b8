"""Whether a route decides who is let in."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.web import HARMLESS_DECORATORS
from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.logic.dependencies import is_infrastructure
from vibe_audit.logic.routes import Route
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_REFUSALS = expression(r"\b40[13]\b|\w*(?:UNAUTHORIZED|FORBIDDEN)\w*|PermissionDenied|NotAuthenticated|AuthenticationFailed")
_RENDERERS = frozenset({"TemplateResponse", "debug", "error", "info", "limit", "render", "render_template", "warning"})
_IDENTITY = frozenset({"auth", "cookies", "headers", "session", "state", "user"})


def is_guarded(route: Route, module: Module) -> bool:
    """Whether anything about a route may decide who is let in. An unknown dependency or decorator counts as a guard."""
    return module.once(_is_guarded, route, module)


def _is_guarded(route: Route, module: Module) -> bool:
    function = route.function
    if any(not is_infrastructure(dependency.target) for dependency in route.dependencies):
        return True
    if any(terminal(decorator) not in HARMLESS_DECORATORS for decorator in route.decorators):
        return True
    if module.once(_has_module_guard) or _has_class_guard(function, module):
        return True
    if refuses(function, module):
        return True
    for node in module.walk_own(function):
        # `user = get_user(request)`: whoever is given the request may look at who sent it.
        if isinstance(node, ast.Call) and terminal(node) not in _RENDERERS and _is_given_request(node):
            return True
        if isinstance(node, ast.Attribute) and node.attr in _IDENTITY and dotted(node.value) in ("request", "self.request"):
            return True
    return False


def refuses(function: Function, module: Module) -> bool:
    """Whether a function speaks of 401 or 403, or raises what means the same."""
    return any(
        (isinstance(node, ast.Constant) and node.value in (401, 403))
        or (isinstance(node, (ast.Name, ast.Attribute)) and _REFUSALS.fullmatch(terminal(node)) is not None)
        for node in module.walk_own(function)
    )


def _is_given_request(call: ast.Call) -> bool:
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(isinstance(argument, ast.Name) and argument.id == "request" for argument in given)


def _has_module_guard(module: Module) -> bool:
    """Whether something guards every route of the module: `before_request`, or a middleware that speaks of authentication."""
    for function in module.functions:
        if any(terminal(decorator) in ("before_request", "middleware") for decorator in function.decorator_list):
            return True
    return any(
        terminal(call) == "add_middleware" and call.args and "auth" in terminal(call.args[0]).lower()
        for call in module.nodes(ast.Call)
    )


def _has_class_guard(function: Function, module: Module) -> bool:
    holder = module.parents.get(function)
    if not isinstance(holder, ast.ClassDef):
        return False
    names = {"authentication_classes", "decorators", "method_decorators", "permission_classes", "permission_required"}
    return any(
        isinstance(node, (ast.Assign, ast.AnnAssign))
        and any(terminal(target) in names for target in (node.targets if isinstance(node, ast.Assign) else [node.target]))
        for node in holder.body
    ) or any(terminal(base).endswith(("Mixin", "RequiredMixin")) for base in holder.bases)
