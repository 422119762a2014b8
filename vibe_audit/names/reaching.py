"""Which bindings of a name reach a use of it: reaching definitions over the control-flow graph of the scope that binds it.

A graph is made only of a scope in which a name is asked about that is bound more than once. A set of bindings is a number, a bit
for each.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from vibe_audit.flow.graph import Point, Scope, graph_of
from vibe_audit.flow.solver import solve
from vibe_audit.names.bindings import NONE, Binding, Bindings

Parents = Mapping[ast.AST, ast.AST]
# Below these an assignment expression may as well not be evaluated.
_UNCERTAIN = (ast.BoolOp, ast.IfExp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Compare)


MOST = 16
"""A name that is bound more often in one scope is any of its bindings everywhere: each use may be reached by each of them."""


class _Effect(NamedTuple):
    """What a part of the scope binds, which bindings it ends, and what may be bound already where it fails."""

    made: int = 0
    ended: int = 0
    made_failing: int = 0


class Reaching:
    """The bindings of one scope, those of names that are bound once left aside."""

    def __init__(
        self, scope: Scope, bound: Mapping[str, Bindings], parents: Parents, elsewhere: Mapping[str, Collection[Binding]]
    ) -> None:
        self._parents = parents
        self._elsewhere = elsewhere
        self._graph = graph_of(scope)
        self._bindings: list[Binding] = []
        self._of_name: dict[str, int] = {}
        self._walruses: dict[ast.AST, list[tuple[str, int, ast.NamedExpr]]] = {}
        self._effects: dict[ast.AST, _Effect] = {}
        self._at_start = 0
        self._always = 0  # what functions bind by `global` and `nonlocal`, called who knows when
        for name, bindings in bound.items():
            if 1 < len(bindings) <= MOST:
                self._number(name, bindings)
        self._add_deletions()
        self._before = solve(self._graph, self)
        self._known: dict[int, Bindings] = {0: NONE}

    def at(self, use: ast.AST, name: str) -> Bindings:
        """The bindings that reach a use; none where nothing leads to it."""
        part = self._part_of(use)
        states = list(self._before.states(part)) if part is not None else []
        if part is None or not states:
            return NONE
        reached = 0
        for state in states:
            reached |= state
        reached = (reached | self._always) & self._of_name.get(name, 0)
        for bound, bit, walrus in self._walruses.get(part, ()):
            if bound == name and _position(walrus) < _position(use):
                # `(m := f()) and m.x`; in `a or (m := f())` it may not have come to it
                reached = reached | bit if self._is_uncertain(walrus, part) else bit
        return self._as_bindings(reached)

    def at_end(self, name: str) -> Bindings:
        """The bindings that reach the end of the scope: what others find who look at it later."""
        return self._as_bindings(((self._before.before[self._graph.end] or 0) | self._always) & self._of_name.get(name, 0))

    # -- what the solver asks -------------------------------------------------------------------------------------

    def start(self) -> int:
        """The parameters."""
        return self._at_start

    def join(self, one: int, other: int) -> int:
        """Both."""
        return one | other

    def after(self, point: Point, state: int) -> int:
        """What reaches the next point."""
        effect = self._effects.get(point.part) if point.part is not None else None
        return (state & ~effect.ended) | effect.made if effect else state

    def after_failing(self, point: Point, state: int) -> int:
        """What reaches a handler."""
        effect = self._effects.get(point.part) if point.part is not None else None
        return state | effect.made_failing if effect else state

    # -- what binds -----------------------------------------------------------------------------------------------

    def _number(self, name: str, bindings: Bindings) -> None:
        bits = [1 << (len(self._bindings) + place) for place in range(len(bindings))]
        self._bindings += bindings
        self._of_name[name] = all_of_name = sum(bits)
        for binding, bit in zip(bindings, bits, strict=True):
            node = binding.node
            if isinstance(node, ast.arg):
                self._at_start |= bit
                continue
            if any(binding is other for other in self._elsewhere.get(name, ())):
                self._always |= bit
                continue
            part = self._part_of(node)
            if part is None:  # nothing leads to it
                continue
            ended, is_certain = all_of_name, True
            if isinstance(node, ast.NamedExpr):
                self._walruses.setdefault(part, []).append((name, bit, node))
                is_certain = not self._is_uncertain(node, part)
            elif isinstance(node, ast.AnnAssign) and node.value is None:  # `client: Client` says what is to come
                is_certain = False
            before = self._effects.get(part, _Effect())
            is_early = isinstance(node, ast.NamedExpr) or bool(before.made)
            self._effects[part] = _Effect(
                before.made | bit,
                before.ended | (ended if is_certain else 0),
                (before.made | bit) if is_early else 0,
            )

    def _add_deletions(self) -> None:
        """`del client`."""
        for part in self._graph.at:
            if isinstance(part, ast.Delete):
                ended = 0
                for target in part.targets:
                    if isinstance(target, ast.Name):
                        ended |= self._of_name.get(target.id, 0)
                self._effects[part] = _Effect(0, ended, 0)

    def _part_of(self, node: ast.AST) -> ast.AST | None:
        """The part of the scope that a node belongs to; None where nothing leads there."""
        at, current = self._graph.at, node
        while current not in at:
            if isinstance(current, ast.stmt) or current not in self._parents:
                return None
            current = self._parents[current]
        return current

    def _is_uncertain(self, walrus: ast.AST, part: ast.AST) -> bool:
        """Whether an assignment expression in a part of the scope may as well not be evaluated."""
        child = walrus
        while child is not part:
            holder = self._parents[child]
            if isinstance(holder, _UNCERTAIN) and child is not _evaluated_first(holder):
                return True
            child = holder
        return False

    def _as_bindings(self, reached: int) -> Bindings:
        known = self._known.get(reached)
        if known is None:
            known = self._known[reached] = Bindings(self._bindings[place] for place in _places(reached))
        return known


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _evaluated_first(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.BoolOp):
        return node.values[0]
    if isinstance(node, ast.IfExp):
        return node.test
    return node.left if isinstance(node, ast.Compare) else None


def _position(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
