"""Which round trips to a database ask for rows, and which only change them."""

from __future__ import annotations

import ast
import re

from vibe_audit.knowledge.databases import DJANGO_WRITES, MONGO_WRITES, ORM_QUERY_WRITES, ROW_WRITES
from vibe_audit.logic.calls import chain
from vibe_audit.logic.origins import origins_of
from vibe_audit.logic.queries import Query
from vibe_audit.logic.query_spellings import is_session_like
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

_WRITES = (DJANGO_WRITES - {"aget_or_create", "get_or_create", "update_or_create"}) | MONGO_WRITES | ORM_QUERY_WRITES
_STATEMENTS = frozenset({"delete", "insert", "update", "upsert"})
_SQL = expression(r"\s*(?:ALTER|CREATE|DELETE|DROP|INSERT|MERGE|REPLACE|TRUNCATE|UPDATE)\b", re.IGNORECASE)



def writes_row(call: ast.Call, module: Module) -> bool:
    """Whether a call changes a single row: `db.add(order)`, `order.save()`; not `seen.add(order)`."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in ROW_WRITES:
        return False
    if call.func.attr in ("asave", "save", "delete") and not call.args and module.packages & {"django", "rest_framework"}:
        return True
    return bool(call.args) and is_session_like(call.func.value)


def is_read(query: Query, module: Module) -> bool:
    """Whether a round trip asks for rows, as far as can be told: one that may do either counts as asking."""
    if query.library == "supabase":
        return _STATEMENTS.isdisjoint(chain(query.call))
    if query.library != "session":
        return query.name not in _WRITES
    statement = query.call.args[0] if query.call.args else None
    return statement is None or not any(_changes(links, module) for links in origins_of(statement, module))


def _changes(links: list[ast.expr], module: Module) -> bool:
    """Whether a statement that came about by these links changes rows: `insert(Order).values(...)`, `text("UPDATE ...")`, a string."""
    names = {name for link in links if isinstance(link, (ast.Name, ast.Attribute)) for name in chain(link)[:1]}
    if names & _STATEMENTS:
        return True
    texts = (node.value for node in module.walk(links[0]) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return any(_SQL.match(text) for text in texts) or (isinstance(links[-1], ast.Constant) and bool(_SQL.match(str(links[-1].value))))
