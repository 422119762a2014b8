"""Flag outbound HTTP calls that name no time limit.

## Why it matters in production
One peer that accepts a connection and never answers holds one worker for ever; enough of them hold them all, and the
service is down though nothing in it is broken. The demo never met a slow peer.

## Example
```python
import requests


def fetch_rates(base):
    response = requests.get(f"https://api.example.org/rates/{base}")
    response.raise_for_status()
    return response.json()
```

## Use instead
```python
import requests


def fetch_rates(base):
    response = requests.get(f"https://api.example.org/rates/{base}", timeout=(3, 10))
    response.raise_for_status()
    return response.json()
```

## What it does not see
A session whose adapter carries a default deadline. One that another module has made is followed to there, from modules that import one
of these clients themselves; a wrapper around a request is not.
httpx and aiohttp have a limit of their own, and so have the clients of language models (ten minutes in OpenAI's and Anthropic's
packages), so there only taking it away is reported (`timeout=None`).

## Measured
21 findings in 6 of 39 AI-written services (593,248 lines of service code), 0.35 per 10,000 lines; 26 mature projects: 35, 0.13 per
10,000, 26 of them in one. Of 29 read in the services 24 were right, 3 minor and 2 false (a simulator that is run by hand), when
clients of language models were still reported for their ten minutes, 18 times; of 17 read in the mature ones 11 were right, 1 minor
and 5 false (examples, a client that has a limit), which are passed over since.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.http import AIOHTTP_TIMEOUTS, HTTPX_CALLS, REQUESTS_CALLS, REQUESTS_SESSIONS, REQUESTS_VERBS, URLLIB_CALLS
from vibe_audit.knowledge.llm import LLM_CLIENTS
from vibe_audit.logic.calls import argument, find_keyword, has_spread, is_none, terminal
from vibe_audit.logic.programs import is_main_guard
from vibe_audit.module import Module
from vibe_audit.project.values import is_overridden, value_of
from vibe_audit.rule import Finding, Related, Rule, partly

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

CALL_NAMES = REQUESTS_VERBS | {
    name.rpartition(".")[2] for name in LLM_CLIENTS | HTTPX_CALLS | AIOHTTP_TIMEOUTS | REQUESTS_CALLS | URLLIB_CALLS
}


@rule.on(ast.Call, names=CALL_NAMES)
def check(call: ast.Call, module: Module) -> Iterator[Finding]:
    name = module.resolve(call.func)
    # `requests.get(url, **options)`: the limit may be among the options.
    if has_spread(call):
        return
    # What stands below `if __name__ == "__main__":` is run by somebody who can interrupt it.
    if name is not None and _waits_for_ever(call, name, module):
        if not any(is_main_guard(holder) for holder in module.ancestors(call)):
            yield rule.at(call, name.replace("()", ""))
    elif seen := _seen_elsewhere(call, name, module):
        what, place = seen
        if not any(is_main_guard(holder) for holder in module.ancestors(call)):
            yield rule.at(call, what.replace("()", ""), related=(place,))


def _seen_elsewhere(call: ast.Call, name: str | None, module: Module) -> tuple[str, Related] | None:
    """What waits for ever because of another line of the project: a limit that is None there, or a session that has none."""
    if name in REQUESTS_CALLS or name in URLLIB_CALLS or name in HTTPX_CALLS:
        limit = find_keyword(call, "timeout")
        value = value_of(limit.value, module) if limit is not None and isinstance(limit.value, (ast.Attribute, ast.Name)) else None
        # `settings.TIMEOUT = 30` in another module
        if limit is None or value is None or value.constant is not None or is_overridden(terminal(limit.value), value, module):
            return None
        return (name or "", value.related("the limit is None")) if name is not None else None
    if find_keyword(call, "timeout") or not isinstance(call.func, ast.Attribute) or call.func.attr not in REQUESTS_VERBS:
        return None
    made = value_of(call.func.value, module)
    if made is None or made.home is module or not isinstance(made.node, ast.Call):
        return None
    session = f"{made.home.resolve(made.node.func)}()"
    # An adapter, a `partial` or a class of its own may bring a limit to where the session is made.
    if session not in REQUESTS_SESSIONS or "timeout" in made.home.source.lower() or module.once(_mounts_a_limit):
        return None
    return f"{session}.{call.func.attr}", made.related("the session is made here")


def _waits_for_ever(call: ast.Call, name: str, module: Module) -> bool:
    if name in REQUESTS_CALLS:
        # `session.mount("https://", TimeoutAdapter(5))`
        is_session = "()" in name
        return _is_missing_or_none(argument(call, None, "timeout")) and not (is_session and module.once(_mounts_a_limit))
    if name in LLM_CLIENTS:
        # `OpenAI()` waits for ten minutes; `client.with_options(timeout=10)`: the limit is given later.
        return is_none(argument(call, None, "timeout")) and not module.once(_limits_each_request)
    if name in URLLIB_CALLS:
        return _is_missing_or_none(argument(call, 2, "timeout")) and not module.once(_sets_default_limit)
    if name in HTTPX_CALLS:
        return _takes_httpx_limit_away(call, name)
    if name in AIOHTTP_TIMEOUTS:
        # `ClientTimeout(total=None, sock_read=30)` limits the silence, which is right for a long download; a web socket
        # is meant to stay open.
        return (
            _is_missing_or_none(argument(call, 0, "total"))
            and not find_keyword(call, "sock_read")
            and len(call.args) < 3
            and not module.once(_opens_web_socket)
        )
    return False


def _is_missing_or_none(timeout: ast.expr | None) -> bool:
    return timeout is None or is_none(timeout)


def _takes_httpx_limit_away(call: ast.Call, name: str) -> bool:
    if name == "httpx.Timeout":
        return is_none(argument(call, 0, "timeout")) and len(call.keywords) <= 1
    keyword = find_keyword(call, "timeout")
    return keyword is not None and is_none(keyword.value)


def _limits_each_request(module: Module) -> bool:
    return any(find_keyword(call, "timeout") for call in module.calls_named({"create", "parse", "stream", "with_options"}))


def _mounts_a_limit(module: Module) -> bool:
    return any(len(call.args) == 2 and "timeout" in module.text(call.args[1]).lower() for call in module.calls_named({"mount"}))


def _sets_default_limit(module: Module) -> bool:
    return any(module.resolve(call.func) == "socket.setdefaulttimeout" for call in module.calls_named({"setdefaulttimeout"}))


def _opens_web_socket(module: Module) -> bool:
    return bool(module.calls_named({"ws_connect"}))
