"""Where values that somebody else decides come to, inside one function: from a source, through names, to a sink.

What a source, a sanitiser, a guard and a sink are, a table says; what is not in it passes on what it is given. The way is kept.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from vibe_audit.flow.graph import Point, graph_of
from vibe_audit.flow.solver import Solution, solve
from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.logic.guarding import safe_behind, safe_inside
from vibe_audit.logic.tainted_values import Flows, Trace, tainted
from vibe_audit.logic.uses import calls_in
from vibe_audit.module import Module
from vibe_audit.names.bindings import Function


class Flow(NamedTuple):
    """A value that reaches a sink: the call, the argument, and the way to it, the source first."""

    sink: ast.Call
    argument: ast.expr
    way: Trace


def find_flows(function: Function, flows: Flows, module: Module) -> list[Flow]:
    """Every way from a source to a sink in a function itself, in the order of the sinks. Without a sink nothing is worked out."""
    sinks = [(call, wanted) for call in calls_in(function, module) if (wanted := _sink(call, flows, module))]
    if not sinks:
        return []
    taint = _Taint(function, flows, module)
    return [
        Flow(call, argument, way)
        for call, wanted in sinks
        for argument in _arguments(call, wanted)
        if (way := taint.at(argument)) is not None
    ]


def _sink(call: ast.Call, flows: Flows, module: Module) -> tuple[int | str, ...]:
    return flows.sinks.get(module.resolve(call.func) or "", flows.sinks.get(terminal(call), ()))


def _arguments(call: ast.Call, wanted: tuple[int | str, ...]) -> Iterator[ast.expr]:
    for place in wanted:
        if isinstance(place, int):
            yield from call.args[place : place + 1]
        else:
            yield from (keyword.value for keyword in call.keywords if keyword.arg == place)


class _Taint:
    """The client of the solver. A state is a number, a bit for each name that holds what is tainted; `self.x` is a name, too."""

    def __init__(self, function: Function, flows: Flows, module: Module) -> None:
        self._flows = flows
        self._module = module
        self._bits: dict[str, int] = {}
        self._traces: dict[str, Trace] = {}
        self._choices: dict[ast.AST, ast.If] = {node.test: node for node in module.walk_own(function) if isinstance(node, ast.If)}
        self._given = 0
        for parameter in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs):
            if flows.parameters(parameter):
                self._given |= self._bit(parameter.arg, (parameter,))
        graph = graph_of(function)
        self._parts = graph.at
        self._solution: Solution[int] = solve(graph, self)

    def at(self, value: ast.expr) -> Trace | None:
        """The way by which a tainted value comes to an expression."""
        part = next((holder for holder in (value, *self._module.ancestors(value)) if holder in self._parts), None)
        safe = frozenset(safe_inside(value, self._module, self._flows.guards))
        for state in self._solution.states(part) if part is not None else ():
            if (way := self._way(value, state, safe)) is not None:
                return way
        return None

    def _way(self, value: ast.expr, state: int, safe: frozenset[str] = frozenset()) -> Trace | None:
        def known(name: str) -> Trace | None:
            return self._traces[name] if name not in safe and self._bits.get(name, 0) & state else None

        return tainted(value, known, self._flows, self._module)

    def _bit(self, name: str, way: Trace) -> int:
        self._traces.setdefault(name, way)
        return self._bits.setdefault(name, 1 << len(self._bits))

    # -- what the solver asks -------------------------------------------------------------------------------------

    def start(self) -> int:
        """What the function is given."""
        return self._given

    def join(self, one: int, other: int) -> int:
        """Tainted on one way is tainted."""
        return one | other

    def after_failing(self, point: Point, state: int) -> int:
        """An assignment may have been made before something failed, or not."""
        return state | self.after(point, state)

    def after(self, point: Point, state: int) -> int:
        """What is tainted behind a point: targets by what they are given, nothing that a test has made sure of."""
        part = point.part
        is_whole = isinstance(part, (ast.expr, ast.stmt)) and not hasattr(part, "body")
        for node in self._module.walk(part) if part is not None and is_whole else ():
            if isinstance(node, ast.NamedExpr):
                state = self._bound(node.target, self._way(node.value, state), state, node)
        if isinstance(part, ast.Assign):
            given = [(to, self._way(value, state)) for target in part.targets for to, value in _pairs(target, part.value)]
            for target, way in given:
                state = self._bound(target, way, state, part)
        elif isinstance(part, ast.AnnAssign) and part.value is not None:
            state = self._bound(part.target, self._way(part.value, state), state, part)
        elif isinstance(part, ast.AugAssign):
            if (way := self._way(part.value, state)) is not None:
                state = self._bound(part.target, way, state, part)
        elif isinstance(part, (ast.For, ast.AsyncFor)):
            state = self._bound(part.target, self._way(part.iter, state), state, part)
        elif isinstance(part, ast.withitem) and part.optional_vars is not None:
            state = self._bound(part.optional_vars, self._way(part.context_expr, state), state, part.context_expr)
        elif part in self._choices:
            for name in safe_behind(self._choices[part], self._flows.guards):
                state &= ~self._bits.get(name, 0)
        return state

    def _bound(self, target: ast.expr, way: Trace | None, state: int, where: ast.AST) -> int:
        if isinstance(target, (ast.Tuple, ast.List)):
            for element in target.elts:
                state = self._bound(element, way, state, where)
            return state
        name = dotted(target.value if isinstance(target, (ast.Starred, ast.Subscript)) else target)
        if not name:
            return state
        if way is not None:
            return state | self._bit(name, (*way, where))
        # what is put into a container leaves the rest of it as it was
        return state if isinstance(target, ast.Subscript) else state & ~self._bits.get(name, 0)


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """`a, b = x, y` is two assignments at once."""
    targets, values = getattr(target, "elts", []), getattr(value, "elts", [])
    is_plain = len(targets) == len(values) > 0 and not any(isinstance(element, ast.Starred) for element in (*targets, *values))
    return list(zip(targets, values, strict=True)) if is_plain else [(target, value)]
