"""The control-flow graph of one scope: a function, a class body or a module.

A point is a statement, or the part of a compound statement that is evaluated at one time: the test of an `if`, the iterable of a
`for` and what it gives to its target, an item of a `with`, a handler, a pattern. Its `then` are the points that come next, its `fails`
the one that an exception leads to. The body of a `finally` has a copy for each way that leads into it (the end of the block, an
exception, `return`, `break`, `continue`), so that nobody who came by `return` goes on behind it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vibe_audit.flow.spellings import always, cannot_fail, catches_all, is_irrefutable, may_swallow

Scope = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
_TRIES = (ast.Try, ast.TryStar) if hasattr(ast, "TryStar") else (ast.Try,)
_DEEPEST_COPIES = 2
"""Below so many `finally` a further one has a single copy for all ways: each copy may hold five of the next."""


class Point:
    """`part` is what is evaluated here; None where ways only meet, and where a condition has been found to hold or not (`found`)."""

    __slots__ = ("fails", "found", "part", "then")

    def __init__(self, part: ast.AST | None) -> None:
        self.part = part
        self.found: tuple[ast.expr, bool] | None = None
        self.then: list[int] = []
        self.fails: int | None = None


class Graph(NamedTuple):
    """`start` comes before everything, `end` is reached by `return` and at the end of the body, `failure` where an exception leaves."""

    points: list[Point]
    at: dict[ast.AST, list[int]]
    """The points of each part."""
    start: int
    end: int
    failure: int


def graph_of(scope: Scope) -> Graph:
    """The graph of what a scope does itself; the bodies of what it defines are scopes of their own."""
    builder = _Builder()
    start, failure, end = builder.new(None), builder.new(None), builder.new(None)
    builder.handled_at = failure
    left = builder.block(scope.body, [start])
    builder.link([*left, *builder.jumps["return"]], end)
    return Graph(builder.points, builder.at, start, end, failure)


_Jumps = dict[str, list[int]]
_KINDS = ("return", "break", "continue")


class _Builder:
    """Grows a graph. Methods are given the points that lead to a statement, and answer with those that lead on from it."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.at: dict[ast.AST, list[int]] = {}
        self.handled_at = 0  # where an exception leads to, here
        self.jumps: _Jumps = {kind: [] for kind in _KINDS}  # the ways that wait for the place they lead to
        self._copies = 0

    def new(self, part: ast.AST | None, before: Iterable[int] = (), *, fails: bool = False) -> int:
        number = len(self.points)
        point = Point(part)
        self.points.append(point)
        if part is not None:
            self.at.setdefault(part, []).append(number)
        if fails:
            point.fails = self.handled_at
        self.link(before, number)
        return number

    def found(self, condition: ast.expr, before: list[int], *, holds: bool) -> list[int]:
        """The way that is taken where a condition holds, or where it does not."""
        if not before:
            return []
        number = self.new(None, before)
        self.points[number].found = (condition, holds)
        return [number]

    def link(self, before: Iterable[int], target: int) -> None:
        for number in before:
            self.points[number].then.append(target)

    def block(self, statements: Sequence[ast.stmt], before: list[int]) -> list[int]:
        for statement in statements:
            if not before:  # nothing leads here
                break
            before = self._statement(statement, before)
        return before

    def _statement(self, statement: ast.stmt, before: list[int]) -> list[int]:
        if isinstance(statement, ast.If):
            return self._if(statement, before)
        if isinstance(statement, ast.While):
            return self._while(statement, before)
        if isinstance(statement, (ast.For, ast.AsyncFor)):
            return self._for(statement, before)
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            return self._with(statement, before)
        if isinstance(statement, _TRIES):
            return self._try(statement, before)
        if isinstance(statement, ast.Match):
            return self._match(statement, before)
        point = self.new(statement, before, fails=not cannot_fail(statement))
        if isinstance(statement, ast.Raise):
            return []
        if isinstance(statement, ast.Assert):
            return self.found(statement.test, [point], holds=True)
        jump = {ast.Return: "return", ast.Break: "break", ast.Continue: "continue"}.get(statement.__class__)
        if jump is None:
            return [point]
        self.jumps[jump].append(point)
        return []

    def _if(self, statement: ast.If, before: list[int]) -> list[int]:
        certain = always(statement.test)
        test = self.new(statement.test, before, fails=certain is None)
        left = self.block(statement.body, self.found(statement.test, [test], holds=True) if certain is not False else [])
        return left + self.block(statement.orelse, self.found(statement.test, [test], holds=False) if certain is not True else [])

    def _while(self, statement: ast.While, before: list[int]) -> list[int]:
        certain = always(statement.test)
        test = self.new(statement.test, before, fails=certain is None)
        breaks = self._turn(statement.body, self.found(statement.test, [test], holds=True) if certain is not False else [], test)
        return breaks + self.block(statement.orelse, self.found(statement.test, [test], holds=False) if certain is not True else [])

    def _for(self, statement: ast.For | ast.AsyncFor, before: list[int]) -> list[int]:
        iterable = self.new(statement.iter, before, fails=True)
        head = self.new(None, [iterable], fails=True)
        breaks = self._turn(statement.body, [self.new(statement, [head], fails=True)], head)
        return breaks + self.block(statement.orelse, [head])

    def _turn(self, body: Sequence[ast.stmt], before: list[int], head: int) -> list[int]:
        """The body of a loop, which leads back to its head; what leads out by `break`."""
        outer = self.jumps
        self.jumps = {"return": outer["return"], "break": [], "continue": []}
        left = self.block(body, before)
        self.link([*left, *self.jumps["continue"]], head)
        breaks, self.jumps = self.jumps["break"], outer
        return breaks

    def _with(self, statement: ast.With | ast.AsyncWith, before: list[int]) -> list[int]:
        for item in statement.items:
            before = [self.new(item, before, fails=True)]
        if not any(may_swallow(item.context_expr) for item in statement.items):
            return self.block(statement.body, before)
        outer = self.handled_at
        swallowed = self.handled_at = self.new(None)
        left = self.block(statement.body, before)
        self.handled_at = outer
        self.points[swallowed].then.append(outer)
        return [*left, swallowed]

    def _match(self, statement: ast.Match, before: list[int]) -> list[int]:
        before = [self.new(statement.subject, before, fails=True)]
        left: list[int] = []
        for case in statement.cases:
            if not before:
                break
            tried = self.new(None, before, fails=True)
            matched = [self.new(case.pattern, [tried])]  # names are bound when all of the pattern has matched
            before = [] if is_irrefutable(case.pattern) else [tried]
            if case.guard is not None:
                tested = [self.new(case.guard, matched, fails=True)]
                matched = self.found(case.guard, tested, holds=True)
                before = [*before, *self.found(case.guard, tested, holds=False)]
            left += self.block(case.body, matched)
        return left + before

    # -- try ------------------------------------------------------------------------------------------------------

    def _try(self, statement: ast.Try, before: list[int]) -> list[int]:
        if not statement.finalbody:
            return self._attempt(statement, before)
        outer_jumps, outer_handled = self.jumps, self.handled_at
        self.jumps = {kind: [] for kind in _KINDS}
        failing = self.handled_at = self.new(None)
        left = self._attempt(statement, before)
        jumps, self.jumps, self.handled_at = self.jumps, outer_jumps, outer_handled
        ways: dict[str, list[int]] = {"on": left, "failure": [failing], **jumps}
        if not any(point.fails == failing or failing in point.then for point in self.points[failing:]):
            ways["failure"] = []
        if self._copies < _DEEPEST_COPIES:
            self._copies += 1
            ends = {way: self.block(statement.finalbody, points) for way, points in ways.items() if points}
            self._copies -= 1
        else:
            end = self.block(statement.finalbody, [point for points in ways.values() for point in points])
            ends = {way: end for way, points in ways.items() if points}
        self.link(ends.get("failure", ()), self.handled_at)
        for kind in _KINDS:
            self.jumps[kind].extend(ends.get(kind, ()))
        return ends.get("on", [])

    def _attempt(self, statement: ast.Try, before: list[int]) -> list[int]:
        """The body with its handlers and its `else`."""
        if not statement.handlers:
            return self.block(statement.orelse, self.block(statement.body, before))
        outer = self.handled_at
        raised = self.handled_at = self.new(None)
        left = self.block(statement.body, before)
        self.handled_at = outer
        left = self.block(statement.orelse, left)
        for handler in statement.handlers:
            left += self.block(handler.body, [self.new(handler, [raised], fails=True)])
        if not any(map(catches_all, statement.handlers)):
            self.points[raised].then.append(outer)
        return left
