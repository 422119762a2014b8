"""Flag retries of a remote call that follow at once, or that never end.

## Why it matters in production
A service that fails because it is overloaded gets its load doubled by whoever tries again at once, so that it stays down; and a
retry with no limit holds its worker for as long as the failure lasts. Small outages become long ones that way.

## Example
```python
def translate(client, messages):
    error = None
    for attempt in range(3):
        try:
            return client.chat.completions.create(model="small", max_tokens=400, timeout=20, messages=messages)
        except Exception as failure:
            error = failure
    raise error
```

## Use instead
```python
from tenacity import retry, stop_after_attempt, wait_random_exponential


@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=30), reraise=True)
def translate(client, messages):
    return client.chat.completions.create(model="small", max_tokens=400, timeout=20, messages=messages)
```

## What it does not see
A fixed pause where a growing one were better, a pause inside a function that the handler calls, and loops of a supervisor that
reconnect for ever with a pause in between, which is what they are for. Celery waits of itself.

## Measured
4 findings in 3 of 39 AI-written services (593,248 lines of service code), 0.07 per 10,000 lines, all of them calls of a language model
that are tried again at once: 3 right, 1 minor (in a module that has been replaced). Thirty other retry loops there wait. 26 mature
projects: 1 in 2,638,396 lines, minor. A first version found 11 more there (a key that is taken, an optimistic lock, a call that timed
out), which are passed over since.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.retries import RETRIERS
from vibe_audit.logic.calls import argument, constant, find_keyword, has_spread
from vibe_audit.logic.programs import is_run_by_hand
from vibe_audit.logic.retries import find_retry_loops, is_endless, pauses
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule

rule = Rule(
    __name__,
    code="VBE113",
    severity=("off", "off", "warning"),
    headline="Retries have no limit, or no pause in between",
    concern="circuit breakers",
    effort="10min",
    semgrep="subset",
    refs=("CWE-770",),
    since="0.1.0",
)

_NAMES = frozenset(name.rpartition(".")[2] for name in RETRIERS)
_PACKAGES = frozenset(name.partition(".")[0] for name in RETRIERS)


@rule.on(ast.Call, names=_NAMES)
def check_call(call: ast.Call, module: Module) -> Iterator[Finding]:
    name = module.resolve(call.func) or ""
    # `@retry(**settings.retries)`: the limit may be among them; `@retry(Unavailable, 3, 2)`: both are.
    if name not in RETRIERS or has_spread(call) or (name.startswith("retry.") and len(call.args) > 1):
        return
    limits, pauses_by = RETRIERS[name]
    # `Retry(0)`, `Retry(total=False)` does not try again.
    if name.endswith(".Retry") and not _tries_again(call):
        return
    if limits and not find_keyword(call, *limits):
        yield rule.at(call, f"{name} without {' or '.join(sorted(limits)[:2])}")
    elif pauses_by and not find_keyword(call, *pauses_by):
        yield rule.at(call, f"{name} without {min(pauses_by)}")


def _tries_again(call: ast.Call) -> bool:
    total = argument(call, 0, "total")
    return total is None or bool(constant(total))


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    # `@retry` alone: for ever, and at once
    if module.packages & _PACKAGES:
        for function in module.functions:
            for decorator in function.decorator_list:
                if isinstance(decorator, (ast.Name, ast.Attribute)) and module.resolve(decorator) in RETRIERS:
                    yield rule.at(decorator, module.resolve(decorator) or "")
    for loop, attempt in find_retry_loops(module):
        # Who started a program by hand can end it.
        if is_run_by_hand(module):
            return
        if not pauses(loop, attempt, module):
            yield rule.at(_anchor_of(loop), "at once")
        elif is_endless(loop) and _somebody_waits(attempt, module):
            yield rule.at(_anchor_of(loop), "for ever")


def _anchor_of(loop: ast.For | ast.While) -> ast.expr:
    return loop.target if isinstance(loop, ast.For) else loop.test


def _somebody_waits(attempt: ast.Try, module: Module) -> bool:
    """Whether a caller waits for what comes out, and no handler ever gives up."""
    returns = [node for node in module.walk_own(attempt) if isinstance(node, ast.Return) and node.value is not None]
    leaves = (ast.Raise, ast.Return, ast.Break)
    gives_up = any(isinstance(node, leaves) for handler in attempt.handlers for node in module.walk_own(handler))
    return bool(returns) and not gives_up
