"""Where values that somebody else decides come to, inside one function: from a source, through names, to a sink.

What a source, a sanitiser, a guard and a sink are, a table says; what is not in it passes on what it is given. The way is kept.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from vibe_audit.logic.calls import terminal
from vibe_audit.logic.taint_states import Taint
from vibe_audit.logic.tainted_values import Flows as Flows
from vibe_audit.logic.tainted_values import Trace
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
    taint = Taint(function, flows, module)
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
