"""By what a finding is known again when lines have moved, the file has another name, or a formatter went over it.

A fingerprint is made of the rule, of the definition around the finding, and of the words of the innermost statement that
holds it: of a compound statement those of its header, of a comment its own. It holds neither path nor line.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from vibe_audit.identity.wording import header_words_of, words_of
from vibe_audit.module import Module
from vibe_audit.rule import NOT_CHECKED, Finding
from vibe_audit.source.places import Span

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BLOCKS = ("finalbody", "orelse", "handlers", "cases", "body")
"""The fields of a compound statement that hold other statements; the last in the file first."""

_Place = tuple[int, int]


def fingerprint(finding: Finding, module: Module) -> str:
    """The fingerprint of a finding whose columns are still those of the tree: 16 hexadecimal digits."""
    if finding.rule.code in NOT_CHECKED:
        return fingerprint_by_detail(finding)
    place = (finding.place.lineno, finding.place.col_offset)
    holders = list(_holders(module.tree, place))
    definition = ".".join(holder.name for holder in holders if isinstance(holder, _DEFINITIONS))
    comment = module.comment_on(finding.line)
    if comment is not None and comment.column <= finding.place.col_offset:
        return _digest(finding.rule.code, definition, " ".join(comment.text.lstrip("#").split()))
    # asked once, because a statement may be long and hold a thousand findings
    return module.once(_of_code, module, finding.rule.code, definition, _part(holders[-1], place) if holders else None)


def _of_code(module: Module, code: str, definition: str, node: Any) -> str:
    return _digest(code, definition, "" if node is None else _words(module, node))


def fingerprint_by_detail(finding: Finding) -> str:
    """The fingerprint of a finding that is about no piece of code."""
    return _digest(finding.rule.code, "", finding.detail)


def _digest(*parts: str) -> str:
    from hashlib import sha256  # slow to import, and clean code needs no fingerprint

    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _holders(tree: ast.Module, place: _Place) -> Iterator[Any]:
    """The statements, handlers and cases that hold a place, the outermost first."""
    holder: Any = _child_at(tree, place)
    while holder is not None:
        yield holder
        holder = _child_at(holder, place)


def _child_at(holder: Any, place: _Place) -> Any:
    for name in _BLOCKS:
        block: list[Any] = getattr(holder, name, [])
        number = bisect_right(block, place, key=_start)
        if number:
            child = block[number - 1]
            return child if _last_line(child) >= place[0] else None
    return None


def _start(node: Any) -> _Place:
    if isinstance(node, ast.match_case):
        return node.pattern.lineno, node.pattern.col_offset
    if isinstance(node, _DEFINITIONS) and node.decorator_list:
        return node.decorator_list[0].lineno, 0
    return node.lineno, node.col_offset


def _last_line(node: Any) -> int:
    return _last_line(node.body[-1]) if isinstance(node, ast.match_case) else int(node.end_lineno)


def _part(node: Any, place: _Place) -> Any:
    """The decorator of a definition that holds a place; else the definition, or whatever `node` is."""
    decorators = getattr(node, "decorator_list", [])
    return next((each for each in decorators if (each.lineno, each.col_offset) <= place and each.end_lineno >= place[0]), node)


def _words(module: Module, node: Any) -> str:
    block = next((block for name in reversed(_BLOCKS) if (block := getattr(node, name, []))), None)
    if block is None or isinstance(node, ast.expr):
        return words_of(module.text(node))
    # `match` and `case` are names elsewhere: the parentheses behind them would seem to be those of a call
    start = (node.subject.lineno, node.subject.col_offset) if isinstance(node, ast.Match) else _header_start(node)
    return header_words_of(module.text(Span(*start, *_start(block[0]))))


def _header_start(node: Any) -> _Place:
    """Where a header begins: that of a definition behind its decorators."""
    return _start(node) if isinstance(node, ast.match_case) else (node.lineno, node.col_offset)
