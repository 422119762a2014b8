"""What the models of a project say of the columns that somebody asks about."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vibe_audit.knowledge.databases import KEYWORD_FILTERS
from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.logic.inserts import Table
from vibe_audit.logic.models import columns_of
from vibe_audit.module import Module
from vibe_audit.project.functions import classes_of
from vibe_audit.rule import Related

_INDEXES = "indexes"


class Told(NamedTuple):
    """What a model says of the column that a check looks at, and where it stands."""

    column: str
    is_unique: bool
    place: Related


def told_by_model(table: Table, nodes: Sequence[ast.AST], module: Module) -> Told | None:
    """What the model of a table says of the columns that these nodes ask about.

    None where the model is not seen, or not all that is asked about are columns of it.
    """
    spelled = next((node for node in nodes if isinstance(node, (ast.Attribute, ast.Name)) and dotted(node) == table.name), None)
    classes = classes_of(spelled, module) if spelled is not None and not table.is_text else []
    columns = [columns_of(model, home) for home, model in classes]
    asked = frozenset(_columns_asked(table, nodes))
    if not asked or not asked <= frozenset().union(*(known.names for known in columns)):
        return None
    is_unique = any(known.tells_apart(asked) for known in columns)
    if not is_unique and any(_INDEXES in home.text(model) for home, model in classes):
        return None  # of a document of MongoDB, which lists them apart
    home, model = classes[0]
    place = Related(f"{home.project.root.as_posix()}/{home.path}" if home.project else home.path, model.lineno, "the model")
    return Told(" and ".join(sorted(asked)), is_unique, place)


def _columns_asked(table: Table, nodes: Sequence[ast.AST]) -> Iterator[str]:
    """`User.email == email`, `filter_by(email=email)`, `User.objects.filter(email__iexact=email)`."""
    for node in nodes:
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            yield from (side.attr for side in sides if isinstance(side, ast.Attribute) and dotted(side.value) == table.name)
        elif isinstance(node, ast.Call) and terminal(node) in KEYWORD_FILTERS:
            yield from (keyword.arg.partition("__")[0] for keyword in node.keywords if keyword.arg)
