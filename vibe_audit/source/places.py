"""Places in a source: what has one, and a stretch by itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
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


class Claims:
    """Several stretches as one question: whether a place begins inside one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        found = sorted((span[:2], span[2:]) for span in spans)
        self._starts = [start for start, _ in found]
        self._ends = list(accumulate((end for _, end in found), max))

    def hold(self, place: Span) -> bool:
        """Whether one of the stretches holds the place."""
        before = bisect_right(self._starts, place[:2])
        return before > 0 and place[:2] <= self._ends[before - 1]


START_OF_FILE = Span(1, 0, 1, 0)
