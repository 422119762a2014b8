"""Flag a call of `print` in the code of a service.

## Why it matters in production
What is printed has no level, no time, no logger and no request: it cannot be filtered, searched or alerted on, it
interleaves with the lines of other workers, and buffered output is lost when a worker is killed.

## Example
```python
def settle(invoice, gateway):
    print("settling", invoice.id)
    gateway.settle(invoice)
```

## Use instead
```python
import logging

logger = logging.getLogger(__name__)


def settle(invoice, gateway):
    logger.info("settling invoice %s", invoice.id)
    gateway.settle(invoice)
```

## What it does not see
Prints at the top level of a module, and in a module that is run by itself (a `__main__` block, a printed report, an
argument list, and no web framework): whether a service imports it cannot be told from one file. Code whose purpose is
to print (`print_status`, `ConsoleMailer`, `if verbose:`) is taken at its word.

## Measured
1,619 findings in 18 of 39 AI-written services (593,248 lines of service code), 27 per 10,000 lines, six in seven of them in two
services; 26 mature projects: 32 in 2,640,000 lines, 0.12 per 10,000. Of 38 read in the services, at most two from each a time, 33
were right, 3 minor and 2 false (files kept beside their successors, which are passed over since). Of the mature ones about half
are libraries that talk to a terminal on purpose.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.calls import find_keyword, has_spread
from vibe_audit.logic.prints import is_meant_to_print
from vibe_audit.logic.programs import is_run_by_hand
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule, wholly

rule = Rule(
    __name__,
    code="VBE400",
    severity=("warning", "off", "warning"),
    headline="Service code prints instead of logging",
    concern="logging",
    effort="5min",
    semgrep="subset",
    roles=frozenset({Role.SERVICE, Role.SETTINGS}),
    # what somebody kept beside its successor: nothing runs it
    silent_in=("*_backup.py", "*_bak.py", "*_old.py", "old/"),
    covered_by={"ruff": wholly("T201")},
    since="0.1.0",
)

@rule.on(ast.Call, names=frozenset({"print"}))
def check(call: ast.Call, module: Module) -> Iterator[Finding]:
    if module.resolve(call.func) != "print":
        return
    # `print(report, file=out)` writes where it was told to; `print(*args, **kwargs)` may.
    if find_keyword(call, "file") or (has_spread(call) and any(keyword.arg is None for keyword in call.keywords)):
        return
    if module.function_of(call) is None or module.once(is_run_by_hand) or is_meant_to_print(call, module):
        return
    yield rule.at(call.func, defect=call)
