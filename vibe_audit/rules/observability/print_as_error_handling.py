"""Flag broad exception handlers that do nothing about a failure but print it.

## Why it matters in production
A printed line has no level, no time and no logger, so no alert can be set on it and no error tracker ever sees it. The
failure happened, the service went on as if it had not, and the only trace scrolled past in the output of one process.

## Example
```python
def sync_stock(warehouse, shelf):
    try:
        shelf.update(warehouse.fetch_levels())
    except Exception as error:
        print(f"sync failed: {error}")
```

## Use instead
```python
import logging

logger = logging.getLogger(__name__)


def sync_stock(warehouse, shelf):
    try:
        shelf.update(warehouse.fetch_levels())
    except Exception:
        logger.exception("shelf %s was not synced", shelf.number)
        raise
```

## What it does not see
Handlers of particular exceptions, handlers that also do something else, and `print(..., file=sys.stderr)`. A handler that says
that the work goes on ("continuing without a logo", `# must not break the order`, a warning and then `continue`) has thought about
the failure: that it is printed and not logged is left to VBE400.

## Measured
180 findings in 39 AI-written services (593,248 lines of service code), 3.03 per 10,000 lines; 26 mature projects: 2;
Flask and Requests: none. Of 20 read in the services 16 were right, 4 minor, none false; that was before handlers that say that the
work goes on were left to VBE400, of which there are 42.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.going_on import PRINTED, REMARKED, WARNING
from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.attempts import is_cleanup
from vibe_audit.logic.calls import text_of
from vibe_audit.logic.handlers import anchor_of, is_broad, is_passive_statement, try_of
from vibe_audit.logic.logs import is_print
from vibe_audit.logic.programs import is_program
from vibe_audit.logic.remarks import admits_shortcut, comments_in
from vibe_audit.logic.routes import find_routes
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule, partly
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE408",
    severity=("error", "info", "error"),
    headline="Exception is only printed",
    concern="alerting",
    effort="10min",
    semgrep="subset",
    refs=("CWE-390", "CWE-778"),
    roles=frozenset({Role.SERVICE, Role.SETTINGS}),
    covered_by={"ruff": partly("T201"), "pylint": partly("W0718")},
    over=("VBE101", "VBE102", "VBE400", "VBE407"),
    since="0.1.0",
)

_PRINTED = expression(PRINTED)
_REMARKED = expression(REMARKED)
_WARNING = expression(WARNING)


@rule.on(ast.ExceptHandler)
def check(handler: ast.ExceptHandler, module: Module) -> Iterator[Finding]:
    printed = [statement for statement in handler.body if _is_print(statement, module)]
    if not printed or not is_broad(handler):
        return
    # A module's top level, and a program that somebody runs and watches, may speak to the terminal.
    if module.function_of(handler) is None or (is_program(module) and not find_routes(module)):
        return
    attempt = try_of(handler, module)
    if is_cleanup(attempt.body, attempt, module):
        return
    rest = [statement for statement in handler.body if statement not in printed]
    if all(is_passive_statement(statement, module) for statement in rest) and not _says_it_goes_on(handler, printed, module):
        yield rule.at(anchor_of(handler), defect=handler)


def _says_it_goes_on(handler: ast.ExceptHandler, printed: list[ast.stmt], module: Module) -> bool:
    """`print("no logo, continuing without")`: somebody has thought about it, and that it is printed is the matter of VBE400."""
    calls = [statement.value for statement in printed if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)]
    if not any(module.resolve(call.func) == "print" for call in calls):
        return False
    texts = [text for call in calls for part in call.args for node in module.walk(part) if (text := text_of(node))]
    if isinstance(handler.body[-1], ast.Continue) and any(_WARNING.search(text) for text in texts):
        return True
    remarks = comments_in(handler, module)
    # `# TODO: ignored for now`
    if any(map(admits_shortcut, remarks)):
        return False
    return any(map(_PRINTED.search, texts)) or any(map(_REMARKED.search, remarks))


def _is_print(statement: ast.stmt, module: Module) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and is_print(statement.value, module)
