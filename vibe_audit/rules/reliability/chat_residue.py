"""Flag text of the chat with the model that was left in the source.

## Why it matters in production
"Rest of the code remains the same" was meant for the person who pastes; where it was pasted too, the rest of the code is
gone, and nobody has read the file since. Whatever else the answer changed has not been read either.

## Example
```python
def update(order, form):
    order.note = form["note"]
    # ... existing code ...
    return order
```

## Use instead
```python
def update(order, form):
    order.note = form["note"]
    order.total = order.total_of_lines()
    return order
```

## What it does not see
Text in strings and docstrings, where prompts for models live, and a fence without a comment sign, which is no Python. A
remark that quotes such a phrase is left alone. semgrep misses a comment between the parts of one string.

## Measured
3 findings in 39 AI-written services (593,248 lines of service code), 0.05 per 10,000 lines; all read, 3 right. 26 mature
projects (2,638,396 lines): none.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.knowledge.roles import ANY_CODE
from vibe_audit.logic.remarks import first_of_each_block
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

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

_CODE = (
    r"(?:class(?:es)?|code|endpoints?|file|functions?|handlers?|implementation|imports?|logic|methods?|models?|module|routes?|script|"
    r"tests?|views?)"
)
_STAYS = (
    r"(?:(?:is|are) )?(?:as (?:before|is|it was)|as-is|continues(?: here)?|(?:goes |stays )?here|intact|omitted(?: for brevity)?|"
    r"(?:remains?|stays?)(?: (?:the same|as is|unchanged|intact))?|the same|unchanged)"
)
_END = r"[ \t]*(?:[.)\]]|…)*[ \t\r]*$"
PHRASES = (
    # Three dots for what the model did not repeat.
    (
        r"(?:\.{3}|…)[ \t]*[(\[]?(?:(?:all|and|keep|other|the|your)[ \t]+)*(?:existing|remaining|rest of|unchanged)\b[^\n]{0,20}"
        rf"\b{_CODE}\b(?:[^\n]{{0,60}}(?:\.{{3}}|…)|[ \t]*{_STAYS})?{_END}"
    ),
    rf"[(\[]?(?:the[ \t]+)?rest of (?:the |this |your )?(?:\w+ )?{_CODE} {_STAYS}{_END}",
    rf"[(\[]?(?:the |your )?(?:existing|other|previous|remaining) (?:\w+ )?{_CODE} {_STAYS}{_END}",
    r"(?:\.{3}|…)[ \t]*[(\[]?(?:código existente|resto del? (?:\w+ )?(?:archivo|código|función)|resto do (?:arquivo|código))",
    r"(?:其余|其他)代码(?:保持)?不变",
    r"as an ai (?:assistant|language model|model)\b",
    r"(?:certainly|sure)[!,][ \t]here\b",
    r"(?:i )?hope this helps\b",
    r"you(?:'|’)?(?:re| are) absolutely right\b",
    (
        r"here(?:'|’)?s (?:an?|the|your) (?:complete |full )?(?:corrected|fixed|improved|modified|refactored|revised|updated) (?:\w+ )?"
        rf"(?:version|{_CODE})\b"
    ),
    r"let me know if (?:there|this|you)\b",
    r"i apologi[sz]e for the (?:confusion|error|mistake|oversight)\b",
    r"as of my (?:knowledge|last|latest) (?:cutoff|knowledge|training|update)\b",
)

PATTERN = rf"#+[ \t]*(?i:{'|'.join(PHRASES)})"
_RESIDUE = expression(PATTERN, re.ASCII | re.MULTILINE)
# No phrase goes without one of these.
_WORDS = (
    "absolutely", "apologi", "as an ai", "as of my", "certainly", "existente", "existing", "here", "hope", "know if", "other", "previous",
    "remaining", "rest", "sure", "unchanged", "代码",
)  # fmt: skip


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    for comment in first_of_each_block(_RESIDUE, _WORDS, module):
        yield rule.at(comment.span)
