"""Flag HTTP errors that are raised inside a try whose own broad handler turns them into a 500.

## Why it matters in production
The caller is told that the server broke when the caller asked for something that is not there. Clients retry what can
never work, the error budget and the alert count failures that are none, and the real 500 drowns among them.

## Example
```python
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.get("/items/{item_id}")
def read_item(item_id: str, store: Store):
    try:
        item = store.find(item_id)
        if item is None:
            raise HTTPException(status_code=404, detail="No such item")
        return item.describe()
    except Exception:
        raise HTTPException(status_code=500, detail="Could not read the item") from None
```

## Use instead
```python
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.get("/items/{item_id}")
def read_item(item_id: str, store: Store):
    item = store.find(item_id)
    if item is None:
        raise HTTPException(status_code=404, detail="No such item")
    return item.describe()
```
An unexpected failure is a 500 without our help. Where a handler is needed, put `except HTTPException: raise` before it.

## What it does not see
Exceptions of the project's own, and handlers that answer with anything but a constant status of 500 or above. What a function of the
project raises is seen, and the finding says where.

## Measured
116 findings in 39 AI-written services (593,248 lines of service code), 1.96 per 10,000 lines, 81 of them in one service;
26 mature projects, Flask and Requests: none. Of 23 read 23 were right. By way of functions of the project: 2 more, both right.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.escaping import catches, escapes
from vibe_audit.logic.handlers import anchor_of, is_broad, iter_body, try_of
from vibe_audit.logic.http_errors import HttpError, is_server_error_answer, raised_error
from vibe_audit.module import Module
from vibe_audit.project.functions import RAISES, effects_of
from vibe_audit.rule import Finding, Related, Rule

rule = Rule(
    __name__,
    code="VBE103",
    severity=("error", "warning", "error"),
    headline="HTTP error raised in try becomes a 500",
    concern="error handling",
    effort="10min",
    semgrep="subset",
    refs=("CWE-755",),
    roles=frozenset({Role.SERVICE, Role.SETTINGS}),
    over=("VBE106", "VBE325", "VBE101"),
    since="0.1.0",
)


@rule.on(ast.ExceptHandler)
def check(handler: ast.ExceptHandler, module: Module) -> Iterator[Finding]:
    if not is_broad(handler) or not is_server_error_answer(handler.body[-1], module) or _looks_at_exception(handler, module):
        return
    attempt = try_of(handler, module)
    earlier = attempt.handlers[: attempt.handlers.index(handler)]
    for node, error, related in _raised(attempt, module):
        # `raise HTTPException(503)` was a server error before.
        if error.is_server_error or any(catches(other, error, module) for other in earlier):
            continue
        if escapes(node, error, module, attempt):
            place = anchor_of(handler)
            # semgrep sees no functions: what it reports of the handler, the others report as well
            yield rule.at(place, str(error.status or error.names[0]), defect=place if related else handler, related=related)
            return


def _raised(attempt: ast.Try, module: Module) -> Iterator[tuple[ast.AST, HttpError, tuple[Related, ...]]]:
    """The HTTP errors that may leave the body of a try: those raised there first, then those of functions of the project."""
    body = list(iter_body(attempt, module))
    for node in body:
        if (error := raised_error(node, module)) is not None:
            yield node, error, ()
    for node in body:
        for seen in effects_of(node, RAISES, module) if isinstance(node, ast.Call) else ():
            name, _, status = seen.effect.what.partition(" ")
            yield node, HttpError((name,), int(status) if status else None), (seen.related,)


def _looks_at_exception(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether the handler may tell one exception from another: `if isinstance(e, HTTPException): raise`, `e.status_code`."""
    for node in iter_body(handler, module):
        if isinstance(node, (ast.If, ast.IfExp, ast.Match)):
            subject = node.subject if isinstance(node, ast.Match) else node.test
            if any(isinstance(name, ast.Name) and name.id == handler.name for name in module.walk(subject)):
                return True
        if isinstance(node, ast.Raise) and (node.exc is None or _is_caught(node.exc, handler)):
            return True
        if isinstance(node, ast.Attribute) and node.attr in ("code", "status_code", "detail") and _is_caught(node.value, handler):
            return True
        if isinstance(node, ast.Call) and terminal(node) in ("getattr", "isinstance"):
            return True
    return False


def _is_caught(node: ast.expr, handler: ast.ExceptHandler) -> bool:
    return isinstance(node, ast.Name) and node.id == handler.name
