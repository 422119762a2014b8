"""Which names hold what somebody else decides, at every point of a function."""

from __future__ import annotations

import ast

from vibe_audit.flow.graph import Point, graph_of
from vibe_audit.flow.solver import Solution, solve
from vibe_audit.logic.calls import dotted
from vibe_audit.logic.guarding import made_safe, safe_inside
from vibe_audit.logic.taint_places import Places
from vibe_audit.logic.tainted_values import Flows, Trace, tainted
from vibe_audit.logic.unpacking import assigned, is_constant, taken_from, turns_of
from vibe_audit.module import Module
from vibe_audit.names.bindings import Function

_PUTTING_IN = frozenset({"add", "append", "appendleft", "extend", "insert", "setdefault", "update"})


class Taint:
    """The client of the solver. A state is a number, a bit for each place where a name got what is tainted; `self.x` is a name, too."""

    def __init__(self, function: Function, flows: Flows, module: Module) -> None:
        self._flows = flows
        self._module = module
        self._places = Places()
        self._matched: dict[ast.AST, ast.expr] = {
            case.pattern: node.subject for node in module.walk_own(function) if isinstance(node, ast.Match) for case in node.cases
        }
        self._given = 0
        given = function.args
        for parameter in (*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg):
            if parameter is not None and flows.parameters(parameter):
                self._given |= self._places.bit(parameter.arg, (parameter,))
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
            return self._places.held(name, state) if name not in safe else None

        def inside(name: str, left: int) -> Trace | None:
            """A name of a comprehension around the value is what that goes through."""
            if not left or name in safe or name not in turned:
                return known(name)
            return tainted(
                turned[name], lambda other: known(other) if other == name else inside(other, left - 1), self._flows, self._module
            )

        turned = taken_from(value, self._parts, self._module)
        return tainted(value, lambda name: inside(name, len(turned)), self._flows, self._module)

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
                state = self._places.without(name, state)
            return state
        is_whole = isinstance(part, (ast.expr, ast.stmt)) and not hasattr(part, "body")
        for node in self._module.walk(part) if part is not None and is_whole else ():
            if isinstance(node, ast.NamedExpr):
                state = self._bound(node.target, self._way(node.value, state), state, node)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _PUTTING_IN:
                state = self._put_in(node.func.value, node, state)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "clear":
                state = self._places.without(dotted(node.func.value), state)
        if isinstance(part, ast.Assign):
            given = [(to, self._way(value, state)) for target in part.targets for to, value in assigned(target, part.value)]
            for target, way in given:
                state = self._bound(target, way, state, part)
        elif isinstance(part, ast.AnnAssign) and part.value is not None:
            state = self._bound(part.target, self._way(part.value, state), state, part)
        elif isinstance(part, ast.AugAssign):
            if (way := self._way(part.value, state)) is not None:
                state = self._bound(part.target, way, state, part, adds=True)
        elif isinstance(part, (ast.For, ast.AsyncFor)):
            given = [(to, self._way(value, state)) for to, value in turns_of(part)]
            for target, way in given:
                state = self._bound(target, way, state, part)
        elif isinstance(part, ast.withitem) and part.optional_vars is not None:
            state = self._bound(part.optional_vars, self._way(part.context_expr, state), state, part.context_expr)
        elif isinstance(part, ast.pattern) and part in self._matched:
            subject = self._matched[part]
            if is_constant(part):
                state = self._places.without(dotted(subject), state)
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
        return state | self._places.bit(name, (*way, call)) if name and way is not None else state

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
        state = state if adds else self._places.without(name, state)
        return state if way is None else state | self._places.bit(name, (*way, where))
