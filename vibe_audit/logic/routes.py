"""The routes of a module, in whatever web framework it speaks: their functions, verbs, paths and dependencies."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from vibe_audit.knowledge.frameworks import WEB_PACKAGES
from vibe_audit.knowledge.web import MUTATING_VERBS, VIEW_BASES, VIEW_METHODS
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.dependencies import Dependency, iter_dependencies, parameters_of
from vibe_audit.logic.route_spellings import Spelling, class_framework, decorated, django_verbs, is_django_view, registered_elsewhere
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

# `{order_id}`, `{rest:path}`; `<order_id>`, `<int:order_id>`, `<regex("a|b"):order_id>`
_PATH_PARAMETER = expression(r"\{(\w+)(?::[^}]*)?\}|<(?:[^<>]*:)?(\w+)>")


@dataclass(frozen=True, eq=False)
class Route:
    """One function that answers requests.

    `verbs` is in lower case and empty where nothing says which; `path` is None where it stands in another module, and the
    first one where there are several. `decorators` are those that make no route; `dependencies` are what FastAPI calls first.
    """

    function: Function
    framework: str
    verbs: frozenset[str]
    path: str | None
    decorators: tuple[ast.expr, ...]
    dependencies: tuple[Dependency, ...] = ()

    @property
    def is_mutating(self) -> bool:
        """Whether one of the verbs changes something."""
        return bool(self.verbs & MUTATING_VERBS)

    @property
    def path_parameters(self) -> frozenset[str]:
        """The names in braces or angle brackets in the path."""
        return frozenset(in_braces or in_brackets for in_braces, in_brackets in _PATH_PARAMETER.findall(self.path or ""))


def find_routes(module: Module) -> list[Route]:
    """Every route of the module, in the order of the source."""
    return module.once(_find_routes)


def route_of(node: ast.AST, module: Module) -> Route | None:
    """The route whose function `node` is, or stands in, nested functions included."""
    routes = module.once(_routes_by_function)
    if not routes:
        return None
    function = node if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else module.function_of(node)
    while function is not None and function not in routes:
        function = module.function_of(function)
    return routes.get(function) if function is not None else None


def _routes_by_function(module: Module) -> dict[Function, Route]:
    return {route.function: route for route in find_routes(module)}


def _find_routes(module: Module) -> list[Route]:
    registered = module.once(registered_elsewhere)
    found = (route for function in module.functions for route in [_as_route(function, module, registered)] if route)
    return sorted(found, key=lambda route: route.function.lineno)


def _as_route(function: Function, module: Module, registered: dict[ast.AST, Spelling]) -> Route | None:
    spellings: dict[ast.expr, Spelling] = {}
    others: tuple[ast.expr, ...] = ()
    if function.decorator_list:  # few functions have any, and every function is asked
        spellings = {decorator: spelled for decorator in function.decorator_list if (spelled := decorated(decorator, module)) is not None}
        others = tuple(decorator for decorator in function.decorator_list if decorator not in spellings)
    if spellings:
        framework, _, path = next(iter(spellings.values()))
        verbs = frozenset[str]().union(*(verbs for _, verbs, _ in spellings.values()))
        dependencies = dict.fromkeys(found for decorator in spellings for found in iter_dependencies(function, decorator, module))
        return Route(function, framework, verbs, path, others, tuple(dependencies))
    if function in registered:
        framework, verbs, path = registered[function]
        return Route(function, framework, verbs, path, others, tuple(iter_dependencies(function, None, module)))
    holder = module.parents.get(function)
    if isinstance(holder, ast.ClassDef):
        verb = VIEW_METHODS.get(function.name)
        if verb and any(terminal(base).endswith(VIEW_BASES) and _may_answer(base, function, module) for base in holder.bases):
            return Route(function, class_framework(module), frozenset({verb}), None, (*others, *holder.decorator_list))
        return None
    if not isinstance(holder, ast.Module):
        return None
    if is_django_view(function, module):
        return Route(function, "django", django_verbs(function, module), None, others)
    return None


def _may_answer(base: ast.expr, method: Function, module: Module) -> bool:
    """Whether a class with this base may answer requests: by the base, the module's imports or the request that is handed in.

    `class Chart(widgets.View): def update(self)` does not.
    """
    name = terminal(base)
    if not name.endswith("View") or name.endswith(("APIView", "MethodView")) or not module.packages.isdisjoint(WEB_PACKAGES):
        return True
    parameters = parameters_of(method, module)
    return bool(parameters) and parameters[0].arg in ("req", "request")
