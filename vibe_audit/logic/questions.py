"""What a database is asked by a round trip: which names the question depends on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.knowledge.databases import DJANGO_MANAGERS
from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.logic.loops import LOOPS, Loop
from vibe_audit.logic.queries import Query
from vibe_audit.module import Module
from vibe_audit.names.bindings import Binding, Bindings
from vibe_audit.source.expressions import expression

_STATEMENTS = frozenset({"delete", "insert", "select", "update"})
_ENDS_BEFORE_TABLE = expression(r"\b(?:FROM|INTO|JOIN|TABLE|UPDATE)\s+[`\"\[]?$", re.IGNORECASE)
_SOURCES = frozenset({"from_", "get_list_or_404", "get_object_or_404", "query", "table"})


def names_asked(query: Query, module: Module) -> frozenset[str]:
    """The names that the values in a question come from.

    Left out are who is asked (`shard.session.execute(...)`), about which table (`for model in models: select(model)`), and
    collections that are asked about at once (`filter(id__in=ids)`): one question for each of those is as few as it gets.
    """
    root = _root(query.call)
    found: set[str] = set()
    aside: set[str] = set() if root is None or query.library == "django" else {root}
    for part in (query.call, *_statements(query.call, module)):
        # A statement that was built before is looked into, so that its own name says nothing.
        aside.update(name.id for name in _built_before(part, module))
        for node in module.walk(part):
            aside.update(_tables_in(node))
        found.update(name.id for name in _names_outside_collections(part))
    return frozenset(found - aside)


def is_opened_in(loop: Loop, call: ast.Call, module: Module) -> bool:
    """Whether each turn opens the session that it asks: a unit of work of its own, as in a background job."""
    root = _root(call)
    return isinstance(loop, LOOPS) and any(
        isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name) and node.optional_vars.id == root
        for node in module.walk_own(loop)
    )


def _root(node: ast.expr) -> str | None:
    """The name that a chain begins with."""
    while isinstance(node, (ast.Attribute, ast.Call, ast.Subscript, ast.Await)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _built_before(part: ast.AST, module: Module) -> Iterator[ast.Name]:
    """The names in `part` that hold a statement built before: `stmt` after `stmt = select(Order).where(...)`."""
    for node in module.walk(part):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and any(True for _ in _statements_of(node, module)):
            yield node


def _statements(part: ast.AST, module: Module) -> Iterator[ast.expr]:
    for node in module.walk(part):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield from _statements_of(node, module)


def _statements_of(name: ast.Name, module: Module) -> Iterator[ast.expr]:
    return iter(module.once(_statements_among, module.names.bindings(name)))


def _statements_among(bindings: Bindings) -> list[ast.expr]:
    return [statement for binding in bindings for statement in _statement_in(binding)]


def _statement_in(binding: Binding) -> Iterator[ast.expr]:
    value = binding.value
    while isinstance(value, (ast.Attribute, ast.Call)):
        if isinstance(value, ast.Call) and _is_statement(value):
            yield binding.value or value
            break
        value = value.func if isinstance(value, ast.Call) else value.value


def _is_statement(call: ast.Call) -> bool:
    """`select(...)`, `sa.update(...)`; not `query.delete()` at the end of a chain."""
    return terminal(call) in _STATEMENTS and not isinstance(getattr(call.func, "value", None), ast.Call)


def _tables_in(node: ast.AST) -> Iterator[str]:
    """The names of variables that say which table: `select(model)`, `session.get(model, key)`, `model.objects`."""
    if isinstance(node, ast.Call) and node.args:
        name = terminal(node)
        if name in _SOURCES or (name == "get" and len(node.args) > 1) or _is_statement(node):
            table = _root(node.args[0])
            if table is not None and not isinstance(node.args[0], ast.Call):
                yield table
    elif isinstance(node, ast.Attribute) and node.attr in DJANGO_MANAGERS and isinstance(node.value, ast.Name):
        yield node.value.id
    elif isinstance(node, ast.JoinedStr):
        for text, inserted in zip(node.values, node.values[1:], strict=False):
            if isinstance(inserted, ast.FormattedValue) and _ENDS_BEFORE_TABLE.search(text_of(text) or ""):
                yield _root(inserted.value) or ""
    elif isinstance(node, ast.Subscript) and terminal(node.value) in ("db", "database") and isinstance(node.slice, ast.Name):
        yield node.slice.id


def _names_outside_collections(part: ast.AST) -> Iterator[ast.Name]:
    stack = [part]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.keyword) and (node.arg or "").endswith("__in"):
            continue
        if isinstance(node, ast.Call) and terminal(node) in ("any_", "in_", "notin_", "not_in"):
            stack.append(node.func)
            continue
        if isinstance(node, ast.Name):
            yield node
        stack.extend(ast.iter_child_nodes(node))
