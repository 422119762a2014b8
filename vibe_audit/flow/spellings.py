"""What decides about the ways through a scope, as it is spelled: constant tests, what cannot fail, what swallows an exception."""

from __future__ import annotations

import ast

_SWALLOWING = frozenset({"assertRaises", "assertRaisesRegex", "raises", "suppress"})
_BROAD = frozenset({"BaseException", "Exception"})
_SAFE_VALUES = (ast.Constant, ast.Name, ast.Lambda)
_SAFE = (ast.Break, ast.Continue, ast.Global, ast.Nonlocal, ast.Pass)


def always(test: ast.expr) -> bool | None:
    """What a test comes to every time; None where that depends. `TYPE_CHECKING` is true for who reads and false for who runs."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = always(test.operand)
        return None if inner is None else not inner
    return None


def cannot_fail(statement: ast.stmt) -> bool:
    """`x = None`, `pass`: no exception comes from here. A name that is used before it is bound is not looked for."""
    if isinstance(statement, ast.Assign):
        return isinstance(statement.value, _SAFE_VALUES) and all(isinstance(target, ast.Name) for target in statement.targets)
    if isinstance(statement, ast.Return):
        return statement.value is None or isinstance(statement.value, _SAFE_VALUES)
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, _SAFE)


def may_swallow(manager: ast.expr) -> bool:
    """`with suppress(...)`, `with pytest.raises(...)`: an exception inside goes on behind the block."""
    called = manager.func if isinstance(manager, ast.Call) else manager
    return (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) in _SWALLOWING


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Whether nothing that a program raises itself passes a handler. What ends the process does, and is left aside."""
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in _BROAD) for kind in types)


def is_irrefutable(pattern: ast.pattern) -> bool:
    """`case _:`, `case other:`: every value matches."""
    while isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
        pattern = pattern.pattern
    return isinstance(pattern, ast.MatchAs)
