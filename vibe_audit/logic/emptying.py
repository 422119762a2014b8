"""Which calls delete every row of a table, or every document of a collection."""

from __future__ import annotations

import ast
import re

from vibe_audit.knowledge.databases import DJANGO_MANAGERS
from vibe_audit.logic.calls import chain, dotted, has_spread, terminal, text_of
from vibe_audit.logic.query_spellings import is_class_like, is_session_like
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

EMPTIERS = frozenset({"adelete", "delete", "delete_all", "delete_many", "exec", "execute"})
"""The last names of all calls that may empty a table."""

_WHOLE = expression(
    r"\s*(?:DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?(?:\s+ONLY)?)\s+([`\"\[]?(?:[\w.]|\{[^{}]*\})+[`\"\]]?)\s*"
    r"(?:RESTART\s+IDENTITY\s*)?(?:CASCADE\s*)?;?\s*",
    re.IGNORECASE,
)


def emptied_by(call: ast.Call, module: Module) -> str:
    """What a call empties: the model, the collection or the table as it is spelled; the empty string where it keeps some rows."""
    if not isinstance(call.func, ast.Attribute) or has_spread(call):
        return ""
    name, receiver = call.func.attr, call.func.value
    if name in ("adelete", "delete"):
        return "" if call.args else _model_of_all(receiver)
    if name == "delete_all":
        return _class_in(receiver) if isinstance(receiver, ast.Name) and not call.args and not call.keywords else ""
    if name == "delete_many":
        asked = call.args[0] if call.args else None
        return dotted(receiver) or module.text(receiver) if isinstance(asked, ast.Dict) and not asked.keys else ""
    return _emptied_by_statement(call, module) if name in EMPTIERS else ""


def _model_of_all(source: ast.expr) -> str:
    """The model whose rows a query has all of: `Order.objects.all()`, `session.query(Order)`, `Order.query`, `Order.all()`."""
    if isinstance(source, ast.Attribute):
        # MongoEngine's `Order.objects.delete()`
        return _class_in(source.value) if source.attr in ("objects", "query") else ""
    if not isinstance(source, ast.Call) or not isinstance(source.func, ast.Attribute) or source.keywords:
        return ""
    name, owner = source.func.attr, source.func.value
    if name == "query" and is_session_like(owner):
        return _class_in(source.args[0]) if len(source.args) == 1 else ""
    if source.args:
        return ""
    if name in ("all", "find_all") and isinstance(owner, ast.Attribute) and owner.attr in DJANGO_MANAGERS:
        return _class_in(owner.value)
    # Tortoise's `Order.all().delete()` and Beanie's `Order.find_all().delete()`; `self.items.all()` are those of one order.
    return _class_in(owner) if name in ("all", "find_all") and isinstance(owner, ast.Name) else ""


def _emptied_by_statement(call: ast.Call, module: Module) -> str:
    # Peewee's `Order.delete().execute()`
    if not call.args:
        names = chain(call)
        return names[2] if len(names) == 3 and names[1] == "delete" and is_class_like(names[2]) else ""
    statement = call.args[0]
    if isinstance(statement, ast.Name):
        binding = module.names.binding(statement)
        statement = binding.value if binding and binding.value else statement
    if isinstance(statement, ast.Call) and terminal(statement) == "text" and statement.args:
        statement = statement.args[0]
    # `session.execute(delete(Order))`; with a `where` the call is that of the `where`.
    if isinstance(statement, ast.Call) and terminal(statement) == "delete" and len(statement.args) == 1 and not statement.keywords:
        return _class_in(statement.args[0])
    match = _WHOLE.fullmatch(_written(statement))
    return match[1].strip('`"[]') if match else ""


def _written(statement: ast.expr) -> str:
    """The text of a statement in SQL, with the names of what is inserted in braces."""
    if isinstance(statement, ast.JoinedStr):
        return "".join(_written(part) for part in statement.values)
    if isinstance(statement, ast.FormattedValue):
        return f"{{{terminal(statement.value)}}}"
    return text_of(statement) or ""


def _class_in(node: ast.expr | None) -> str:
    return dotted(node) if is_class_like(terminal(node)) and not isinstance(node, ast.Call) else ""
