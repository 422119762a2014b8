"""What the annotation of a method's first parameter says: the class that the method stands in, or something else."""

from __future__ import annotations

import ast
from collections.abc import Callable

from vibe_audit.knowledge.methods import TYPES_OF_CLASSES
from vibe_audit.names.bindings import Bindings, Function

_LONGEST = 200
"""Letters of an annotation in quotes that are worth parsing."""


class OwnAnnotations:
    """Those of one module. `lookup` tells what binds a name that is read at some node."""

    def __init__(self, resolve: Callable[[ast.expr | None], str | None], lookup: Callable[[str, ast.AST], Bindings]) -> None:
        self._resolve = resolve
        self._lookup = lookup

    def say(self, annotation: ast.expr | None, method: Function, owner: ast.ClassDef) -> str:
        """What the annotation of a first parameter tells: "instance" or "class" of the owner, "other"; empty where it tells nothing."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = _parsed(annotation.value)
        name = _last_name(annotation)
        if annotation is None or name == "Any":
            return ""
        if isinstance(annotation, ast.Subscript):
            inner = annotation.slice
            if name == "Annotated":
                return self.say(inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else None, method, owner)
            if name in TYPES_OF_CLASSES:  # `type[Self]`
                return "class" if self.say(inner, method, owner) in ("instance", "") else "other"
            return "instance" if name == owner.name else "other"  # `Tree[T]`, and `list["Tree"]`
        if name in TYPES_OF_CLASSES:
            return "class"
        return "instance" if name == "Self" or self._is_own(annotation, method, owner) else "other"

    def _is_own(self, annotation: ast.expr, method: Function, owner: ast.ClassDef) -> bool:
        """Whether this is the owner, or stands for any type: `T = TypeVar("T")`, and a type parameter."""
        if isinstance(annotation, ast.Attribute):  # `Outer.Inner`, and not `models.Order` within another `Order`
            head = annotation.value
            bindings = self._lookup(head.id, method.args) if isinstance(head, ast.Name) else ()
            return annotation.attr == owner.name and not any(binding.imported for binding in bindings)
        if not isinstance(annotation, ast.Name):
            return False
        parameters = [*getattr(method, "type_params", ()), *getattr(owner, "type_params", ())]
        if annotation.id in (owner.name, *(parameter.name for parameter in parameters)):
            return True
        bindings = self._lookup(annotation.id, method.args)
        return any((self._resolve(binding.value) or "").endswith("TypeVar()") for binding in bindings)


def _parsed(text: str) -> ast.expr | None:
    """The expression in an annotation that stands in quotes; an empty tuple, which is no type, where there is none."""
    try:
        return ast.parse(text.strip() if len(text) <= _LONGEST else "()", mode="eval").body
    except (SyntaxError, ValueError):
        return ast.Tuple([], ast.Load())


def _last_name(node: ast.expr | None) -> str:
    node = node.value if isinstance(node, ast.Subscript) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
