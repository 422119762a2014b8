"""Report broad exception handlers that log an error and raise it again, where the log line says nothing that the exception does not.

## Why it matters in production
Whoever handles the failure logs it too, or the framework does, with the whole traceback. So one failed request makes three or four
errors in the log, each from another module and in other words: counts and alerts are wrong by that factor, and whoever reads it at
night takes them for several incidents. The handler that says no more than "failed: ..." can go; one that knows which order or whose
file it was can stay, and is not reported.

## Example
```python
import logging

logger = logging.getLogger(__name__)


def complete(client, prompt):
    try:
        return client.complete(prompt)
    except Exception as error:
        logger.error(f"completion failed: {error}")
        raise
```

## Use instead
```python
import logging

logger = logging.getLogger(__name__)


def complete(client, prompt):
    return client.complete(prompt)


def answer(client, question):
    try:
        return complete(client, question.text)
    except Exception:
        logger.exception("question %s stays open", question.id)
        return None
```

## What it does not see
Whether anybody above does log: where that is known not to be so it is silent, as in what is started as a task or a thread in the same
module, in what runs when the program starts, and in programs that somebody runs by hand. Handlers of a named exception, handlers that
tidy up besides, and lines that add a value of their own are passed over, though they may be repeated above as well.

## Measured
29 findings in 11 of 39 AI-written services (593,248 lines of service code), 0.49 per 10,000 lines; 26 mature projects
(2,630,000 lines): 12, 0.05 per 10,000; Flask and Requests: none. All read: in the services 22 right and 7 minor, in the mature
projects 4 right and 8 minor (a name of the event for the collector of logs), none false. semgrep sees
86 % of them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.effects import DETACHING_CALLS
from vibe_audit.knowledge.loggers import ERROR_METHODS
from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.calls import dotted, terminal
from vibe_audit.logic.handlers import anchor_of, handler_of, is_broad
from vibe_audit.logic.logs import is_log_call, is_print
from vibe_audit.logic.programs import is_run_by_hand
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE412",
    severity=("off", "off", "info"),
    headline="Error is logged and raised again",
    concern="logging",
    effort="5min",
    semgrep="subset",
    roles=frozenset({Role.SERVICE, Role.SETTINGS}),
    since="0.1.0",
)

_METHODS = ERROR_METHODS | {"exception"}
# What is said of the exception itself: `str(error)`, `type(error).__name__`, `traceback.format_exc()`.
_SAME_NAMES = frozenset({"format_exc", "repr", "str", "sys", "traceback", "type"})
_SAME_ATTRIBUTES = frozenset({"__class__", "__name__", "__qualname__", "args", "exc_info", "format", "format_exc", "message"})
# `log = log.bind(order_id=order.id)`: every line of this logger tells more than it says.
_BINDERS = frozenset({"LoggerAdapter", "bind", "new"})
_BEGINNING = expression(r"_*(?:main|run|serve|startup|on_startup|lifespan|boot\w*|(?:connect|init|initiali[sz]e|setup|start)(?:_\w+)?)")


@rule.on(ast.ExceptHandler)
def check(handler: ast.ExceptHandler, module: Module) -> Iterator[Finding]:
    # `except StripeError: logger.error("is the key still valid?"); raise` says what a failure of this kind means.
    if not _raises_it_again(handler) or not is_broad(handler):
        return
    logged: ast.Call | None = None
    for statement in handler.body[:-1]:
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(call, ast.Call) and is_log_call(call, module):
            if _tells_more(call, handler, module):
                return
            logged = call if is_log_call(call, module, _METHODS) else logged
        # `session.rollback()`, `self.connected = False`: there is something else to do, and the line tells that it was done.
        elif not _only_says_it_otherwise(statement, handler, module):
            return
    if logged and not _is_last_to_know(handler, module):
        yield rule.at(anchor_of(handler), dotted(logged.func), defect=handler)


def _raises_it_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    if not isinstance(last, ast.Raise) or last.cause is not None:
        return False
    return last.exc is None or (isinstance(last.exc, ast.Name) and last.exc.id == handler.name)


def _only_says_it_otherwise(statement: ast.stmt, handler: ast.ExceptHandler, module: Module) -> bool:
    """`message = str(error)`, `traceback.print_exc()`."""
    if isinstance(statement, ast.Expr):
        call = statement.value
        return isinstance(call, ast.Call) and is_print(call, module) and not _tells_more(call, handler, module)
    if not isinstance(statement, ast.Assign) or not all(isinstance(target, ast.Name) for target in statement.targets):
        return False
    return not any(_is_more(part, handler, module) for part in module.walk(statement.value))


def _tells_more(call: ast.Call, handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether a log line says anything that the exception does not carry: which order, whose file, how long it took."""
    logger = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(logger, ast.Name) and any(terminal(binding.value) in _BINDERS for binding in module.names.bindings(logger)):
        return True
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(_is_more(part, handler, module) for value in given for part in module.walk(value))


def _is_more(part: ast.AST, handler: ast.ExceptHandler, module: Module) -> bool:
    if isinstance(part, ast.Attribute):
        return part.attr not in _SAME_ATTRIBUTES
    if not isinstance(part, ast.Name) or not isinstance(part.ctx, ast.Load) or part.id == handler.name:
        return False
    bindings = module.names.bindings(part)
    # a name that the handler has given to the text of the exception; what else it may hold was asked where it got it
    if any(handler_of(binding.node, module) is handler for binding in bindings):
        return len(bindings) > 1
    return part.id not in _SAME_NAMES


def _is_last_to_know(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether nobody above may be there to log: an import, a start, a program, a task or thread of its own."""
    function = module.function_of(handler)
    if function is None or _BEGINNING.fullmatch(function.name) or is_run_by_hand(module):
        return True
    return function.name in module.once(_started_by_themselves)


def _started_by_themselves(module: Module) -> frozenset[str]:
    """The names of what is handed to a task, a thread or a scheduler: `asyncio.create_task(self._poll())`, `Thread(target=work)`."""
    found = set()
    for call in module.calls_named(DETACHING_CALLS):
        for value in (*call.args, *(keyword.value for keyword in call.keywords)):
            found.add(terminal(value))
    return frozenset(found)
