"""Flag durations that are measured with the wall clock, which is set while they are measured.

## Why it matters in production
The wall clock of a server is set while it runs: by the time service, by a machine that is moved or wakes up. Then a request took
minus four seconds, a latency graph shows a spike that nobody felt, and a loop that waits for thirty seconds gives up at once or
waits for an hour.

## Example
```python
import logging
import time

logger = logging.getLogger(__name__)


def rebuild(index):
    started = time.time()
    index.rebuild()
    logger.info("rebuilt in %.2f s", time.time() - started)
```

## Use instead
```python
import logging
import time

logger = logging.getLogger(__name__)


def rebuild(index):
    started = time.perf_counter()
    index.rebuild()
    logger.info("rebuilt in %.2f s", time.perf_counter() - started)
```

## What it does not see
A start that is handed to another function, kept in a collection or read through `getattr`; a moment that a file, a database or
another process has kept, which only the wall clock can be compared with. Silent where the start is needed as a date as well
(`job.started_at = started`), and in programs that somebody runs by hand and watches.

## Measured
72 findings in 14 of 39 AI-written services (593,248 lines of service code), 1.21 per 10,000 lines; 26 mature projects
(2,630,000 lines): 25, 0.09 per 10,000; Flask and Requests: none. Of 29 read in the services 18 were right (the figure decides
something, is stored or is answered), 11 minor (it is only logged), none false; of the 25 in mature projects 13 right, 12 minor.
A clock is rarely set in the middle of what is measured, which is why no profile but the strictest asks. semgrep sees 90 % of them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.moments import WALL_CLOCKS
from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.calls import constant, dotted
from vibe_audit.logic.programs import is_run_by_hand
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule

rule = Rule(
    __name__,
    code="VBE426",
    severity=("off", "off", "info"),
    headline="Duration measured with the wall clock",
    concern="performance",
    effort="5min",
    semgrep="subset",
    roles=frozenset({Role.SERVICE, Role.SETTINGS}),
    since="0.1.0",
)

CALL_NAMES = frozenset(name.rpartition(".")[2] for name in WALL_CLOCKS)
_ORDERED = (ast.Gt, ast.GtE, ast.Lt, ast.LtE)
# What lives no longer than one request, so that no other process reads what is kept in it.
_OF_ONE_REQUEST = frozenset({"flask.g", "g", "request", "request.state", "self.request"})


@rule.on(ast.Call, names=CALL_NAMES)
def check(call: ast.Call, module: Module) -> Iterator[Finding]:
    value = module.parents[call]
    is_deadline = isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add)
    assignment = module.parents[value] if is_deadline else value
    if not isinstance(assignment, (ast.Assign, ast.AnnAssign)) or module.resolve(call.func) not in WALL_CLOCKS:
        return
    targets = assignment.targets if isinstance(assignment, ast.Assign) else [assignment.target]
    # `first = last = time.time()`: the two go different ways
    if len(targets) != 1 or not _is_only_measured(targets[0], is_deadline, module):
        return
    # `print(f"done in {time.time() - start:.1f} s")` at the end of a program: whoever watches it needs no better clock.
    if not is_run_by_hand(module):
        yield rule.at(call, dotted(targets[0]))


def _is_only_measured(moment: ast.expr, is_deadline: bool, module: Module) -> bool:
    """Whether a moment is kept for nothing but the time from or until then; `job.started_at = started` needs the date as well."""
    # `self._expires_at = time.time() + lifetime`: the end of something that others may have begun.
    if is_deadline and not (isinstance(moment, ast.Name) and module.function_of(moment)):
        return False
    if not _is_moment(moment, module, is_deadline):
        return False
    readings = list(_readings(moment, module))
    measured = [node for node in readings if _meets_clock(node, is_deadline, module)]
    return bool(measured) and all(node in measured or _is_asked_for(node, module) for node in readings)


def _is_moment(node: ast.expr, module: Module, is_deadline: bool = False) -> bool:
    """Whether a name or attribute is only ever given what the wall clock says, or what it will say; None and 0 stand for never."""
    values = [value for value in _values(node, module) if value is None or constant(value) not in (None, 0)]
    if is_deadline:
        values = [value.left if isinstance(value, ast.BinOp) else None for value in values]
    return bool(values) and all(_is_clock(value, module) for value in values)


def _values(node: ast.expr, module: Module) -> list[ast.expr | None]:
    """What a name, an attribute of `self` or one of the request is given; empty where that cannot be known."""
    if isinstance(node, ast.Name):
        return [binding.value for binding in module.names.bindings(node)]
    if not isinstance(node, ast.Attribute):
        return []
    if module.names.receiver(node.value):
        return [binding.value for binding in module.names.attribute_bindings(node)]
    if dotted(node.value) not in _OF_ONE_REQUEST:
        return []
    same = dotted(node)
    return [value.value for value in module.nodes(ast.Assign) if any(dotted(target) == same for target in value.targets)]


def _is_clock(value: ast.expr | None, module: Module) -> bool:
    return isinstance(value, ast.Call) and module.resolve(value.func) in WALL_CLOCKS


def _readings(moment: ast.expr, module: Module) -> Iterator[ast.expr]:
    if isinstance(moment, ast.Name):
        bindings = module.names.all_bindings(moment)
        nodes = module.walk(module.function_of(moment) or module.tree)
        names = (node for node in nodes if isinstance(node, ast.Name) and node.id == moment.id and isinstance(node.ctx, ast.Load))
        yield from (name for name in names if module.names.all_bindings(name) is bindings)
    elif isinstance(moment, ast.Attribute):
        # of whatever object: `span.started` may be the `self.started` of another class
        for attribute in module.nodes(ast.Attribute):
            if attribute.attr == moment.attr and isinstance(attribute.ctx, ast.Load):
                yield attribute


def _meets_clock(moment: ast.expr, is_deadline: bool, module: Module) -> bool:
    """`time.time() - start`, `end - start`; of a deadline `deadline - time.time()`, `time.time() < deadline`."""
    holder = module.parents[moment]
    if isinstance(holder, ast.Compare):
        sides = [holder.left, *holder.comparators]
        return is_deadline and len(sides) == 2 and isinstance(holder.ops[0], _ORDERED) and any(_is_now(side, module) for side in sides)
    if not isinstance(holder, ast.BinOp) or not isinstance(holder.op, ast.Sub):
        return False
    own, other = (holder.left, holder.right) if is_deadline else (holder.right, holder.left)
    return own is moment and _is_now(other, module)


def _is_now(node: ast.expr, module: Module) -> bool:
    return _is_clock(node, module) or _is_moment(node, module)


def _is_asked_for(moment: ast.expr, module: Module) -> bool:
    """`if start`, `start is None`, `start and time.time() - start`: whether anything was begun at all."""
    holder = module.parents[moment]
    if isinstance(holder, ast.Compare):
        return all(isinstance(operator, (ast.Is, ast.IsNot)) for operator in holder.ops)
    if isinstance(holder, ast.UnaryOp):
        return isinstance(holder.op, ast.Not)
    if isinstance(holder, ast.BoolOp):
        return holder.values[-1] is not moment
    return isinstance(holder, (ast.If, ast.IfExp, ast.While)) and holder.test is moment
