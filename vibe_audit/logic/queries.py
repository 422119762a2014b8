"""Which calls are a round trip to a database, and what is known about each of them."""

from __future__ import annotations

import ast
from typing import NamedTuple

from vibe_audit.knowledge.databases import SESSION_TRANSACTIONS
from vibe_audit.logic.calls import outermost_of_chain, terminal
from vibe_audit.logic.query_spellings import SPELLINGS, library_of
from vibe_audit.module import Module

_GATHERERS = frozenset({"as_completed", "create_task", "ensure_future", "gather", "shield", "wait", "wait_for"})


class Query(NamedTuple):
    """One call that waits for a database.

    `library` is django, query (SQLAlchemy 1.x and Flask-SQLAlchemy), session (SQLAlchemy 2.0, SQLModel, cursors, asyncpg),
    mongo or supabase.
    """

    call: ast.Call
    library: str

    @property
    def name(self) -> str:
        """The method that goes to the database: `first`, `execute`, `find_one`."""
        return terminal(self.call)

    @property
    def is_transaction(self) -> bool:
        """Whether this only writes out, ends or repeats what the session holds: commit, flush, refresh."""
        return self.library == "session" and self.name in SESSION_TRANSACTIONS


def find_queries(module: Module) -> list[Query]:
    """Every round trip of the module, in the order of the source."""
    return module.once(_find_queries)


def query_of(call: ast.Call, module: Module) -> Query | None:
    """The round trip that this call is, if it is one."""
    if terminal(call) not in SPELLINGS:
        return None
    library = library_of(call, module)
    return Query(call, library) if library else None


def is_awaited(call: ast.Call, module: Module) -> bool:
    """Whether the call, or the chain that it begins, is awaited: here, by `async for`, or by `gather` and its kind."""
    whole = outermost_of_chain(call, module.parents)
    for node in (call, whole):
        holder = module.parents.get(node)
        if isinstance(holder, ast.Await):
            return True
        if isinstance(holder, ast.AsyncFor) or (isinstance(holder, ast.comprehension) and holder.is_async):
            return holder.iter is node
        if isinstance(holder, ast.Starred):
            holder = module.parents.get(holder)
        if isinstance(holder, ast.Call) and terminal(holder) in _GATHERERS:
            return True
    return False


def _find_queries(module: Module) -> list[Query]:
    found = [query for call in module.calls_named(SPELLINGS) if (query := query_of(call, module))]
    return sorted(found, key=lambda query: (query.call.lineno, query.call.col_offset, query.call.end_lineno, query.call.end_col_offset))
