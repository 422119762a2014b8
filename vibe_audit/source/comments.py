"""Where the comments of a module stand, found without tokenising the file.

A `#` is a comment unless a string literal holds it. The tree knows where its literals are; only a literal of several
lines that has a `#` in it and is more than one token is tokenised, because between its parts comments may stand. Looking
for the literals is most of the work, so whoever looks for something rare asks first whether a `#` of any kind has it.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vibe_audit.source.columns import Columns
from vibe_audit.source.places import Span

Literal = ast.Constant | ast.JoinedStr
_TRIPLE_QUOTE = re.compile(r"""[A-Za-z]*('''|\""")""")
_COMMENTS_IN_FSTRINGS = sys.version_info >= (3, 12)


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


def marked_lines(source: str) -> dict[int, str]:
    """The lines that hold a `#`, by their numbers from 1: few enough for the others not to be looked at one by one."""
    return dict(_iter_marked(source))


def possible_comments(marked: Mapping[int, str]) -> list[Comment]:
    """What the first `#` of each line begins, in order: what follows a `#` of these is a comment, unless a literal holds it."""
    return [_comment(number, line, line.find("#")) for number, line in marked.items()]


def find_comments(
    marked: Mapping[int, str], literals: Iterable[ast.expr], parents: Mapping[ast.AST, ast.AST], columns_of: Columns
) -> list[Comment]:
    """The comments on the marked lines of a module, in order. `literals` are all its constants and f-strings."""
    # Per line, where the first comment begins, and the stretches that literals take up: all in characters.
    columns: dict[int, int] = {}
    spans: dict[int, list[tuple[int, int]]] = {}
    numbers = list(marked)
    for literal in _literals_on(marked, numbers, literals, parents):
        first, last = literal.lineno, literal.end_lineno or literal.lineno
        start, end = columns_of.characters(first, literal.col_offset), columns_of.characters(last, literal.end_col_offset or 0)
        for number in numbers[bisect_left(numbers, first) : bisect_left(numbers, last + 1)]:
            spans.setdefault(number, []).append((start if number == first else 0, end if number == last else sys.maxsize))
        if first != last:
            lines = columns_of.lines
            text = [*lines[first - 1 : last - 1], lines[last - 1][:end]]
            text[0] = text[0][start:]
            for row, column in _comments_within(text, may_nest=_COMMENTS_IN_FSTRINGS and not isinstance(literal, ast.Constant)):
                columns[first + row] = column + (0 if row else start)
    found = []
    for number, line in marked.items():
        column = columns[number] if number in columns else _first_hash_outside(line, spans.get(number, ()))
        if column >= 0:
            found.append(_comment(number, line, column))
    return found


def _comment(number: int, line: str, column: int) -> Comment:
    before = line[:column]
    offset = column if before.isascii() else len(before.encode())
    return Comment(number, offset, line[column:], not before or before.isspace())


def _iter_marked(source: str) -> Iterator[tuple[int, str]]:
    number, start = 1, 0
    mark = source.find("#")
    while mark >= 0:
        number += source.count("\n", start, mark)
        end = source.find("\n", mark)
        end = len(source) if end < 0 else end
        yield number, source[source.rfind("\n", start, mark) + 1 or start : end]
        start = end
        mark = source.find("#", end)


def _literals_on(
    marked: Mapping[int, str], numbers: list[int], literals: Iterable[ast.expr], parents: Mapping[ast.AST, ast.AST]
) -> Iterator[ast.expr]:
    """The literals that take up one of the lines, those inside f-strings left out: before Python 3.12 their places are wrong."""
    # What is written in one line is of no concern unless a quotation mark stands before a `#` of that line.
    wanted = {number for number, line in marked.items() if _has_quote(line)}
    for literal in [literal for literal in literals if literal.lineno in wanted or literal.end_lineno != literal.lineno]:
        first, last = literal.lineno, literal.end_lineno or literal.lineno
        if first != last and bisect_left(numbers, first) == bisect_left(numbers, last + 1):
            continue
        holder = parents.get(literal)
        while isinstance(holder, (ast.expr, ast.comprehension, ast.keyword, ast.arguments, ast.arg)):
            if isinstance(holder, ast.JoinedStr):
                break
            holder = parents.get(holder)
        else:
            yield literal


def _has_quote(line: str) -> bool:
    before = line[: line.rfind("#")]
    return '"' in before or "'" in before


def _comments_within(text: list[str], *, may_nest: bool) -> Iterator[tuple[int, int]]:
    """Where comments stand between the parts of a literal of several lines, or in the braces of an f-string: row and column, from 0."""
    whole = "\n".join(text)
    quote = _TRIPLE_QUOTE.match(whole)
    # One pair of triple quotes around it all: the usual docstring.
    if quote and not may_nest and whole.find(quote[1], quote.end()) == len(whole) - 3:
        return
    try:
        for token in tokenize.generate_tokens(io.StringIO(f"({whole}\n)\n").readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start[0] - 1, token.start[1]
                yield row, column if row else column - 1
    except (tokenize.TokenError, SyntaxError):
        return


def _first_hash_outside(line: str, spans: Iterable[tuple[int, int]]) -> int:
    column = line.find("#")
    for start, end in sorted(spans):
        if column < start:
            break
        if column < end:
            column = line.find("#", end)
    return column
