"""Flag outbound HTTP calls that name no time limit.

## Why it matters in production
One peer that accepts a connection and never answers holds one worker for ever; enough of them hold them all, and the
service is down though nothing in it is broken. The demo never met a slow peer.

## Example
```python
import requests


def fetch_rates(base):
    return requests.get(f"https://api.example.org/rates/{base}").json()
```

## Use instead
```python
import requests


def fetch_rates(base):
    return requests.get(f"https://api.example.org/rates/{base}", timeout=(3, 10)).json()
```

## What it does not see
A session whose adapter carries a default deadline, and a client that reaches the call through another module.
httpx and aiohttp have a limit of their own, so only taking it away is reported.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.http import AIOHTTP_TIMEOUTS, HTTPX_CALLS, REQUESTS_CALLS, REQUESTS_VERBS, URLLIB_CALLS
from vibe_audit.knowledge.llm import LLM_CLIENTS
from vibe_audit.logic.calls import argument, find_keyword, has_spread, is_none
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule, partly

rule = Rule(
    __name__,
    code="VBE110",
    severity=("warning", "off", "error"),
    headline="Outbound HTTP request has no timeout",
    concern="brittle integration points",
    effort="5min",
    semgrep="subset",
    refs=("CWE-400",),
    covered_by={"ruff": partly("S113"), "bandit": partly("B113"), "pylint": partly("W3101")},
    when_imported=("aiohttp", "anthropic", "httpx", "openai", "requests", "urllib"),
    since="0.1.0",
)

CALL_NAMES = frozenset({name.rpartition(".")[2] for name in LLM_CLIENTS | HTTPX_CALLS | AIOHTTP_TIMEOUTS | URLLIB_CALLS}) | REQUESTS_VERBS


@rule.on(ast.Call, names=CALL_NAMES)
def check(call: ast.Call, module: Module) -> Iterator[Finding]:
    name = module.resolve(call.func)
    # `requests.get(url, **options)`: the limit may be among the options.
    if name is None or has_spread(call):
        return
    if name in REQUESTS_CALLS or name in LLM_CLIENTS:
        waits_for_ever = _is_missing_or_none(argument(call, None, "timeout"))
    elif name in URLLIB_CALLS:
        waits_for_ever = _is_missing_or_none(argument(call, 2, "timeout"))
    elif name in HTTPX_CALLS:
        waits_for_ever = _takes_httpx_limit_away(call, name)
    elif name in AIOHTTP_TIMEOUTS:
        # `ClientTimeout(total=None, sock_read=30)` limits the silence, which is right for a long download.
        waits_for_ever = is_none(argument(call, 0, "total")) and not find_keyword(call, "sock_read")
    else:
        return
    if waits_for_ever:
        yield rule.at(call, name.replace("()", ""))


def _is_missing_or_none(timeout: ast.expr | None) -> bool:
    return timeout is None or is_none(timeout)


def _takes_httpx_limit_away(call: ast.Call, name: str) -> bool:
    if name == "httpx.Timeout":
        return is_none(argument(call, 0, "timeout")) and len(call.keywords) <= 1
    keyword = find_keyword(call, "timeout")
    return keyword is not None and is_none(keyword.value)
