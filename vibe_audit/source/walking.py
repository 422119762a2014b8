"""The one walk over a tree, and the walks over its parts: which fields of a node hold further ones, whatever version of `ast` it is."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable
from operator import attrgetter
from typing import Any, get_args

# Fields that never hold a node worth visiting: words, numbers, and the operators and contexts, which are shared objects.
_NO_NODES = frozenset({
    "arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "kwd_attrs", "level", "lineno", "module", "op", "ops", "rest",
    "simple", "str", "tag", "type_comment", "type_ignores",
})
_LEAVES = frozenset({"Constant", "Global", "Import", "ImportFrom", "MatchSingleton", "Nonlocal", "alias"})
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def _fields_with_nodes(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a class that hold nodes. Since Python 3.13 each class says what its fields hold."""
    if kind.__name__ in _LEAVES:
        return ()
    told = getattr(kind, "_field_types", {})
    is_word = {"name": kind.__name__ != "TypeAlias"}  # before 3.13
    return tuple(
        name
        for name in kind._fields
        if name not in _NO_NODES and (_may_hold_nodes(told[name]) if name in told else not is_word.get(name, False))
    )


def _may_hold_nodes(told: Any) -> bool:
    return any(map(_may_hold_nodes, get_args(told))) or (isinstance(told, type) and issubclass(told, ast.AST))


_Reader = Callable[[Any], Any]


class _Readers(dict[type[Any], tuple[_Reader, ...]]):
    """What reads each field with nodes off a node, by its class; what is no node has none."""

    def __missing__(self, kind: type[Any]) -> tuple[_Reader, ...]:
        fields = _fields_with_nodes(kind) if issubclass(kind, ast.AST) else ()
        self[kind] = readers = tuple(map(attrgetter, fields))
        return readers


_READERS = _Readers()


def index_of(tree: ast.Module) -> tuple[dict[type[Any], list[Any]], dict[ast.AST, ast.AST]]:
    """The one walk: every node by its class, and every node's parent. What was found is looked into one class at a time.

    This is a good part of what the suite costs, and the interpreter reads a field fastest of one class after another.
    """
    nodes: dict[type[Any], list[Any]] = defaultdict(list)
    parents: dict[Any, ast.AST] = {}
    nodes[ast.Module].append(tree)
    looked_into: dict[type[Any], int] = defaultdict(int)
    grown: list[type[Any]] = [ast.Module]
    while grown:
        for kind in grown:
            holders = nodes[kind][looked_into[kind] :]
            looked_into[kind] += len(holders)
            for read in _READERS[kind]:
                if read(holders[0]).__class__ is list:  # then it is one in all of this class
                    for holder in holders:
                        for node in read(holder):
                            parents[node] = holder
                            nodes[node.__class__].append(node)
                else:
                    for holder in holders:
                        node = read(holder)
                        parents[node] = holder
                        nodes[node.__class__].append(node)
        grown = [kind for kind, found in nodes.items() if len(found) > looked_into[kind] and _READERS[kind]]
    for kind in [kind for kind in nodes if not issubclass(kind, ast.AST)]:  # the gap that `**rest` leaves, and what a newer `ast` may hold
        for other in nodes.pop(kind):
            parents.pop(other, None)
    return nodes, parents


def walk(root: ast.AST, *, own: bool = False) -> list[ast.AST]:
    """`root` and all nodes below it, in the order of the source."""
    found = []
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if not isinstance(node, ast.AST):
            continue
        found.append(node)
        if own and node is not root and isinstance(node, _SCOPES):
            continue
        for read in reversed(_READERS[node.__class__]):
            value = read(node)
            if value.__class__ is list:
                stack.extend(reversed(value))
            else:
                stack.append(value)
    return found


def walk_own(function: ast.AST) -> list[ast.AST]:
    """As `walk`, without the bodies of what is defined inside."""
    return walk(function, own=True)
