"""What is said of a configuration, or of a selector, that cannot be obeyed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from vibe_audit.catalog import selector_words

_ALIKE = str.maketrans("OIl", "011")


class ConfigError(Exception):
    """The configuration, or a selector on a command line, cannot be obeyed. The text is meant for the user."""


def unknown_rule(word: str) -> str:
    """The complaint about a selector that names no rule."""
    return f"no rule is called '{word}'{nearest(word, selector_words())}"


def nearest(word: str, words: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the valid word that is most like `word`; empty where none is."""
    import difflib

    words = list(words)
    close = [other for other in words if other.translate(_ALIKE) == word.translate(_ALIKE)]
    close = close or difflib.get_close_matches(word, words, n=8, cutoff=0.5)
    if not close:
        return ""
    best = max(close, key=lambda other: _common_beginning(word, other))  # equally close: who begins alike
    return f"; did you mean '{best}'?"


def _common_beginning(word: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
