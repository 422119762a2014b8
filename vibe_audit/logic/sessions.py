"""Sessions of an ORM: which one a call writes to, and what next happens to it."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from enum import Enum

from vibe_audit.knowledge.databases import SESSION_MENDS, SESSION_PACKAGES, SESSION_USES
from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

_SESSION = expression(r"(?:db|sess|session)$", re.IGNORECASE)
_FACTORY = expression(r"Session(?:Local|Maker|Factory)?$|session_?(?:maker|factory)$")
_ASKS = expression(r"_*(?:add|count|create|fetch|find|get|insert|list|load|mark|save|set|store|sync|update|upsert)_")


class Event(Enum):
    """What may happen to a session next."""

    USED = "used"
    MENDED = "mended"
    LEFT = "left"


def session_of(call: ast.Call, module: Module) -> str:
    """The session of SQLAlchemy whose method is called, as it is spelled; empty where it may be anything else."""
    receiver = getattr(call.func, "value", None)
    name = dotted(receiver)
    if not name or not _SESSION.search(name):
        return ""
    # `db = SessionLocal()` in a module that leaves SQLAlchemy to others
    made = isinstance(receiver, ast.Name) and any(_FACTORY.search(terminal(binding.value)) for binding in module.names.bindings(receiver))
    return name if made or name.endswith("db.session") or module.packages & SESSION_PACKAGES else ""


def is_tidied_by(item: ast.withitem, session: str) -> bool:
    """Whether a `with` rolls back what fails inside it: `with db.begin_nested():`, `with Session() as db:`."""
    return terminal(item.context_expr) in ("begin", "begin_nested") or session in (dotted(item.context_expr), dotted(item.optional_vars))


def first_event(body: Sequence[ast.stmt], session: str, module: Module) -> Event | None:
    """What first happens to the session in a block; None where nothing does and its end is reached."""
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for node in module.walk_own(statement):
            if isinstance(node, ast.Call) and (event := _event_of(node, session, module)):
                return event
            if isinstance(node, (ast.Assign, ast.AnnAssign, ast.withitem)) and session in _bound(node):
                return Event.MENDED
        if isinstance(statement, (ast.Raise, ast.Return)):
            return Event.LEFT
    return None


def _event_of(call: ast.Call, session: str, module: Module) -> Event | None:
    name = terminal(call)
    # `savepoint.rollback()`, `self._rollback_quietly()`
    if "rollback" in name.lower():
        return Event.MENDED
    if dotted(getattr(call.func, "value", None)) == session:
        return Event.MENDED if name in SESSION_MENDS else Event.USED if name in SESSION_USES else None
    # `RiskManager(settings, session)` does nothing to it yet.
    if name[:1].isupper() or not any(dotted(given) == session for given in (*call.args, *(keyword.value for keyword in call.keywords))):
        return None
    # `handle_failure(db, job)` of another module may begin with a rollback; `get_order(db, key)` does not.
    definition = module.names.definition(call.func)
    is_known = definition is not None and "rollback" not in module.text(definition)
    return Event.USED if is_known or (definition is None and _ASKS.match(name)) else Event.MENDED


def _bound(node: ast.Assign | ast.AnnAssign | ast.withitem) -> list[str]:
    if isinstance(node, ast.withitem):
        return [dotted(node.optional_vars)]
    return [dotted(target) for target in (node.targets if isinstance(node, ast.Assign) else [node.target])]
