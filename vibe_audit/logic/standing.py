"""What an expression stands for, things of the module's own included, as a path that other modules of the project can follow.

The paths of `Names.resolve`, and for what the module defines itself a colon and its name: `:load` is a function, `:Orders().find` a
method of an instance, `:Orders().super().find` that of its bases. None where nothing tells.
"""

from __future__ import annotations

import ast

from vibe_audit.knowledge.web import HANDED_IN
from vibe_audit.logic.calls import argument, is_none, terminal
from vibe_audit.logic.dependencies import default_of
from vibe_audit.module import Module
from vibe_audit.names.bindings import Binding, Function

_DEEPEST = 8
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def standing_for(node: ast.expr, module: Module) -> str | None:
    """The path of what an expression stands for."""
    return module.once(_standing_for, node, module, _DEEPEST)


def instance_of(annotation: ast.expr, module: Module) -> str | None:
    """The path of an instance of the class that an annotation names, seen through Annotated, Optional and `| None`."""
    path = _class_named(annotation, module, _DEEPEST)
    return f"{path}()" if path else None


def classes_at_top(module: Module) -> dict[str, ast.ClassDef]:
    """The classes that a module defines for others, by name; the last of each."""
    return module.once(_classes_at_top)


def _classes_at_top(module: Module) -> dict[str, ast.ClassDef]:
    return {node.name: node for node in module.tree.body if isinstance(node, ast.ClassDef)}


def written_out(call: ast.Call, module: Module) -> ast.Call:
    """A call as it would stand without `functools.partial`: `find(db, key)` for `find_in = partial(find, db)` and `find_in(key)`."""
    return module.once(_written_out, call, module)


def _written_out(call: ast.Call, module: Module) -> ast.Call:
    made: ast.expr = call.func
    if isinstance(made, ast.Name) and (binding := module.names.binding(made)) and isinstance(binding.value, ast.Call):
        made = binding.value
    if not isinstance(made, ast.Call) or terminal(made) != "partial" or not made.args or module.resolve(made.func) != "functools.partial":
        return call
    return ast.Call(made.args[0], [*made.args[1:], *call.args], [*made.keywords, *call.keywords])


def _standing_for(node: ast.expr, module: Module, depth: int) -> str | None:
    if depth == 0:
        return None
    if (resolved := module.resolve(node)) is not None and not resolved.startswith("super()"):
        return resolved
    if isinstance(node, ast.Name):
        return _name(node, module, depth)
    if isinstance(node, ast.Attribute):
        receiver = module.names.receiver(node.value)
        if receiver is not None and receiver.own_class:
            return own_attribute(node, module)
        base = _standing_for(node.value, module, depth - 1)
        return f"{base}.{node.attr}" if base else None
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id == "super":
            owner = next((holder for holder in module.ancestors(node) if isinstance(holder, ast.ClassDef)), None)
            return f":{owner.name}().super()" if owner is not None and _is_at_top(owner, module) else None
        base = _standing_for(node.func, module, depth - 1)
        return f"{base}()" if base else None
    if isinstance(node, ast.Await):
        return _standing_for(node.value, module, depth - 1)
    if isinstance(node, ast.Subscript) and terminal(node.value) == "Annotated":
        return _class_named(node, module, depth - 1)
    return None


def own_attribute(node: ast.Attribute, module: Module) -> str | None:
    """The path of an attribute of the instance that a method is given, whatever it holds: `:Client().timeout` for `self.timeout`."""
    receiver = module.names.receiver(node.value)
    owner = receiver.own_class if receiver is not None else None
    return f":{owner.name}().{node.attr}" if owner is not None and _is_at_top(owner, module) else None


def _name(name: ast.Name, module: Module, depth: int) -> str | None:
    bindings = [binding for binding in module.names.bindings(name) if not is_none(binding.value)]
    found = {_bound(binding, name.id, module, depth) for binding in bindings}
    return found.pop() if len(found) == 1 else None


def _bound(binding: Binding, name: str, module: Module, depth: int) -> str | None:
    if binding.definition is not None:
        return f":{name}" if _is_at_top(binding.definition, module) else None
    if binding.annotation is not None and (path := _class_named(binding.annotation, module, depth - 1)):
        return f"{path}()"
    if isinstance(binding.node, ast.arg):
        return _handed_in(binding.node, module, depth)
    if binding.value is not None and not isinstance(binding.node, ast.withitem):
        return _standing_for(binding.value, module, depth - 1)
    return None


def _handed_in(parameter: ast.arg, module: Module, depth: int) -> str | None:
    """What FastAPI hands in: `service=Depends(get_service)` stands for what `get_service()` returns."""
    function = module.parents.get(module.parents[parameter])
    default = default_of(parameter, function) if isinstance(function, _FUNCTIONS) else None
    if isinstance(default, ast.Call) and terminal(default) in HANDED_IN and (target := argument(default, 0, "dependency")):
        path = _standing_for(target, module, depth - 1)
        return f"{path}()" if path else None
    return None


def _class_named(annotation: ast.expr, module: Module, depth: int) -> str | None:
    if depth <= 0:
        return None
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        sides = [side for side in (annotation.left, annotation.right) if not is_none(side)]
        return _class_named(sides[0], module, depth - 1) if len(sides) == 1 else None
    if isinstance(annotation, ast.Subscript):
        inner = annotation.slice
        if terminal(annotation.value) == "Annotated" and isinstance(inner, ast.Tuple) and inner.elts:
            return _class_named(inner.elts[0], module, depth - 1)
        return _class_named(inner, module, depth - 1) if terminal(annotation.value) == "Optional" else None
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        written = annotation.value.removesuffix("None").rstrip(" |")
        return f":{written}" if written in classes_at_top(module) else module.names.resolve_written(written, annotation)
    if isinstance(annotation, (ast.Name, ast.Attribute)):
        return _standing_for(annotation, module, depth - 1)
    return None


def _is_at_top(definition: Function | ast.ClassDef, module: Module) -> bool:
    return module.parents.get(definition) is module.tree
