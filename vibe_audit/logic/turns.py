"""Loops that make a round trip on every turn on purpose: there are no rows to ask for at once, or each turn is a piece of work."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import takewhile

from vibe_audit.logic.calls import terminal
from vibe_audit.logic.handlers import Try, handler_of
from vibe_audit.logic.loops import LOOPS, Loop, headers
from vibe_audit.logic.uses import calls_in
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

# A loop over batches is the remedy; one over messages, retries or pages has no rows to ask for at once.
_GROUPS = expression(
    r"attempt|batch|chunk|consum|event|listen|message|offset|page|partition|poll|queue|retr(?:y|ies)|shard|stream|subscri|tenant|websocket"
)
_ONE_OFF = expression(
    r"(?:^|[_/.])(?:backfill|bootstrap|clean(?:up|_up)?|cli|commands?|fixtures?|import(?:er|s)?|initiali[sz]e|management|migrat\w*|"
    r"populate|purge|reset|seed\w*|setup)(?:$|[_/.])", re.IGNORECASE
)
_JOBS = expression(r"_*(?:dispatch|execute|handle|notify|probe|process|publish|refresh|reload|run|send|sync|terminate|trigger)(?:_|$)")


def is_left(call: ast.Call, loop: Loop, module: Module) -> bool:
    """Whether the loop has no rows to ask for at once, or comes to the call only now and then."""
    if is_one_off(loop, module) or _runs_once(call, loop, module):
        return True
    handler = handler_of(call, module)  # `except IntegrityError: session.execute(...)` asks once per failure
    if handler is not None and handler in module.walk_own(loop):
        return True
    words = [word for header in headers(loop) for part in header for word in _words(part, module)]
    return any(_GROUPS.search(word.lower()) for word in words)


def is_job(call: ast.Call, loop: Loop, module: Module) -> bool:
    """Whether a call does a piece of work of its own, by its name or since the loop goes on where it fails, and is no lookup."""
    name = terminal(call)
    if _ONE_OFF.search(name) or _JOBS.match(name):
        return True
    return any(isinstance(holder, Try) for holder in takewhile(lambda holder: holder is not loop, module.ancestors(call)))


def is_paced(loop: Loop, module: Module) -> bool:
    """Whether a loop takes its time on purpose, or is the body of a worker that polls: what it calls is a job, and no lookup."""
    is_polling = any(isinstance(holder, ast.While) for holder in takewhile(_is_no_function, module.ancestors(loop)))
    return is_polling or any(terminal(call) == "sleep" for call in calls_in(loop, module))


def is_one_off(loop: Loop, module: Module) -> bool:
    """Whether a loop stands in a function that runs once: seeding, importing, cleaning up."""
    function = module.function_of(loop)
    while function is not None:
        if _ONE_OFF.search(function.name):
            return True
        function = module.function_of(function)
    return False


def _runs_once(call: ast.Call, loop: Loop, module: Module) -> bool:
    """Whether the block that asks leaves the loop at its end: found, done."""
    block = _block_of(call, loop, module)
    return bool(block) and isinstance(block[-1], (ast.Break, ast.Raise, ast.Return))


def _block_of(node: ast.AST, loop: Loop, module: Module) -> list[ast.stmt]:
    """The statements among which the one that holds `node` stands."""
    statement = module.statement_of(node)
    holder = module.parents.get(statement) if statement is not None and isinstance(loop, LOOPS) else None
    for field in ("body", "orelse", "finalbody"):
        block = getattr(holder, field, None)
        if isinstance(block, list) and any(member is statement for member in block):
            return block
    return []


def _words(iterable: ast.expr, module: Module) -> Iterator[str]:
    for node in module.walk(iterable):
        if isinstance(node, (ast.Name, ast.Attribute)):
            yield terminal(node)


def _is_no_function(node: ast.AST) -> bool:
    return not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
