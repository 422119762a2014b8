"""What code calls a router, a view or a guard, as a path that the modules of the project can be asked for.

`:router` is a name of the module itself, `:create_app.app` one of a function in it; all else is as `Names.resolve` writes it. A name
that nothing tells of is its last part behind a question mark.
"""

from __future__ import annotations

import ast

from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.logic.standing import standing_for
from vibe_audit.module import Module
from vibe_audit.project.routes.facts import Mark

QUOTE = "\x1f"
"""Stands around a path inside of a text: no URL has it."""

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def place_of(node: ast.expr, module: Module) -> str:
    """The path of where a router, function or class is kept: not followed to what it is made of, so that two routers stay two."""
    if isinstance(node, ast.Name):
        bindings = module.names.bindings(node)
        imported = next((binding.imported for binding in bindings if binding.imported), None)
        if imported:
            return imported
        return f":{_scope(bindings[0].node, module)}{node.id}" if bindings else f"?{node.id}"
    if isinstance(node, ast.Attribute):
        receiver = module.names.receiver(node.value)
        owner = receiver.own_class if receiver is not None else None
        return f":{owner.name}.{node.attr}" if owner is not None else f"{place_of(node.value, module)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{place_of(node.func, module)}()"
    return f"?{terminal(node)}"


def text_at(node: ast.expr | None, module: Module) -> str | None:
    """The text of an expression, with the paths between `QUOTE` of names that other modules may tell; None for what is worked out."""
    if (text := text_of(node)) is not None:
        return text
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return joined(text_at(node.left, module), text_at(node.right, module))
    if isinstance(node, ast.JoinedStr):
        return joined(*[text_at(part.value if isinstance(part, ast.FormattedValue) else part, module) for part in node.values])
    if isinstance(node, (ast.Name, ast.Attribute)) and not (place := place_of(node, module)).startswith("?"):
        return f"{QUOTE}{place}{QUOTE}"
    return None


def joined(*parts: str | None) -> str | None:
    """The parts of a path one behind the other; None where one of them is not known."""
    return None if None in parts else "".join([part for part in parts if part])


def qualified(definition: ast.AST, module: Module) -> str:
    """The name of a function or class with those around it: `Orders.get`."""
    return f"{_scope(definition, module)}{getattr(definition, 'name', '')}"


def mark(kind: str, node: ast.expr, module: Module) -> Mark:
    """What an expression puts before a route: a name, what a call makes, or a dotted path in quotes."""
    written = text_of(node)
    name = written or standing_for(node, module) or (place_of(node, module) if _is_defined(node, module) else f"?{terminal(node)}")
    return Mark(kind, name, node.lineno)


def _is_defined(node: ast.expr, module: Module) -> bool:
    """Whether an expression begins with what the module defines or imports, and not with what it is given or goes through."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    bindings = module.names.bindings(node) if isinstance(node, ast.Name) else ()
    return bool(bindings) and all(binding.definition is not None or binding.imported for binding in bindings)


def _scope(node: ast.AST, module: Module) -> str:
    around = [holder.name for holder in module.ancestors(node) if isinstance(holder, _SCOPES)]
    return "".join(f"{name}." for name in reversed(around))
