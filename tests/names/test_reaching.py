"""Which bindings reach a use: small generated programs are run in every way that they can go, and must see exactly what is answered."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from vibe_audit.module import Module

NAMES = ("a", "b")
RUNS = 400
"""So many ways are tried; of a program that has more, what is seen must be in the answer, but not be all of it."""


class Wide(Exception):
    """What `except Exception` catches."""


class Narrow(Exception):
    """What `except Narrow` catches as well."""


class _Writer:
    """Draws a function line by line. Each binding binds the number of its own line, and each use tells the number of its line."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self.lines = ["def program(a=1, b=1):"]

    def block(self, depth: int, *, in_loop: bool) -> None:
        for _ in range(self._number(1, 3)):
            self._statement(depth, in_loop=in_loop)

    def _number(self, least: int, most: int) -> int:
        return int(self._draw(st.integers(least, most)))

    def _one_of(self, *words: str) -> str:
        return str(self._draw(st.sampled_from(words)))

    def _write(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text.replace("LINE", str(len(self.lines) + 1)).replace("NEXT", str(len(self.lines) + 2)))

    def _inner(self, depth: int, head: str, *, in_loop: bool) -> None:
        self._write(depth, head)
        self.block(depth + 1, in_loop=in_loop)

    def _statement(self, depth: int, *, in_loop: bool) -> None:
        name = self._one_of(*NAMES)
        simple = (
            f"{name} = LINE", f"see(LINE, {name})", f"see(LINE, {name})", "risk()", f"del {name}", f"use({name} := LINE + zero())",
            f"use(choose() and ({name} := LINE))", f"[use({name} := LINE) for _ in turns(0)]",
            f"see(LINE, ({name} := LINE + zero()) and {name})",
        )
        jumps = ("return", "raise Wide", *(("break", "continue") if in_loop else ()))
        kind = self._number(0, 11 if depth < 4 else 4)
        if kind <= 4:
            self._write(depth, self._one_of(*simple, *simple, *jumps))
        elif kind == 5:
            test = self._one_of("choose()", f"({name} := LINE + zero()) and choose()", "True", "not 1")
            self._inner(depth, f"if {test}:", in_loop=in_loop)
            if self._number(0, 1):
                self._inner(depth, "else:", in_loop=in_loop)
        elif kind == 6:
            self._inner(depth, self._one_of("while choose():", f"while use({name} := LINE + zero()) and choose():"), in_loop=True)
            if self._number(0, 1):
                self._inner(depth, "else:", in_loop=in_loop)
        elif kind == 7:
            self._inner(depth, f"for {name} in turns(LINE):", in_loop=True)
            if self._number(0, 1):
                self._inner(depth, "else:", in_loop=in_loop)
        elif kind == 8:
            self._inner(depth, self._one_of(f"with manager(LINE) as {name}:", "with suppress(Wide, Narrow, NameError):"), in_loop=in_loop)
        elif kind == 9:
            self._write(depth, "match maybe(NEXT):")
            self._inner(depth + 1, self._one_of(f"case {name} if choose():", f"case int() as {name}:", f"case {name}:"), in_loop=in_loop)
        else:
            self._try(depth, in_loop=in_loop)

    def _try(self, depth: int, *, in_loop: bool) -> None:
        self._inner(depth, "try:", in_loop=in_loop)
        handlers = self._number(0, 2)
        for handler in ("except Narrow:", "except Exception:")[2 - handlers :] if handlers else ():
            self._inner(depth, handler, in_loop=in_loop)
        if handlers and self._number(0, 1):
            self._inner(depth, "else:", in_loop=in_loop)
        if not handlers or self._number(0, 1):
            self._inner(depth, "finally:", in_loop=in_loop)


@st.composite
def programs(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    writer = _Writer(draw)
    writer.block(1, in_loop=False)
    return "\n".join(writer.lines) + "\n"


class _TooLong(BaseException):
    """A way that does not end."""


class _Way:
    """One way through a program: the decisions that it was told, then no further ones."""

    def __init__(self, told: list[bool]) -> None:
        self.taken = list(told)
        self._told = len(told)
        self._at = 0
        self.seen: set[tuple[int, int]] = set()

    def choose(self) -> bool:
        self._at += 1
        if self._at <= self._told:
            return self.taken[self._at - 1]
        if self._at > 18:
            raise _TooLong
        self.taken.append(False)
        return False

    def risk(self, *_: object) -> None:
        if self.choose():
            raise Narrow if self.choose() else Wide

    def use(self, _: object) -> bool:
        self.risk()
        return True

    def zero(self) -> int:
        self.risk()
        return 0

    def see(self, line: int, value: int) -> None:
        self.seen.add((line, value))
        self.risk()

    def turns(self, line: int) -> Iterator[int]:
        self.risk()
        while self.choose():
            yield line

    def maybe(self, line: int) -> float:
        self.risk()
        return line if self.choose() else float(line)  # which is equal, and no int

    def test(self) -> bool:
        self.risk()
        return self.choose()

    @contextmanager
    def suppress(self, *_: object) -> Iterator[None]:
        self.risk()
        try:
            yield
        except (Wide, Narrow, NameError):
            if self.choose():
                raise

    @contextmanager
    def manager(self, line: int) -> Iterator[int]:
        self.risk()
        yield line


def ways(source: str) -> tuple[set[tuple[int, int]], bool]:
    """What is seen on all ways through the program, and whether those are all."""
    code = compile(source, "<program>", "exec")
    seen: set[tuple[int, int]] = set()
    waiting: list[list[bool]] = [[]]
    is_whole = True
    for _ in range(RUNS):
        if not waiting:
            return seen, is_whole
        told = waiting.pop()
        way = _Way(told)
        told_by = ("zero", "use", "see", "turns", "manager", "suppress", "maybe", "risk")
        scope: dict[str, Any] = {name: getattr(way, name) for name in told_by}
        scope.update(choose=way.test, Wide=Wide, Narrow=Narrow)
        exec(code, scope)
        try:
            scope["program"]()
        except (Wide, Narrow, NameError):
            pass
        except _TooLong:
            is_whole = False
        seen |= way.seen
        waiting += [[*way.taken[:place], True] for place in range(len(told), len(way.taken))]
    return seen, False


def answers(source: str) -> dict[int, set[int]]:
    """The lines of the bindings that reach each use, by the line of the use; of names that are bound more than once."""
    module = Module("app/module.py", source, ast.parse(source))
    found: dict[int, set[int]] = {}
    for name in module.nodes(ast.Name):
        if name.id in NAMES and isinstance(name.ctx, ast.Load) and len(module.names.all_bindings(name)) > 1:
            bindings = module.names.bindings(name)
            lines = {getattr(binding.node, "lineno", 0) or getattr(binding.value, "lineno", 0) for binding in bindings}
            found.setdefault(name.lineno, set()).update(lines)
    return found


@settings(max_examples=120, deadline=None)
@given(programs())
def test_every_way_through_a_program_sees_what_is_answered(source: str) -> None:
    seen, is_whole = ways(source)
    for line, expected in answers(source).items():
        observed = {value for use, value in seen if use == line}
        assert observed <= expected, f"line {line}: seen {observed}, answered {expected}\n{source}"
        if is_whole and "del " not in source:  # behind it the name is not there, which no answer can say
            assert observed == expected, f"line {line}: seen {observed}, answered {expected}\n{source}"
