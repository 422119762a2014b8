"""How each database library spells a round trip: Django's ORM, SQLAlchemy, DB-API cursors, asyncpg, MongoDB, Supabase."""

from __future__ import annotations

import ast
import re

from vibe_audit.knowledge.databases import (
    CONNECTION_FETCHES,
    DJANGO_LAZY,
    DJANGO_MANAGERS,
    DJANGO_READS,
    DJANGO_SHORTCUTS,
    DJANGO_WRITES,
    MONGO_LAZY,
    MONGO_READS,
    MONGO_WRITES,
    ORM_QUERY_READS,
    ORM_QUERY_WRITES,
    SESSION_RUNS,
    SESSION_TRANSACTIONS,
    SUPABASE_SOURCES,
)
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.origins import origins_of
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

SPELLINGS = (
    CONNECTION_FETCHES | DJANGO_LAZY | DJANGO_READS | DJANGO_WRITES | MONGO_LAZY | MONGO_READS | MONGO_WRITES | ORM_QUERY_READS
    | ORM_QUERY_WRITES | SESSION_RUNS | SESSION_TRANSACTIONS | {name.rpartition(".")[2] for name in DJANGO_SHORTCUTS}
)
"""The last names of all calls that may be a round trip."""

_SESSION = expression(r"(?:db|session|conn|connection|cursor|database|(?:^|_)(?:cur|tx|sess))$", re.IGNORECASE)
_POOL = expression(r"(?:conn|connection|pool)$", re.IGNORECASE)
_COLLECTION = expression(r"(?:^|_)(?:coll|collection|mongo)$", re.IGNORECASE)
_MODEL_WORDS = frozenset({"cls", "klass", "model", "model_class", "model_cls"})
_DRAINS = frozenset({"all", "any", "bool", "dict", "frozenset", "len", "list", "max", "min", "set", "sorted", "sum", "tuple"})


def is_session_like(receiver: ast.expr) -> bool:
    """Whether an expression goes by the name of a session, a connection or a cursor."""
    return bool(_SESSION.search(terminal(receiver)))


def is_class_like(name: str) -> bool:
    """Whether a name is spelled like a class, or is one of the usual names of a variable that holds a model."""
    return name in _MODEL_WORDS or (name[:1].isupper() and not name.isupper())


def library_of(call: ast.Call, module: Module) -> str | None:
    """The library whose spelling of a round trip this call is: django, query, session, mongo or supabase."""
    if not isinstance(call.func, ast.Attribute):
        return "django" if module.resolve(call.func) in DJANGO_SHORTCUTS else None
    found = {_library_of(call, call.func, links, module) for links in origins_of(call.func.value, module)}
    return found.pop() if len(found) == 1 else None


def _library_of(call: ast.Call, called: ast.Attribute, receiver: list[ast.expr], module: Module) -> str | None:
    """The library, where what is asked has come about by these links."""
    name = called.attr
    links = [terminal(link) for link in receiver if isinstance(link, (ast.Attribute, ast.Name))]
    if name in DJANGO_READS or name in DJANGO_WRITES or name in DJANGO_LAZY:
        if _has_manager(links):
            return "django" if name not in DJANGO_LAZY or _is_consumed(call, module) else None
        if _is_related_queryset(name, links, module):
            return "django"
    if name in ORM_QUERY_READS or name in ORM_QUERY_WRITES:
        if "query" in links and _is_orm_query(receiver):
            return "query"
        # `session.get(Model, key)`; a dictionary is asked for a string.
        if name == "get" and len(call.args) >= 2 and is_session_like(called.value):
            return "session" if is_class_like(terminal(call.args[0])) else None
    if name == "execute" and not call.args and SUPABASE_SOURCES & {*links}:
        return "supabase"
    if (name in SESSION_RUNS and (call.args or call.keywords)) or name in SESSION_TRANSACTIONS:
        # A session of gql speaks to an API.
        return "session" if is_session_like(called.value) and "gql" not in module.packages else None
    if name in CONNECTION_FETCHES and call.args:
        return "session" if (_POOL if name == "fetch" else _SESSION).search(terminal(called.value)) or "pool" in links else None
    if name in MONGO_WRITES or (name in MONGO_READS and name != "find_one"):
        return "mongo"
    if name == "find_one" or (name in MONGO_LAZY and _is_document(call)):
        return "mongo" if _is_collection(called.value, name) else None
    return None


def _has_manager(links: list[str]) -> bool:
    """`Order.objects`, `self.model._default_manager`; not `bucket.objects`."""
    return any(
        link in DJANGO_MANAGERS and (index + 1 == len(links) or is_class_like(links[index + 1]) or links[index + 1] == "get_user_model")
        for index, link in enumerate(links)
        if index + 1 < len(links)
    )


def _is_related_queryset(name: str, links: list[str], module: Module) -> bool:
    """`order.items.filter(...).exists()`: a filter asks the database even where the relation was fetched before."""
    if name in DJANGO_LAZY or name in ("create", "get"):
        return False
    return bool({"exclude", "filter"} & {*links}) and "query" not in links and bool(module.packages & {"django", "rest_framework"})


def _is_consumed(call: ast.Call, module: Module) -> bool:
    """Whether something iterates over a lazy query right where it is written."""
    holder = module.parents.get(call)
    if isinstance(holder, (ast.For, ast.AsyncFor, ast.comprehension)):
        return holder.iter is call
    return isinstance(holder, ast.Call) and isinstance(holder.func, ast.Name) and holder.func.id in _DRAINS and call in holder.args


def _is_orm_query(receiver: list[ast.expr]) -> bool:
    """`session.query(Model)...` or `Model.query...`; not `table.query(KeyCondition=...)` and not `request.query.get("q")`."""
    holder: ast.expr | None = None
    for node in receiver:
        if isinstance(node, ast.Attribute) and node.attr == "query":
            if isinstance(holder, ast.Call) and holder.func is node:
                asked = holder.args[0] if holder.args else None
                return asked is not None and not isinstance(asked, (ast.Constant, ast.JoinedStr, ast.Dict, ast.BinOp))
            return is_class_like(terminal(node.value)) and not isinstance(node.value, ast.Call)
        holder = node
    return False


def _is_document(call: ast.Call) -> bool:
    """`find()`, `find({...})`, `aggregate([...])` or a name; not the `find("text")` of a string or a page."""
    return not call.keywords and (not call.args or isinstance(call.args[0], (ast.Dict, ast.List, ast.Name)))


def _is_collection(receiver: ast.expr, name: str) -> bool:
    """`db.orders`, `db["orders"]`, `orders_collection`; for `find_one` also `Order`, as an object-document mapper spells it."""
    if isinstance(receiver, (ast.Attribute, ast.Subscript)) and is_session_like(receiver.value):
        return True
    return bool(_COLLECTION.search(terminal(receiver))) or (name == "find_one" and is_class_like(terminal(receiver)))
