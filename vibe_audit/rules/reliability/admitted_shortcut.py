"""Flag comments in which the author admits that the code below is not the real thing.

## Why it matters in production
The comment knows that this must not ship, and the release does not read comments. What was left out is usually the part
that fails: the check, the limit, the real provider.

## Example
```python
def charge(card, amount):
    # In a real application, you would call the payment provider here
    return {"paid": amount, "card": card}
```

## Use instead
```python
def charge(provider, card, amount):
    return provider.charge(card, amount)
```

## What it does not see
Admissions in docstrings and log messages, and in languages other than English, Spanish and Portuguese. "For now" alone is
an ordinary remark; it counts beside what is being put off.

## Measured
48 findings in 39 AI-written services (593,248 lines of service code), 0.81 per 10,000 lines, in 15 of them. Of 29 read, 23 right, 5
minor, 1 false. 23 mature projects (1,093,310 lines): 6 findings, 0.05 per 10,000 lines; all read, 2 right, 3 minor, 1 false. A
first version with looser phrases found 75 and 30, a third of them false.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.knowledge.phrases import ADMITTED_SHORTCUTS
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule, partly

rule = Rule(
    __name__,
    code="VBE158",
    severity=("info", "off", "warning"),
    headline="Comment admits that this is not the real thing",
    concern="demo-to-production gap",
    effort="1h",
    semgrep="subset",
    covered_by={"ruff": partly("FIX002"), "pylint": partly("W0511")},
    since="0.1.0",
)

_ADMISSION = re.compile("|".join(ADMITTED_SHORTCUTS), re.IGNORECASE)


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    # Most modules have no such words anywhere, comments or not.
    if not _ADMISSION.search(module.source):
        return
    for comment in module.comments:
        if _ADMISSION.search(comment.text):
            yield rule.at(comment.span)
