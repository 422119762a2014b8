"""Report startup code that logs any failure and lets the service come up without what it was about to prepare.

## Why it matters in production
The process starts, the health check is green, the new version takes the traffic, and every request that needs the database,
the store or the scheduler fails. A process that dies at the start is never given traffic: the old version goes on serving.

## Example
```python
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.database import connect

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    try:
        await connect()
    except Exception:
        logger.exception("database connection failed")
    yield


app = FastAPI(lifespan=lifespan)
```

## Use instead
Let it fail. What the service can do without is said to be so: in state that routes and the readiness check ask.
```python
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.database import connect

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    try:
        await connect()
    except Exception:
        logger.exception("database connection failed")
        raise
    yield


app = FastAPI(lifespan=lifespan)
```

## What it does not see
Handlers that do nothing (VBE101) or only print (VBE408), what a function of another module swallows, and modules that do
their work when they are imported.

## Measured
4 findings in 3 of 39 AI-written services (593,248 lines of service code), 0.07 per 10,000 lines, all read: 3 right (roles that are not
written, a scheduler of payments, a connection that every later call asks for) and 1 minor. Seven other handlers there keep the failure
in a flag, warn, or say why they go on, and are passed over. 26 mature projects: none in 2,638,396 lines.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.effects import UNDOING_CALLS
from vibe_audit.knowledge.loggers import ERROR_METHODS, TRACEBACK_NAMES
from vibe_audit.logic.attempts import is_best_effort, is_in_handler_or_finally
from vibe_audit.logic.calls import chain, terminal
from vibe_audit.logic.handlers import Try, anchor_of, is_broad, iter_body
from vibe_audit.logic.logs import is_log_call, is_print
from vibe_audit.logic.startup import find_startup
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression
from vibe_audit.source.places import Span

rule = Rule(
    __name__,
    code="VBE123",
    severity=("off", "off", "warning"),
    headline="The service starts although its preparation failed",
    concern="operational readiness",
    effort="10min",
    semgrep="no",
    refs=("CWE-390", "CWE-455"),
    since="0.1.0",
)

# What changes nothing about the failure: its text, its traceback, tidying up.
_MERE_CALLS = frozenset({"format", "repr", "str", "type"}) | TRACEBACK_NAMES | UNDOING_CALLS
# In a comment, or in what is logged: somebody has decided that the service can do without.
_DECIDED = expression(
    r"best.?effort|carry on|continu\w+|defensive|degrad\w+|disabled|fall(?:ing)?.?back|must(?: not|n't| never)|never block|no.?cover|"
    r"non.?(?:critical|essential|fatal)|not (?:critical|fatal|required)|optional|proceed\w*|skip\w*|start\w* anyway|without|"
    r"won't (?:block|stop)"
)
_DISPENSABLE = expression(r"(?:^|_)(?:banner|gc|log|memory|preload|prefetch|sentry|trac(?:e|ing)|version|warm)(?:_|$)")


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    for function, end in find_startup(module):
        for attempt in module.walk_own(function):
            if isinstance(attempt, Try) and attempt.lineno < end and _prepares(attempt, module):
                for handler in attempt.handlers:
                    if is_broad(handler) and _only_logs(handler, module) and not _is_decided(handler, module):
                        yield rule.at(anchor_of(handler), function.name, defect=handler)


def _prepares(attempt: ast.Try, module: Module) -> bool:
    """Whether the service needs what is attempted, as far as anybody can see."""
    # A metric, a warm cache, telemetry; `finally` and handlers tidy up.
    if is_best_effort(attempt.body, attempt, module) or is_in_handler_or_finally(attempt, module):
        return False
    # One of many, or one time of several: `for plugin in plugins: try: ...`, `while not connected: try: ...`
    if any(isinstance(holder, (ast.For, ast.AsyncFor, ast.While)) for holder in module.ancestors(attempt)):
        return False
    nodes = list(iter_body(attempt, module))
    # `try: yield`: what fails there is the service, and a failure before leaves the generator without its yield.
    if any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in nodes):
        return False
    calls = [node for node in nodes if isinstance(node, ast.Call) and not is_log_call(node, module) and not is_print(node, module)]
    return bool(calls) and not any(_DISPENSABLE.search(name.lower()) for call in calls for name in chain(call))


def _only_logs(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether the failure is logged as an error, and nothing comes of it."""
    is_logged = False
    for node in iter_body(handler, module):
        # `app.state.ready = False`, `client = None`: routes and the readiness check can ask; `return False`: so can who called.
        if isinstance(node, (ast.Raise, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Yield, ast.If)):
            return False
        if isinstance(node, ast.Return) and node.value is not None:
            return False
        if isinstance(node, ast.Call):
            if is_log_call(node, module, ERROR_METHODS | {"exception"}):
                is_logged = True
            elif not (is_log_call(node, module) or is_print(node, module) or terminal(node) in _MERE_CALLS):
                # `sys.exit(1)`, `await use_memory_store()`
                return False
    return is_logged


def _is_decided(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether a comment in the handler, or what it logs, says that the service is meant to start all the same."""
    beside = module.comment_on(handler.lineno - 1)
    return bool(_DECIDED.search(module.text(Span.of(handler)).lower()) or (beside and _DECIDED.search(beside.text.lower())))
