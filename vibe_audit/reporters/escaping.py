"""Text from analysed code, made harmless where it is shown."""

from __future__ import annotations


def visible(text: str) -> str:
    """The text with every character written out that a terminal would obey or hide: controls, bidi overrides, lone surrogates."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
