"""The one walk over a tree, and the walks over its parts: which fields of a node hold further ones, whatever version of `ast` it is."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin

# Before Python 3.13 no class says what its fields hold. These never hold a node worth visiting: words, numbers, operators and contexts.
_NO_NODES = frozenset({
    "arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "kwd_attrs", "level", "lineno", "module", "op", "ops", "rest",
    "simple", "str", "tag", "type_comment", "type_ignores",
})
_LEAVES = frozenset({"Constant", "Global", "Import", "ImportFrom", "MatchSingleton", "Nonlocal", "alias"})
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_SHARED = (ast.boolop, ast.cmpop, ast.expr_context, ast.operator, ast.unaryop)
"""One object each, wherever they stand."""
_OF_PYTHON = frozenset(kind for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.AST))

_Reader = Callable[[Any], Any]


def _readers_of(kind: type[Any]) -> Iterator[_Reader]:
    """What reads each field that may hold nodes off a node of this class."""
    if not issubclass(kind, ast.AST) or (kind in _OF_PYTHON and kind.__name__ in _LEAVES):
        return
    told = getattr(kind, "_field_types", {})
    for name in kind._fields:
        if kind not in _OF_PYTHON:
            yield partial(_nodes_in, name)
        elif name not in told:
            if name not in _NO_NODES and (name != "name" or kind.__name__ == "TypeAlias"):
                yield attrgetter(name) if sys.version_info < (3, 13) else partial(_nodes_in, name)
        elif _may_hold_nodes(told[name]):
            yield attrgetter(name) if _is_plain(told[name]) else partial(_nodes_in, name)


def _may_hold_nodes(told: Any) -> bool:
    if isinstance(told, type) and issubclass(told, ast.AST):
        return not issubclass(told, _SHARED)
    return any(map(_may_hold_nodes, get_args(told)))


def _is_plain(told: Any) -> bool:
    """Whether a field holds one node or none, or always a list of these: `ast.expr`, `ast.expr | None`, `list[ast.expr]`."""
    within = [part for part in get_args(told) if part is not type(None)]
    return len(within) <= 1 and not any(map(get_args, within)) and get_origin(told) in (None, list, UnionType, Union)


def _nodes_in(name: str, node: ast.AST) -> list[ast.AST]:
    """The nodes in one field, whatever it holds: a node, a word, nothing, or lists and tuples of such in one another."""
    found, waiting = [], [getattr(node, name, None)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, (list, tuple)):
            waiting.extend(reversed(value))
        elif isinstance(value, ast.AST) and not isinstance(value, _SHARED):
            found.append(value)
    return found


class _Readers(dict[type[Any], tuple[_Reader, ...]]):
    """What reads each field with nodes off a node, by its class; what is no node has none."""

    def __missing__(self, kind: type[Any]) -> tuple[_Reader, ...]:
        self[kind] = readers = tuple(_readers_of(kind))
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
