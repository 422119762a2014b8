"""Flag comments that are the talk of a chat and not of the code.

## Why it matters in production
"The rest of the code remains the same" means that an answer was pasted over a file, and what it left out is gone. The
other phrases mean that nobody has read the file since.

## Example
```python
def cancel(order):
    order.cancel()
    # ... rest of the code remains the same
```

## Use instead
```python
def cancel(order):
    order.cancel()
    order.refund()
    order.save()
```

## What it does not see
Talk in docstrings and strings, which a program about chats is full of, and in other languages than English. Fences and
prose outside of comments do not parse, and are VBE003.

## Measured
3 findings in 39 AI-written services (593,248 lines of service code), in 2 of them: 2 right, 1 minor. None in 23 mature projects
(1,093,310 lines).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.knowledge.phrases import CHAT_RESIDUE
from vibe_audit.module import Module
from vibe_audit.rule import ANY_CODE, Finding, Rule

rule = Rule(
    __name__,
    code="VBE157",
    severity=("error", "error", "error"),
    headline="Text of the chat is left in the source",
    concern="context drift",
    effort="10min",
    semgrep="subset",
    roles=ANY_CODE,
    since="0.1.0",
)

_TALK = re.compile("|".join(CHAT_RESIDUE), re.IGNORECASE)


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    # Most modules have no such words anywhere, comments or not.
    if not _TALK.search(module.source):
        return
    for comment in module.comments:
        if _TALK.search(comment.text):
            yield rule.at(comment.span)
