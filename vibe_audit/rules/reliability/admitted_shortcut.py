"""Report comments in which the author admits that the code below is not the real thing.

## Why it matters in production
The one who wrote it knew that it would not do: a password compared as plain text "for now", a queue in memory where "in
production you would use Redis". Nobody reads the comment again, and the demo is what goes live. Each such line is a decision
that somebody should take on purpose: build the real thing, refuse to start without it, or write down why it will do.

## Example
```python
def verify(password, user):
    # For now, simple comparison (in production, use proper hashing)
    return password == user.password
```

## Use instead
```python
def verify(password, user):
    return hasher.verify(user.password_hash, password)
```

## What it does not see
Docstrings, and shortcuts that nobody admits. A plain "for now" is a decision like any other: only together with what is
missing ("for now, return an empty list", "hardcoded for now") is it an admission. Spanish, Portuguese and Chinese are covered
as far as they were seen.

## Measured
88 findings in 39 AI-written services (593,248 lines of service code), 1.48 per 10,000 lines, in 18 of them. Of 40 read, 33
right, 7 minor, none false. 26 mature projects (2,638,396 lines): 21 findings, 0.08 per 10,000 lines; all read, 8 right, 11
minor, 2 false.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.logic.remarks import first_of_each_block
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule, partly
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE158",
    severity=("info", "off", "warning"),
    headline="A comment admits that this is not the real thing",
    concern="demo-to-production gap",
    effort="1h",
    semgrep="subset",
    covered_by={"ruff": partly("FIX002"), "pylint": partly("W0511")},
    since="0.1.0",
)

_SHORT = (
    r"(?:(?:basic|simple) (?:\w+ )?(?:check|comparison|implementation|info|list|logic|table|version)|dummy|fake|hard-?coded|in[- ]memory|"
    r"mock(?:ed)?|placeholder|simplified|stub(?:bed)?|(?:implementing|using) basic)"
)

# Where the comment begins.
OPENINGS = (
    r"todo(?:\([^)\n]*\))?:?[ \t]*(?:implement|integrate|replace with|implementar|integrar|reemplazar|substituir|实现|接入|替换)",
    r"simulat(?:e|es|ing)[ \t](?:\w+[ \t]){0,2}(?:api call|delay|fetching|network|payment|processing|response|sending|transaction|work)\b",
    r"placeholder (?:crud|implementation|logic)\b",
)
# Anywhere in the comment.
PHRASES = (
    r"in a real(?:-world)? (?:app(?:lication)?|deployment|implementation|production|project|scenario|service|system)\b",
    (
        r"in (?:a )?(?:real )?production(?: app(?:lication)?| code| environment| system)?,?[ \t]"
        r"(?:(?:it|this|we|you)(?:'d| would| should| might| need to)\b|(?:integrate|replace|store|use)[ \t])"
    ),
    r"(?:remove|replace)(?: it| this)? (?:before|for|in) production\b",
    r"should be (?:encrypted|hashed|hidden|removed|replaced|restricted|secured|stored|validated|verified)\b[^\n]{0,30} in production\b",
    rf"for now\b[^\n]{{0,30}}\b(?:allow (?:all|any|every)|just (?:log|return)|return(?:ing|s)?\b(?! (?:from|early))|{_SHORT})\b",
    rf"{_SHORT}\b[^\n]{{0,20}} for now\b",
    r"simplified (?:implementation|version)\b",
    r"this is (?:just |only )?an? (?:mock|simplified|stub|placeholder)(?: implementation| response| that| until|[ \t]*[-.;,:(]|$)",
    (
        r"(?:creat|generat|return|us)(?:e|es|ing|s)? (?:an? |some |the )?(?:dummy|fake|hard-?coded|mock|placeholder|simulated)"
        r" (?:data|implementation|logic|responses?|results?|values?)\b"
    ),
    r"\(placeholder\b",
    r"temporary (?:fix|hack|solution|workaround)\b",
    r"(?<!is )temporarily (?:bypass|comment|disabled|hard-?cod)",
    r"for (?:the )?demo(?:nstration)? purposes?\b",
    r"(?:should be replaced (?:by|with)|would be replaced with (?:actual|proper|real))\b",
    r"replace (?:it |this )?with (?:an? |the |your )?(?:actual|proper|real)\b",
    r"(?:por ahora|por enquanto)\b",
    r"temporalmente (?:activad|comentad|desactivad|deshabilitad)",
    r"temporariamente (?:ativad|comentad|desativad|desabilitad)",
    r"(?:eliminar|quitar|remover) (?:antes de|em|en) (?:producci|produç)",
)
# Scripts that divide no words.
UNDIVIDED = (r"(?:模拟|模擬)(?:支付|數據|数据|返回)", r"实际(?:应用|环境|项目)中", r"临时(?:处理|方案)")

PATTERN = rf"#+[ \t]*(?i:{'|'.join(OPENINGS)}|[^\n]*?(?:\b(?:{'|'.join(PHRASES)})|{'|'.join(UNDIVIDED)}))"
_ADMISSION = expression(PATTERN, re.ASCII | re.MULTILINE)
# No phrase goes without one of these.
_WORDS = (
    "ahora", "demo", "dummy", "enquanto", "fake", "hard", "mock", "now", "placeholder", "produ", "real", "replace", "simpl", "simul",
    "stub", "tempor", "todo", "临时", "实际", "模",
)  # fmt: skip


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    for comment in first_of_each_block(_ADMISSION, _WORDS, module):
        yield rule.at(comment.span)
