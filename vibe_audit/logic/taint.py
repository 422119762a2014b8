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
from vibe_audit.logic.guarding import made_safe, safe_inside
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


_PUTTING_IN = frozenset({"add", "append", "appendleft", "extend", "insert", "setdefault", "update"})


class _Taint:
    """The client of the solver. A state is a number, a bit for each place where a name got what is tainted; `self.x` is a name, too."""

    def __init__(self, function: Function, flows: Flows, module: Module) -> None:
        self._flows = flows
        self._module = module
        self._masks: dict[str, int] = {}
        self._bits: dict[tuple[str, ast.AST], int] = {}
        self._traces: dict[int, Trace] = {}
        self._matched: dict[ast.AST, ast.expr] = {
            case.pattern: node.subject for node in module.walk_own(function) if isinstance(node, ast.Match) for case in node.cases
        }
        self._given = 0
        given = function.args
        for parameter in (*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg):
            if parameter is not None and flows.parameters(parameter):
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
            if name in safe:
                return None
            held = self._masks.get(name, 0) & state
            return self._traces[held & -held] if held else None  # of several the first one that was found

        def inside(name: str, left: int) -> Trace | None:
            """A name of a comprehension around the value is what that goes through."""
            if not left or name in safe or name not in turned:
                return known(name)
            return tainted(
                turned[name], lambda other: known(other) if other == name else inside(other, left - 1), self._flows, self._module
            )

        turned = self._turned(value)
        return tainted(value, lambda name: inside(name, len(turned)), self._flows, self._module)

    def _turned(self, value: ast.expr) -> dict[str, ast.expr]:
        """What each name of the comprehensions around a value is taken from."""
        found: dict[str, ast.expr] = {}
        for holder in self._module.ancestors(value):
            if holder in self._parts or isinstance(holder, ast.stmt):
                break
            for generator in getattr(holder, "generators", ()):
                for name in self._module.walk(generator.target):
                    if isinstance(name, ast.Name):
                        found.setdefault(name.id, generator.iter)
        return found

    def _bit(self, name: str, way: Trace) -> int:
        place = (name, way[-1])
        if place not in self._bits:
            bit = self._bits[place] = 1 << len(self._bits)
            self._traces[bit] = way
            self._masks[name] = self._masks.get(name, 0) | bit
        return self._bits[place]

    def _clean(self, name: str, state: int) -> int:
        return state & ~self._masks.get(name, 0)

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
        if point.found is not None:
            condition, holds = point.found
            before = state
            for name in made_safe(
                condition, holds=holds, guards=self._flows.guards, is_trusted=lambda other: self._way(other, before) is None
            ):
                state = self._clean(name, state)
            return state
        is_whole = isinstance(part, (ast.expr, ast.stmt)) and not hasattr(part, "body")
        for node in self._module.walk(part) if part is not None and is_whole else ():
            if isinstance(node, ast.NamedExpr):
                state = self._bound(node.target, self._way(node.value, state), state, node)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _PUTTING_IN:
                state = self._put_in(node.func.value, node, state)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "clear":
                state = self._clean(dotted(node.func.value), state)
        if isinstance(part, ast.Assign):
            given = [(to, self._way(value, state)) for target in part.targets for to, value in _pairs(target, part.value)]
            for target, way in given:
                state = self._bound(target, way, state, part)
        elif isinstance(part, ast.AnnAssign) and part.value is not None:
            state = self._bound(part.target, self._way(part.value, state), state, part)
        elif isinstance(part, ast.AugAssign):
            if (way := self._way(part.value, state)) is not None:
                state = self._bound(part.target, way, state, part, adds=True)
        elif isinstance(part, (ast.For, ast.AsyncFor)):
            given = [(to, self._way(value, state)) for to, value in _turns(part)]
            for target, way in given:
                state = self._bound(target, way, state, part)
        elif isinstance(part, ast.withitem) and part.optional_vars is not None:
            state = self._bound(part.optional_vars, self._way(part.context_expr, state), state, part.context_expr)
        elif isinstance(part, ast.pattern) and part in self._matched:
            subject = self._matched[part]
            if _is_constant(part):
                state = self._clean(dotted(subject), state)
            way = self._way(subject, state)
            for node in self._module.walk(part):
                captured = getattr(node, "name", None) or getattr(node, "rest", None)
                if isinstance(captured, str):
                    state = self._named(captured, way, state, part)
        return state

    def _put_in(self, container: ast.expr, call: ast.Call, state: int) -> int:
        """`parts.append(value)`: what is in a container decides what the whole of it is."""
        ways = (self._way(given, state) for given in (*call.args, *(keyword.value for keyword in call.keywords)))
        name, way = dotted(container), next((way for way in ways if way is not None), None)
        return state | self._bit(name, (*way, call)) if name and way is not None else state

    def _bound(self, target: ast.expr, way: Trace | None, state: int, where: ast.AST, *, adds: bool = False) -> int:
        if isinstance(target, (ast.Tuple, ast.List)):
            for element in target.elts:
                state = self._bound(element, way, state, where, adds=adds)
            return state
        name = dotted(target.value if isinstance(target, (ast.Starred, ast.Subscript)) else target)
        if not name:
            return state
        # what is put into a container leaves the rest of it as it was
        return self._named(name, way, state, where, adds=adds or isinstance(target, ast.Subscript))

    def _named(self, name: str, way: Trace | None, state: int, where: ast.AST, *, adds: bool = False) -> int:
        state = state if adds else self._clean(name, state)
        return state if way is None else state | self._bit(name, (*way, where))


def _turns(loop: ast.For | ast.AsyncFor) -> list[tuple[ast.expr, ast.expr]]:
    """What each target of a loop is taken from: `for number, row in enumerate(rows)`, `for one, other in zip(ones, others)`."""
    targets = loop.target.elts if isinstance(loop.target, ast.Tuple) else []
    given = loop.iter.args if isinstance(loop.iter, ast.Call) and isinstance(loop.iter.func, ast.Name) else []
    if len(targets) == 2 and given and terminal(loop.iter) == "enumerate":
        return [(targets[0], ast.Constant(0)), (targets[1], given[0])]
    if len(targets) == len(given) and given and terminal(loop.iter) == "zip":
        return list(zip(targets, given, strict=True))
    return [(loop.target, loop.iter)]


def _is_constant(pattern: ast.pattern) -> bool:
    """Whether only constants match: `"asc" | "desc"`."""
    if isinstance(pattern, ast.MatchOr):
        return all(map(_is_constant, pattern.patterns))
    return isinstance(pattern, ast.MatchSingleton) or (isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, ast.Constant))


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """`a, b = x, y` is two assignments at once, and so is `first, *rest = x, y, z`."""
    targets, values = getattr(target, "elts", []), getattr(value, "elts", [])
    starred = [place for place, element in enumerate(targets) if isinstance(element, ast.Starred)]
    if starred and len(targets) - 1 <= len(values) and not any(isinstance(element, ast.Starred) for element in values):
        first, end = starred[0], starred[0] + 1 + len(values) - len(targets)
        return list(zip(targets, [*values[:first], ast.List(values[first:end], ast.Load()), *values[end:]], strict=True))
    is_plain = len(targets) == len(values) > 0 and not starred and not any(isinstance(element, ast.Starred) for element in values)
    return list(zip(targets, values, strict=True)) if is_plain else [(target, value)]
