"""What a class says of the table it stands for: which columns are unique, by themselves or together.

SQLAlchemy 1.x and 2.x, Flask-SQLAlchemy, SQLModel, Django, Peewee, Tortoise, Beanie: each by the call that makes a field.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from vibe_audit.knowledge.databases import COLUMNS, CONSTRAINTS
from vibe_audit.logic.calls import constant, find_keyword, terminal, text_of
from vibe_audit.module import Module


class Columns(NamedTuple):
    """The columns that a class declares, and the sets of them that no two rows share."""

    names: frozenset[str]
    unique: frozenset[frozenset[str]]

    def tells_apart(self, asked: frozenset[str]) -> bool:
        """Whether no two rows have the same values in these columns."""
        return any(together <= asked for together in self.unique)


def columns_of(model: ast.ClassDef, module: Module) -> Columns:
    """The columns of a class by itself; those of its bases are theirs."""
    return module.once(_columns_of, model, module)


def many_to_many_in(module: Module) -> frozenset[str]:
    """The names under which models of Django hold many others: of the fields, and of the way back (`related_name`)."""
    found: set[str] = set()
    for call in module.calls_named({"ManyToManyField"}):
        holder, back = module.parents[call], find_keyword(call, "related_name")
        if isinstance(holder, ast.Assign) and isinstance(holder.targets[0], ast.Name):
            found.add(holder.targets[0].id)
        found.update(filter(None, [text_of(back.value) if back else None]))
    return frozenset(found)


def _columns_of(model: ast.ClassDef, module: Module) -> Columns:
    names: set[str] = set()
    unique: set[frozenset[str]] = set()
    for statement in model.body:
        target, value, annotation = _declared(statement)
        if target and (value is not None or annotation is not None):
            names.add(target)
            parts = [part for given in (value, annotation) if given is not None for part in module.walk(given)]
            if any(isinstance(part, ast.Call) and _is_unique(part) for part in parts):
                unique.add(frozenset({target}))
    unique.update(_together(model, module))
    return Columns(frozenset(names), frozenset(unique))


def _declared(statement: ast.stmt) -> tuple[str, ast.expr | None, ast.expr | None]:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        return terminal(statement.targets[0]), statement.value if isinstance(statement.value, ast.Call) else None, None
    if isinstance(statement, ast.AnnAssign):
        return terminal(statement.target), statement.value, statement.annotation
    return "", None, None


def _is_unique(call: ast.Call) -> bool:
    name = terminal(call)
    if name == "OneToOneField":
        return True
    is_field = name in COLUMNS or name.endswith("Field")
    keyword = find_keyword(call, "unique", "primary_key", "pk")
    return is_field and keyword is not None and constant(keyword.value) is True


def _together(model: ast.ClassDef, module: Module) -> Iterator[frozenset[str]]:
    """`UniqueConstraint("a", "b")`, `UniqueConstraint(fields=["a", "b"])`, `unique_together = ("a", "b")`."""
    for node in module.walk(model):
        if isinstance(node, ast.Call) and terminal(node) in CONSTRAINTS:
            is_index = terminal(node) == "Index"
            unique = find_keyword(node, "unique")
            if is_index and (unique is None or constant(unique.value) is not True):
                continue
            fields = find_keyword(node, "fields")
            yield from _words(_elements(fields.value) if fields else node.args[is_index:])
        elif isinstance(node, ast.Assign) and terminal(node.targets[0]) == "unique_together":
            groups = [group for part in _elements(node.value) if (group := _elements(part))]
            for group in groups or [_elements(node.value)]:
                yield from _words(group)


def _elements(node: ast.expr) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, (ast.List, ast.Tuple)) else []


def _words(given: list[ast.expr]) -> Iterator[frozenset[str]]:
    words = frozenset([text for part in given if (text := text_of(part)) is not None])
    if words:
        yield words
