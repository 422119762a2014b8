"""What becomes of the response to an outbound HTTP call: where its body is taken, and whether anybody looks at its status."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.http import BODY_PARTS, STATUS_PARTS
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.logs import is_log_call, is_print
from vibe_audit.logic.uses import uses_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function

# What makes something else of the text and loses nothing.
_READERS = frozenset({"dict", "fromstring", "list", "loads", "parse"})


def body_of_chain(call: ast.Call, module: Module) -> ast.Attribute | None:
    """`requests.get(url).json`, where the response goes by no name."""
    node = _awaited(call, module)
    holder = module.parents.get(node)
    return holder if isinstance(holder, ast.Attribute) and holder.attr in BODY_PARTS else None


def bodies_by_name(call: ast.Call, function: Function, module: Module) -> list[ast.Attribute]:
    """Where the body is taken of a response that goes by a name; empty where its status is looked at, or others see it whole."""
    name = name_given(_awaited(call, module), module)
    bodies: list[ast.Attribute] = []
    for use in uses_of(name, function, module):
        part = module.parents.get(use)
        # `return response`, `check(response)`, `if response:`
        if not isinstance(part, ast.Attribute) or part.attr in STATUS_PARTS:
            return []
        if part.attr in BODY_PARTS:
            bodies.append(part)
    return sorted(bodies, key=lambda body: (body.lineno, body.col_offset))


def comes_from(body: ast.Attribute, call: ast.Call, module: Module) -> bool:
    """Whether a body is that of this call: its response, or the one that its name was given last before."""
    if not isinstance(body.value, ast.Name):
        return True
    values = [binding.value for binding in module.names.bindings(body.value) if binding.value is not None]
    before = [value for value in values if (value.lineno, value.col_offset) < (body.lineno, body.col_offset)]
    latest = max(before, key=lambda value: (value.lineno, value.col_offset), default=None)
    return latest is _awaited(call, module)


def is_read_by_people(body: ast.Attribute, module: Module) -> bool:
    """Whether the body is only logged or printed."""
    for holder in module.ancestors(body):
        if isinstance(holder, ast.stmt):
            return False
        if isinstance(holder, ast.Call) and (is_log_call(holder, module) or is_print(holder, module)):
            return True
    return False


def taken(body: ast.AST, module: Module) -> ast.AST:
    """The whole expression that takes the body: `await response.json()`, `json.loads(response.text)`."""
    node: ast.AST = body
    holder = module.parents.get(node)
    while isinstance(holder, (ast.Await, ast.Call)) and (
        isinstance(holder, ast.Await) or holder.func is node or terminal(holder) in _READERS
    ):
        node, holder = holder, module.parents.get(holder)
    return node


def name_given(node: ast.AST, module: Module) -> str:
    """The name that a value is given: by assignment, or behind `as`."""
    holder = module.parents.get(node)
    target: ast.AST | None = None
    if isinstance(holder, ast.Assign) and len(holder.targets) == 1:
        target = holder.targets[0]
    elif isinstance(holder, (ast.AnnAssign, ast.NamedExpr)):
        target = holder.target
    elif isinstance(holder, ast.withitem):
        target = holder.optional_vars
    return target.id if isinstance(target, ast.Name) else ""


def _awaited(node: ast.AST, module: Module) -> ast.AST:
    holder = module.parents.get(node)
    return holder if isinstance(holder, ast.Await) else node
