"""What went into a condition: where the values that it looks at come from."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function

_MOST_PARTS = 12


def looked_at(test: ast.expr, function: Function, module: Module) -> Iterator[ast.AST]:
    """The nodes of a condition, and of all that went into it: the values of its names, and the helpers of this module."""
    parts: list[ast.AST] = [test]
    for part in parts:
        for node in module.walk(part):
            yield node
            if len(parts) >= _MOST_PARTS:
                continue
            found: ast.AST | None = _value_before(node, test, function, module) if isinstance(node, ast.Name) else None
            if isinstance(node, ast.Call):
                helper = module.names.definition(node.func)
                is_helper = isinstance(helper, (ast.FunctionDef, ast.AsyncFunctionDef)) and helper is not function
                found = helper if is_helper else _executed(node, test, function, module)
            if found is not None and found not in parts:
                parts.append(found)


def _value_before(name: ast.Name, test: ast.expr, function: Function, module: Module) -> ast.expr | None:
    values = [binding.value for binding in module.names.bindings(name) if binding.value is not None]
    before = [value for value in values if value.lineno <= test.lineno and module.function_of(value) is function]
    return max(before, key=lambda value: value.lineno, default=None)


def _executed(fetch: ast.Call, test: ast.expr, function: Function, module: Module) -> ast.Call | None:
    """What the cursor was last told to do: `cursor.execute(...)` for `cursor.fetchone()`."""
    cursor = dotted(getattr(fetch.func, "value", None))
    if not cursor or not terminal(fetch).startswith("fetch"):
        return None
    told = (call for call in module.calls_named({"execute"}) if dotted(getattr(call.func, "value", None)) == cursor)
    before = [call for call in told if call.lineno <= test.lineno and module.function_of(call) is function]
    return max(before, key=lambda call: call.lineno, default=None)
