"""What a name or an attribute holds, wherever in the project it was given: constants, settings and what is kept in attributes.

`TIMEOUT` behind `from config import TIMEOUT`, `config.TIMEOUT`, `settings.TIMEOUT` of a settings class or of Django's, `self.timeout` of
this class or of a base in another module; a setting from the environment holds what it falls back to.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from vibe_audit.logic.calls import NOT_CONSTANT, argument, constant
from vibe_audit.logic.settings import reading
from vibe_audit.module import Module
from vibe_audit.project.functions import held_by
from vibe_audit.rule import Related

_DEEPEST = 8


class Value(NamedTuple):
    """What is held: an expression, and the module that it stands in.

    `variable` is the setting of the environment that may say otherwise, empty where none is known.
    """

    node: ast.expr
    home: Module
    variable: str = ""

    @property
    def constant(self) -> object:
        """The constant that is held, else NOT_CONSTANT."""
        return constant(self.node)

    def related(self, role: str) -> Related:
        """The place where it is given."""
        root = f"{self.home.project.root.as_posix()}/" if self.home.project else ""
        return Related(f"{root}{self.home.path}", self.node.lineno, role)


def value_of(node: ast.expr, module: Module) -> Value | None:
    """What an expression holds in the end; None where it may be one thing or another, or whoever calls decides."""
    value = Value(node, module)
    for _ in range(_DEEPEST):
        if isinstance(value.node, ast.Call):
            within = _within(value)
            if within is None:
                return value
            value = within
        elif isinstance(value.node, (ast.Name, ast.Attribute)):
            held = held_by(value.node, value.home)
            if held is None:
                return None
            value = Value(held[1], held[0], value.variable)
        else:
            return value
    return None


def constant_of(node: ast.expr, module: Module) -> object:
    """The constant that an expression holds in the end, else NOT_CONSTANT."""
    value = value_of(node, module)
    return value.constant if value is not None else NOT_CONSTANT


def is_overridden(name: str, value: Value, module: Module) -> bool:
    """Whether the module that asks, or another one of the project, writes another value to an attribute of this name.

    `settings.TIMEOUT = 30`
    """
    others = value.home.project.modules_with(f".{name}") if value.home.project else iter([value.home])
    return _writes_another(name, value, module) or any(_writes_another(name, value, other) for other in others)


def _writes_another(name: str, value: Value, module: Module) -> bool:
    # what a method writes to its own instance counts where that is asked about
    written = (
        node
        for node in module.nodes(ast.Attribute)
        if node.attr == name and isinstance(node.ctx, ast.Store) and module.names.receiver(node.value) is None
    )
    return any(getattr(module.parents[node], "value", None) is not value.node for node in written)


def _within(value: Value) -> Value | None:
    """What stands in `Field(5)` and `Field(default=5)`, and behind `os.getenv("X", "5")`; None for any other call."""
    call, home, _ = value
    assert isinstance(call, ast.Call)
    read = reading(call, home)
    if read is not None:
        return Value(read.fallback, home, read.name) if read.fallback is not None else None
    if home.resolve(call.func) in ("pydantic.Field", "pydantic.fields.Field") and (default := argument(call, 0, "default")) is not None:
        return value._replace(node=default)
    return None
