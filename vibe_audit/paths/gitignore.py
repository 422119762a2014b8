"""Patterns of .gitignore, with which a configuration says what it means as well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pathspec import GitIgnoreSpec
from pathspec.pattern import RegexMatchResult
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from vibe_audit.paths.linear import linear


class _Pattern(GitIgnoreSpecPattern):
    """A pattern of pathspec, matched in linear time."""

    __slots__ = ("_linear",)

    def match_file(self, file: Any) -> RegexMatchResult | None:
        """Called by pathspec for a path that it has normalized."""
        if not hasattr(self, "_linear"):
            self._linear = linear(self.regex) if self.regex is not None else None
        found = self._linear.search(file) if self._linear is not None else None
        return RegexMatchResult(found) if found is not None else None  # type: ignore[arg-type]


# Classes of letters inside brackets, `[[:digit:]_]`, which pathspec does not know: https://git-scm.com/docs/gitignore
_CLASSES = {
    "[:alnum:]": "a-zA-Z0-9", "[:alpha:]": "a-zA-Z", "[:blank:]": " \t", "[:digit:]": "0-9", "[:lower:]": "a-z", "[:space:]": " \t\n\r\f\v",
    "[:upper:]": "A-Z", "[:xdigit:]": "0-9A-Fa-f",
}


def _spelled_out(line: str) -> str:
    for name, letters in _CLASSES.items() if "[:" in line else ():
        line = line.replace(name, letters)
    return line


def spec_from(lines: Iterable[str]) -> GitIgnoreSpec:
    """What the lines mean to git. Raises ValueError for what git can make nothing of."""
    try:
        return GitIgnoreSpec.from_lines(map(_spelled_out, lines), _Pattern, backend="simple")
    except re.error as error:  # `[z-a]`
        raise ValueError(f"no pattern: {error}") from error


