"""Places in a source: what has one, and a stretch by itself."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Located(Protocol):
    """Anything that has a place: an `ast` node with a position, or a `Span`. Columns are UTF-8 byte offsets from 0, as in `ast`."""

    @property
    def lineno(self) -> int:
        """First line, from 1."""

    @property
    def col_offset(self) -> int:
        """First column."""

    @property
    def end_lineno(self) -> int | None:
        """Last line."""

    @property
    def end_col_offset(self) -> int | None:
        """The column behind the last."""


class Span(NamedTuple):
    """A stretch of source, in the units of `ast`: lines from 1, columns as UTF-8 byte offsets from 0."""

    lineno: int
    col_offset: int
    end_lineno: int
    end_col_offset: int

    @classmethod
    def of(cls, place: Located) -> Span:
        """The stretch that a node or span takes up."""
        end_line = place.lineno if place.end_lineno is None else place.end_lineno
        end_column = place.col_offset if place.end_col_offset is None else place.end_col_offset
        return cls(place.lineno, place.col_offset, end_line, end_column)

    def holds(self, other: Span) -> bool:
        """Whether `other` begins inside this stretch."""
        return (self.lineno, self.col_offset) <= (other.lineno, other.col_offset) <= (self.end_lineno, self.end_col_offset)


START_OF_FILE = Span(1, 0, 1, 0)
