"""Which parameters of a function a value comes from, and what holds on to a connection that a function uses."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping

from vibe_audit.knowledge.databases import CONNECTION_PARTS
from vibe_audit.logic.assignments import given_by
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.loops import names_in
from vibe_audit.logic.origins import origins_of
from vibe_audit.module import Module
from vibe_audit.names.bindings import Function

_DEEPEST = 6
OWN = "*"
"""What holds on to something that the function has opened for itself; no parameter goes by this name."""



def parameters(function: Function) -> tuple[str, ...]:
    """The names of all parameters in the order in which they may be given, the first of a method included; `*args`, `**kwargs` left out."""
    arguments = function.args
    return tuple([parameter.arg for parameter in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)])


def sources_of(names: Iterable[str], function: Function, module: Module) -> tuple[str, ...]:
    """The parameters of the function that the values of these names are made from, in the order of the parameters."""
    given = module.once(_made_from, function, module)
    seen, waiting = set(names), [*names]
    while waiting:
        for name in given.get(waiting.pop(), ()):
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return tuple([name for name in module.once(parameters, function) if name in seen])


def _made_from(function: Function, module: Module) -> Mapping[str, set[str]]:
    """For each name that the function binds: the names in what it is given, on any way."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in module.walk_own(function):
        value, targets = given_by(node)
        if value is not None:
            for target in targets:
                for name in names_in(target, module):
                    found[name].update(names_in(value, module))
    return found


def holder_of(node: ast.expr, function: Function, module: Module, depth: int = _DEEPEST) -> str:
    """The parameter that a value is, or is reached through; empty for what is the module's, OWN for what the function makes."""
    found = {_holder(links, function, module, depth) for links in origins_of(node, module)}
    return found.pop() if len(found) == 1 else OWN


def _holder(links: list[ast.expr], function: Function, module: Module, depth: int) -> str:
    root = links[-1] if depth else None
    if not isinstance(root, ast.Name):
        return OWN
    if root.id in module.once(parameters, function) and all(isinstance(binding.node, ast.arg) for binding in module.names.bindings(root)):
        return root.id
    for binding in module.names.bindings(root):
        if isinstance(binding.node, ast.withitem):
            opened = binding.node.context_expr
            is_asked = isinstance(opened, ast.Call) and isinstance(opened.func, ast.Attribute) and terminal(opened) in CONNECTION_PARTS
            return holder_of(opened, function, module, depth - 1) if is_asked else OWN
        if module.function_of(binding.node) is not None:
            return OWN
    if len(links) > 1 and isinstance(made := links[-2], ast.Call) and made.func is root:
        # `Orders(db).find(...)` is reached through what it was made of, `SessionLocal().query(...)` through nothing
        handed = {holder_of(given, function, module, depth - 1) for given in (*made.args, *(keyword.value for keyword in made.keywords))}
        return next((holder for holder in module.once(parameters, function) if holder in handed), OWN)
    return ""
