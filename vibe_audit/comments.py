"""Where the comments of a module stand, found without tokenising the file.

A `#` is a comment unless a string literal holds it. The tree knows where its literals are; only a literal of several
lines that has a `#` in it is tokenised, because between its implicitly joined parts comments may stand.
"""

from __future__ import annotations

import ast
import io
import tokenize
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from vibe_audit.rule import Span


class Comment(NamedTuple):
    """One comment: its line (from 1), its column (UTF-8 byte offset from 0) and its text, `#` included."""

    line: int
    column: int
    text: str
    alone: bool
    """Whether nothing but white space stands before it on its line."""

    @property
    def span(self) -> Span:
        """The stretch that the comment takes up."""
        return Span(self.line, self.column, self.line, self.column + len(self.text.encode()))


def find_comments(lines: list[str], literals: Iterable[ast.Constant | ast.JoinedStr]) -> list[Comment]:
    """The comments of a module, in order; `literals` are all its strings, bytes and f-strings."""
    numbers = [number for number, line in enumerate(lines, 1) if "#" in line]
    if not numbers:
        return []
    spans = _spans_on(numbers, lines, literals)
    found = []
    for number in numbers:
        line = lines[number - 1]
        column = _first_hash_outside(line, spans.get(number, ()))
        if column is not None:
            before = line[:column]
            text = line[column:].rstrip("\r\n")
            found.append(Comment(number, len(before.encode()), text, not before.strip()))
    return found


def _spans_on(
    numbers: list[int], lines: list[str], literals: Iterable[ast.Constant | ast.JoinedStr]
) -> dict[int, list[tuple[int, int]]]:
    """Per line that has a `#`: the byte ranges that string literals take up."""
    wanted = set(numbers)
    spans: dict[int, list[tuple[int, int]]] = {}
    for literal in literals:
        first, last = literal.lineno, literal.end_lineno or literal.lineno
        if first == last:
            if first in wanted:
                spans.setdefault(first, []).append((literal.col_offset, literal.end_col_offset or 0))
        elif bisect_right(numbers, last) > bisect_right(numbers, first - 1):
            for token in _strings_within(lines, Span.of(literal)):
                for number in range(token.lineno, token.end_lineno + 1):
                    if number in wanted:
                        start = token.col_offset if number == token.lineno else 0
                        end = token.end_col_offset if number == token.end_lineno else 1 << 30
                        spans.setdefault(number, []).append((start, end))
    return spans


def _strings_within(lines: list[str], literal: Span) -> list[Span]:
    """The string tokens that a literal of several lines is made of."""
    text = lines[literal.lineno - 1 : literal.end_lineno]
    first = text[0].encode()
    indent = " " * (literal.col_offset - 1) if literal.col_offset else ""
    shift = 0 if literal.col_offset else -1
    text = [indent + "(" + first[literal.col_offset :].decode(), *text[1:]]
    last_cut = literal.end_col_offset if len(text) > 1 else literal.end_col_offset - literal.col_offset + 1
    text[-1] = text[-1].encode()[:last_cut].decode() + "\n"
    found: list[Span] = []
    try:
        opened: list[tuple[int, int]] = []
        for token in tokenize.generate_tokens(io.StringIO("".join([*text, ")\n"])).readline):
            kind = tokenize.tok_name[token.type]
            if kind == "FSTRING_START" or kind == "TSTRING_START":
                opened.append(token.start)
            starts = token.start if kind == "STRING" else None
            if kind in ("FSTRING_END", "TSTRING_END"):
                starts = opened.pop()
            if starts is not None:
                found.append(_placed(text, starts, token.end, literal.lineno, shift))
    except (tokenize.TokenError, SyntaxError, IndexError):
        return [literal]
    return found


def _placed(text: list[str], start: tuple[int, int], end: tuple[int, int], line: int, shift: int) -> Span:
    """The span of a token of the cut-out text, in the coordinates of the file."""
    start_column = len(text[start[0] - 1][: start[1]].encode()) + (shift if start[0] == 1 else 0)
    end_column = len(text[end[0] - 1][: end[1]].encode()) + (shift if end[0] == 1 else 0)
    return Span(line + start[0] - 1, start_column, line + end[0] - 1, end_column)


def _first_hash_outside(line: str, spans: Iterable[tuple[int, int]]) -> int | None:
    column = line.find("#")
    if not spans:
        return column
    while column != -1:
        at = len(line[:column].encode())
        if not any(start <= at < end for start, end in spans):
            return column
        column = line.find("#", column + 1)
    return None
