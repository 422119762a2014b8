"""Flag modules that configure logging for the whole process as soon as they are imported, and are not where it starts.

## Why it matters in production
The first call wins: whichever module happens to be imported first decides format, level and destination for the whole
process, and the configuration of the program itself, which comes later, does nothing. One new import, and the JSON lines that
the alerts read become plain text.

## Example
```python
import logging

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)


def settle(invoice):
    logger.info("settling %s", invoice)
```

## Use instead
```python
import logging

logger = logging.getLogger(__name__)


def settle(invoice):
    logger.info("settling %s", invoice)
```

Call `logging.basicConfig` once, where the program starts.

## What it does not see
Other ways to configure logging (`dictConfig`, `addHandler`), calls in functions, and calls that depend on a condition. A
module is taken for a start by its name (`main`, `app`, `worker`, `logging_setup`), by a `__main__` block, and by the
application or the scheduler that it makes or runs.

## Measured
7 findings in 2 of 39 AI-written services (593,248 lines of service code), 0.12 per 10,000, all right. 23 mature projects
(1,108,139 lines): one, which is right. Flask and Requests: none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.frameworks import APPLICATIONS, STARTERS
from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.calls import dotted
from vibe_audit.logic.programs import is_program
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE404",
    severity=("info", "off", "info"),
    headline="Importing this module configures logging",
    concern="logging",
    effort="5min",
    semgrep="subset",
    roles=frozenset({Role.SERVICE}),
    silent_in=(
        "*_backup.py", "*_bak.py", "*_log.py", "*_old.py", "*app.py", "*bot.py", "*celery*.py", "*config*.py", "*job*.py",
        "*lambda*.py", "*logg*.py", "*main*.py", "*server*.py", "*setup*.py", "*task*.py", "*worker*.py", "asgi.py",
        "gunicorn*.py", "handler.py",
        "log.py", "log_*.py", "logs.py", "old/", "run*.py", "start*.py", "wsgi.py",
    ),
    since="0.1.0",
)

# What a platform calls to start: `def lambda_handler(event, context)`, `def create_app()`.
_START = expression(r"(?:create|make|build|get)_app(?:lication)?|main|(?:lambda_)?handler|lifespan|run|start")


@rule.on(ast.Call, names=frozenset({"basicConfig"}))
def check(call: ast.Call, module: Module) -> Iterator[Finding]:
    statement = module.parents.get(call)
    # `if not logging.getLogger().handlers: logging.basicConfig(...)` leaves alone what is configured.
    if not isinstance(statement, ast.Expr) or not isinstance(module.parents.get(statement), ast.Module):
        return
    if module.resolve(call.func) == "logging.basicConfig" and not _is_start(module):
        yield rule.at(call.func, dotted(call.func))


def _is_start(module: Module) -> bool:
    if is_program(module) or not STARTERS.isdisjoint(module.packages) or module.calls_named(APPLICATIONS):
        return True
    return any(_START.fullmatch(node.name) for node in module.tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
