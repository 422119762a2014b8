"""Columns: `ast` counts them in UTF-8 bytes, people and editors in characters."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

_LONG = 1000


class Columns:
    """The columns of the lines of one module."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._starts: dict[int, list[int]] = {}

    def characters(self, number: int, offset: int) -> int:
        """The column in characters, from 0, of a byte offset in a line (from 1)."""
        line = self._lines[number - 1] if 0 < number <= len(self._lines) else ""
        if line.isascii():
            return offset
        if len(line) < _LONG:
            return len(line.encode()[:offset].decode(errors="replace"))
        if number not in self._starts:  # encoding a line of megabytes once for each of its findings would take for ever
            self._starts[number] = list(accumulate((len(character.encode()) for character in line), initial=0))
        return bisect_left(self._starts[number], offset)
