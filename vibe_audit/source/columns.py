"""Lines and columns: `ast` counts columns in UTF-8 bytes, people and editors in characters."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

_LONG = 1000


class Columns:
    """The lines of one module, and the columns in them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts: dict[int, list[int]] = {}

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the source, split as the parser splits them, without their ends."""
        return self._source.split("\n")

    def bytes(self, number: int, column: int) -> int:
        """The byte offset, from 0, of a column in characters in a line (from 1)."""
        if self._source.isascii():
            return column
        line = self.lines[number - 1] if 0 < number <= len(self.lines) else ""
        return column if line.isascii() else len(line[:column].encode())

    def characters(self, number: int, offset: int) -> int:
        """The column in characters, from 0, of a byte offset in a line (from 1)."""
        if self._source.isascii():
            return offset
        line = self.lines[number - 1] if 0 < number <= len(self.lines) else ""
        if line.isascii():
            return offset
        if len(line) < _LONG:
            return len(line.encode()[:offset].decode(errors="replace"))
        if number not in self._starts:  # encoding a line of megabytes once for each of its findings would take for ever
            self._starts[number] = list(accumulate((len(character.encode()) for character in line), initial=0))
        return bisect_left(self._starts[number], offset)
