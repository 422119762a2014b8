"""FastAPI's dependencies, and the parameters that they stand in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from vibe_audit.knowledge.web import AUTHENTICATION_WORDS, HANDED_IN, INFRASTRUCTURE_WORDS
from vibe_audit.logic.calls import argument, find_keyword, terminal
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_WORD = expression(r"[a-z0-9]+|[A-Z][a-z0-9]*")


class Dependency(NamedTuple):
    """What is called before a route: the parameter that takes its result, if one does, and the function or alias."""

    parameter: str | None
    target: ast.expr


def is_infrastructure(dependency: ast.expr) -> bool:
    """Whether a dependency only hands in plumbing: a database session, settings, a client."""
    words = [word.lower() for word in _WORD.findall(terminal(dependency).replace("_", " "))]
    if not words or any(word in AUTHENTICATION_WORDS for word in words):
        return False
    return any(word in INFRASTRUCTURE_WORDS for word in words)


def parameters_of(function: Function, module: Module) -> list[ast.arg]:
    """The named parameters of a function, without the instance or the class that a method is given."""
    arguments = function.args
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return found[1:] if module.names.receiver_of(function) else found


def default_of(parameter: ast.arg, function: Function) -> ast.expr | None:
    """The default of a parameter."""
    positional = [*function.args.posonlyargs, *function.args.args]
    if parameter in positional:
        index = positional.index(parameter) - len(positional) + len(function.args.defaults)
        return function.args.defaults[index] if index >= 0 else None
    if parameter in function.args.kwonlyargs:
        return function.args.kw_defaults[function.args.kwonlyargs.index(parameter)]
    return None


def iter_dependencies(function: Function, decorator: ast.expr | None, module: Module) -> Iterator[Dependency]:
    """What FastAPI calls before the route: by default, by annotation, in the decorator and on its router."""
    for parameter in parameters_of(function, module):
        for part in (default_of(parameter, function), parameter.annotation):
            for call in ast.walk(part) if part is not None else ():
                if isinstance(call, ast.Call) and terminal(call) in HANDED_IN:
                    yield Dependency(parameter.arg, argument(call, 0, "dependency") or parameter.annotation or call)
        # An alias such as `CurrentUser` or `SessionDep`, which is an Annotated[..., Depends(...)] made elsewhere.
        if isinstance(parameter.annotation, ast.Name) and (target := _alias_target(parameter.annotation, module)) is not None:
            yield Dependency(parameter.arg, target)
    yield from (Dependency(None, dependency) for dependency in _listed_dependencies(decorator))
    router = decorator.func.value if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute) else None
    if isinstance(router, ast.Name) and (binding := module.names.binding(router)):
        yield from (Dependency(None, dependency) for dependency in _listed_dependencies(binding.value))


def _alias_target(annotation: ast.Name, module: Module) -> ast.expr | None:
    binding = module.names.binding(annotation)
    if binding is None:
        return None
    if binding.value is not None:
        for call in ast.walk(binding.value):
            if isinstance(call, ast.Call) and terminal(call) in HANDED_IN:
                return argument(call, 0, "dependency") or annotation
        return None
    is_alias = annotation.id.endswith("Dep") or annotation.id.startswith("Current")
    return annotation if binding.imported is not None and is_alias else None


def _listed_dependencies(call: ast.AST | None) -> Iterator[ast.expr]:
    listed = find_keyword(call, "dependencies") if isinstance(call, ast.Call) else None
    for element in listed.value.elts if listed and isinstance(listed.value, (ast.List, ast.Tuple)) else ():
        yield argument(element, 0, "dependency") or element if isinstance(element, ast.Call) else element
