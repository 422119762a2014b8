"""The places where names got what is tainted, as the bits of a number."""

from __future__ import annotations

import ast

from vibe_audit.logic.tainted_values import Trace


class Places:
    """A state is a number, a bit for each place where a name got what is tainted."""

    def __init__(self) -> None:
        self._masks: dict[str, int] = {}
        self._bits: dict[tuple[str, ast.AST], int] = {}
        self._traces: dict[int, Trace] = {}

    def bit(self, name: str, way: Trace) -> int:
        """The bit of a name that got a value by a way."""
        place = (name, way[-1])
        if place not in self._bits:
            bit = self._bits[place] = 1 << len(self._bits)
            self._traces[bit] = way
            self._masks[name] = self._masks.get(name, 0) | bit
        return self._bits[place]

    def without(self, name: str, state: int) -> int:
        """The state in which a name holds nothing tainted."""
        return state & ~self._masks.get(name, 0)

    def held(self, name: str, state: int) -> Trace | None:
        """The way of what a name holds, of several the first one that was found."""
        held = self._masks.get(name, 0) & state
        return self._traces[held & -held] if held else None
