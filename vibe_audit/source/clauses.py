"""Pieces of a text that cannot be parsed as a whole: the tokens from some place on, and whether a piece is an expression."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from typing import NamedTuple

from vibe_audit.source.trees import tree_of

_PASSED_OVER = frozenset({tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT})


class Token(NamedTuple):
    """A token, its place in the source in characters from 0, and in how many brackets it stands; a bracket stands outside of itself."""

    text: str
    start: int
    end: int
    depth: int


def iter_tokens(source: str, start: int) -> Iterator[Token]:
    """The tokens from a place to the end of its line of code, less comments; fewer where they cannot be told."""
    text = io.StringIO(source[start:])
    starts = [start]  # of each line

    def next_line() -> str:
        line = text.readline()
        starts.append(starts[-1] + len(line))
        return line

    depth = 0
    try:
        for kind, word, first, last, _ in tokenize.generate_tokens(next_line):
            if kind == tokenize.NEWLINE:
                return
            if kind not in _PASSED_OVER:
                depth -= word in (")", "]", "}")
                yield Token(word, starts[first[0] - 1] + first[1], starts[last[0] - 1] + last[1], depth)
                depth += word in ("(", "[", "{")
    except (tokenize.TokenError, SyntaxError):
        return


def expression_in(text: str) -> ast.expr | None:
    """The expression that a piece of text is, over as many lines as it has; None where it is something else."""
    if not text.strip():
        return None
    try:
        [statement] = tree_of(f"(\n{text}\n)").body
    except (SyntaxError, ValueError, RecursionError, MemoryError, SystemError):
        return None
    return statement.value if isinstance(statement, ast.Expr) else None
