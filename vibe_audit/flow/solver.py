"""One solver for whatever is asked of a graph: which state holds before each of its points."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from heapq import heappop, heappush
from typing import Generic, Protocol, TypeVar

from vibe_audit.flow.graph import Graph, Point

S = TypeVar("S")


class Client(Protocol[S]):
    """What is asked. States join like sets: joining may only add, and only so much that it comes to an end."""

    def start(self) -> S:
        """The state before the first point."""

    def join(self, one: S, other: S) -> S:
        """What holds where two ways meet."""

    def after(self, point: Point, state: S) -> S:
        """What holds after a point that was passed."""

    def after_failing(self, point: Point, state: S) -> S:
        """What holds where an exception has left a point."""


class Solution(Generic[S]):
    """The states before the points of one graph. A point that nothing leads to has none."""

    def __init__(self, graph: Graph, before: list[S | None]) -> None:
        self.graph = graph
        self.before = before

    def states(self, part: ast.AST) -> Iterator[S]:
        """The states before a part of the scope: one for each of its points that something leads to."""
        for number in self.graph.at.get(part, ()):
            if (state := self.before[number]) is not None:
                yield state


def solve(graph: Graph, client: Client[S]) -> Solution[S]:
    """The states before all points, worked out until nothing changes; points in the order of the source come first."""
    before: list[S | None] = [None] * len(graph.points)
    before[graph.start] = client.start()
    order = _order(graph)
    waiting = [(order[graph.start], graph.start)]
    is_waiting = {graph.start}
    while waiting:
        _, number = heappop(waiting)
        is_waiting.discard(number)
        state = before[number]
        assert state is not None
        point = graph.points[number]
        passed = client.after(point, state) if point.then else state
        ways = [(target, passed) for target in point.then]
        if point.fails is not None:
            ways.append((point.fails, client.after_failing(point, state)))
        for target, brought in ways:
            known = before[target]
            joined = brought if known is None else client.join(known, brought)
            if joined != known:
                before[target] = joined
                if target not in is_waiting:
                    is_waiting.add(target)
                    heappush(waiting, (order[target], target))
    return Solution(graph, before)


def _order(graph: Graph) -> list[int]:
    """The reverse post-order of the points: whatever leads to a point comes before it, and the body of a loop before what is behind."""
    order = [0] * len(graph.points)
    seen = {graph.start}
    stack: list[tuple[int, Iterator[int]]] = [(graph.start, _successors(graph, graph.start))]
    count = len(graph.points)
    while stack:
        number, successors = stack[-1]
        for target in successors:
            if target not in seen:
                seen.add(target)
                stack.append((target, _successors(graph, target)))
                break
        else:
            stack.pop()
            order[number] = count
            count -= 1
    return order


def _successors(graph: Graph, number: int) -> Iterator[int]:
    """The last first: what is gone to first is numbered last."""
    point = graph.points[number]
    if point.fails is not None:
        yield point.fails
    yield from reversed(point.then)
