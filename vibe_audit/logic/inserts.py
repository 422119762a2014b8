"""Which table a call puts a new row into, and whether other code speaks of the same."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from vibe_audit.knowledge.databases import DJANGO_MANAGERS, INSERT_ERRORS, ROW_BUILDERS, SUPABASE_SOURCES
from vibe_audit.knowledge.web import ERROR_REGISTRARS
from vibe_audit.logic.calls import dotted, find_keyword, terminal, text_of
from vibe_audit.logic.query_spellings import is_class_like, is_session_like
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

INSERTS = frozenset({
    "acreate", "add", "asave", "create", "create_superuser", "create_user", "execute", "insert", "insert_one", "save",
})
"""The last names of all calls that may put a new row into a table."""

_INTO = expression(r"\s*INSERT\s+INTO\s+[`\"\[]?([\w.]+)", re.IGNORECASE)
_ONCE = expression(r"ON\s+(?:CONFLICT|DUPLICATE)|NOT\s+EXISTS", re.IGNORECASE)


class Table(NamedTuple):
    """A table: a model or collection as it is spelled, `models.User`, `db["users"]`, or its name where that stands in a text."""

    name: str
    is_text: bool = False

    def is_spoken_of(self, node: ast.AST, module: Module) -> bool:
        """Whether a node is this table: the model, the collection, or a query in SQL that reads from it."""
        if self.is_text:
            text = text_of(node) or ""
            # Supabase is given the name alone.
            return text == self.name or re.search(rf"\bFROM\s+[`\"\[]?{re.escape(self.name)}\b", text, re.I) is not None
        return isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Call)) and _spelled(node, module) == self.name


def table_of(call: ast.Call, module: Module) -> Table | None:
    """The table that a call puts a new row into; None where it does not, or may do something else, or does so atomically."""
    called = call.func
    if not isinstance(called, ast.Attribute):
        return None
    receiver = called.value
    if called.attr == "add":
        return made_by(call.args[0], module) if len(call.args) == 1 and is_session_like(receiver) else None
    if called.attr in ("asave", "save"):
        return made_by(receiver, module) if not find_keyword(call, "force_update", "update_fields") else None
    if called.attr == "insert":
        # `supabase.table("users").insert({...})`, and Beanie's `await user.insert()`
        if isinstance(receiver, ast.Call) and terminal(receiver) in SUPABASE_SOURCES and receiver.args:
            name = text_of(receiver.args[0])
            return Table(name, is_text=True) if name else None
        return made_by(receiver, module)
    if called.attr == "insert_one":
        return Table(_spelled(receiver, module))
    if called.attr == "execute":
        return _inserted_by(call.args[0], module) if call.args else None
    if isinstance(receiver, ast.Attribute) and receiver.attr in DJANGO_MANAGERS:
        return Table(dotted(receiver.value))
    # `User.create(...)` of Peewee and Tortoise
    is_model = called.attr == "create" and isinstance(receiver, ast.Name) and is_class_like(receiver.id)
    return Table(dotted(receiver)) if is_model else None


def made_by(node: ast.expr, module: Module) -> Table | None:
    """The class that a row was made by: `models.User` for `user` after `user = models.User(...)`."""
    if isinstance(node, ast.Name):
        # `user = find(...)`, `if user: raise ...`, `user = User(...)`
        values = [binding.value for binding in module.names.bindings(node) if binding.value is not None]
        before = [value for value in values if value.lineno <= node.lineno]
        latest = max(before, key=lambda value: value.lineno, default=None)
        return made_by(latest, module) if isinstance(latest, ast.Call) else None
    if not isinstance(node, ast.Call):
        return None
    called: ast.expr = node.func
    if isinstance(called, ast.Attribute) and called.attr in ROW_BUILDERS:
        called = called.value
    return Table(dotted(called)) if is_class_like(terminal(called)) and dotted(called) else None


def _inserted_by(statement: ast.expr, module: Module) -> Table | None:
    if isinstance(statement, ast.Name):
        binding = module.names.binding(statement)
        statement = binding.value if binding and binding.value else statement
    if isinstance(statement, ast.Call) and terminal(statement) == "text" and statement.args:
        statement = statement.args[0]
    link = statement
    # `session.execute(insert(User).values(...))`
    while isinstance(link, (ast.Attribute, ast.Call)):
        if isinstance(link, ast.Call) and terminal(link) == "insert" and len(link.args) == 1:
            return Table(dotted(link.args[0])) if is_class_like(terminal(link.args[0])) else None
        link = link.func if isinstance(link, ast.Call) else link.value
    text = text_of(statement) or ""
    match = _INTO.match(text)
    return Table(match[1], is_text=True) if match and not _ONCE.search(text) else None


def _spelled(node: ast.expr, module: Module) -> str:
    return dotted(node) or module.text(node)


def answers_violations(module: Module) -> bool:
    """Whether the application answers a violated constraint in one place: `@app.exception_handler(IntegrityError)`."""
    return any(terminal(given) in INSERT_ERRORS for call in module.calls_named(ERROR_REGISTRARS) for given in call.args)
