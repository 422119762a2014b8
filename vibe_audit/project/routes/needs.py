"""What FastAPI calls before it calls a function, an alias of a parameter or a class: dependencies in any of their spellings."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.web import HANDED_IN
from vibe_audit.logic.calls import argument, find_keyword, terminal
from vibe_audit.logic.dependencies import default_of, parameters_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.project.routes.facts import DEPENDENCY, Mark
from vibe_audit.project.routes.naming import mark, place_of, qualified

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
ALIAS = "alias"
"""The kind of a mark that names the annotation of a parameter, which may stand for a dependency somewhere else."""


def needed_by(function: Function, module: Module) -> Iterator[Mark]:
    """The dependencies of one function, by its parameters."""
    for parameter in parameters_of(function, module):
        default, annotation = default_of(parameter, function), parameter.annotation
        if default is not None and _is_dependency(default):
            yield from _of(default, annotation, module)
        elif isinstance(annotation, ast.Subscript):
            yield from _annotated(annotation, module)
        elif isinstance(annotation, (ast.Name, ast.Attribute)) and (place := place_of(annotation, module))[0] != "?":
            yield Mark(ALIAS, place, annotation.lineno)


def listed(call: ast.Call, module: Module) -> tuple[Mark, ...]:
    """What a router, a decorator or an inclusion is given as `dependencies=[...]`."""
    given = find_keyword(call, "dependencies")
    return tuple(_elements(given.value, module)) if given else ()


def needs_in(module: Module) -> dict[str, tuple[Mark, ...]]:
    """What functions, classes that are called, and aliases need, by their names; with `()` what those need that a call of them makes."""
    found: dict[str, tuple[Mark, ...]] = {}
    if not any(word in module.source for word in HANDED_IN):
        return found
    for function in module.functions:
        marks = tuple(needed_by(function, module))
        if marks:
            name = qualified(function, module)
            found[name] = marks
            found[name.removesuffix(".__init__")] = marks
            outer = name.rpartition(".")[0]
            if function.name == "__call__" or isinstance(module.function_of(function), _FUNCTIONS):
                found[f"{outer}()"] = (*found.get(f"{outer}()", ()), *marks)
    for statement in module.tree.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
        if type(statement).__name__ == "TypeAlias":
            target = getattr(statement, "name", None)
        value = getattr(statement, "value", None)
        if isinstance(target, ast.Name) and isinstance(value, ast.Subscript) and (marks := tuple(_annotated(value, module))):
            found[target.id] = marks
    return found


def _annotated(annotation: ast.Subscript, module: Module) -> Iterator[Mark]:
    if terminal(annotation.value) != "Annotated" or not isinstance(annotation.slice, ast.Tuple):
        return
    kind, *metadata = annotation.slice.elts
    if isinstance(kind, (ast.Name, ast.Attribute)):
        yield Mark(ALIAS, place_of(kind, module), kind.lineno)
    for node in metadata:
        if _is_dependency(node):
            yield from _of(node, kind, module)


def _elements(node: ast.expr, module: Module) -> Iterator[Mark]:
    if isinstance(node, (ast.List, ast.Tuple)):
        for element in node.elts:
            if _is_dependency(element):
                yield from _of(element, None, module)
            else:  # `protected = Depends(user)`, kept in a name
                yield _kept(element, module)
    elif isinstance(node, ast.BinOp):
        yield from _elements(node.left, module)
        yield from _elements(node.right, module)
    elif isinstance(node, ast.Name) and (binding := module.names.binding(node)) and isinstance(binding.value, (ast.List, ast.Tuple)):
        yield from _elements(binding.value, module)
    else:
        yield Mark(DEPENDENCY, f"?{ast.unparse(node)[:40]}", node.lineno)


def _kept(node: ast.expr, module: Module) -> Mark:
    binding = module.names.binding(node) if isinstance(node, ast.Name) else None
    if binding is not None and binding.value is not None and _is_dependency(binding.value):
        return next(_of(binding.value, None, module), mark(DEPENDENCY, node, module))
    return mark(DEPENDENCY, node, module)


def _of(call: ast.expr, annotation: ast.expr | None, module: Module) -> Iterator[Mark]:
    target = argument(call, 0, "dependency") if isinstance(call, ast.Call) else None
    target = target if target is not None else annotation
    if target is not None:
        found = mark(DEPENDENCY, target, module)
        yield found._replace(line=call.lineno)


def _is_dependency(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and terminal(node) in HANDED_IN
