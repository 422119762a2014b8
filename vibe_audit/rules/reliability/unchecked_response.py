"""Flag bodies of HTTP responses that are used while nobody looks at the status.

## Why it matters in production
requests, httpx and aiohttp do not raise when the peer answers 401, 429 or 503: the error page is handed on as if it were the
answer. What follows is a `KeyError` far from its cause, or an empty result that looks like a true one, and the log says
nothing of the peer that was down.

## Example
```python
import requests


def exchange_rate(currency):
    response = requests.get(f"https://rates.example.org/{currency}", timeout=5)
    return response.json()["rate"]
```

## Use instead
```python
import requests


def exchange_rate(currency):
    response = requests.get(f"https://rates.example.org/{currency}", timeout=5)
    response.raise_for_status()
    return response.json()["rate"]
```

## What it does not see
Clients that are kept in an attribute or a module's variable or handed in, for they may raise by a hook; responses that are
handed on whole. Passed over is a body that is asked itself (`data.get("error")`, `"rate" in data`, a schema), one whose missing
key is caught, and one that is handed back whole in a module that knows the errors of its peer by their keys.

## Measured
9 findings in 6 of 39 AI-written services (593,248 lines of service code), 0.15 per 10,000 lines; 28 in 26 mature projects, 0.11
per 10,000, 20 of them in one. All 9 of the services read: 7 right, 2 minor. Of 21 read in the mature ones 14 were right, 6 minor and
1 false (a code in the body that is compared as a number).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.http import ANSWERED_CALLS
from vibe_audit.logic.calls import find_keyword, has_spread
from vibe_audit.logic.responses import bodies_by_name, body_of_chain, comes_from, is_read_by_people
from vibe_audit.logic.verdicts import speaks_for_itself
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule

rule = Rule(
    __name__,
    code="VBE112",
    severity=("warning", "off", "warning"),
    headline="Body of an HTTP response used with no look at its status",
    concern="brittle integration points",
    effort="5min",
    semgrep="subset",
    when_imported=("aiohttp", "httpx", "requests"),
    refs=("CWE-252",),
    since="0.1.0",
)

CALL_NAMES = frozenset(name.rpartition(".")[2] for name in ANSWERED_CALLS)


@rule.on(ast.Call, names=CALL_NAMES)
def check(call: ast.Call, module: Module) -> Iterator[Finding]:
    name = module.resolve(call.func)
    if name is None or name not in ANSWERED_CALLS:
        return
    function = module.function_of(call)
    if function is None or not _comes_as_it_is(call, name, function, module):
        return
    chained = body_of_chain(call, module)
    bodies = [chained] if chained else bodies_by_name(call, function, module)
    used = next((body for body in bodies if comes_from(body, call, module) and not is_read_by_people(body, module)), None)
    if used is not None and not speaks_for_itself(bodies, function, module):
        yield rule.at(call if chained else used, used.attr)


def _comes_as_it_is(call: ast.Call, name: str, function: Function, module: Module) -> bool:
    """Whether nothing raises in the client's place: no hook, no `raise_for_status=True`, of the call or of its client."""
    if find_keyword(call, "raise_for_status", "hooks") or (has_spread(call) and name.startswith("aiohttp.")):
        return False
    if "()" not in name:
        return True
    client = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(client, ast.Call):
        return _raises_nothing(client)
    # `self._client`, the session of the module, one that is handed in: whoever made it may have seen to it.
    bindings = module.names.bindings(client) if isinstance(client, ast.Name) else []
    return bool(bindings) and all(
        isinstance(binding.value, ast.Call) and _raises_nothing(binding.value) and _is_inside(binding.node, function, module)
        for binding in bindings
    )


def _raises_nothing(maker: ast.Call) -> bool:
    return not has_spread(maker) and not find_keyword(maker, "raise_for_status", "event_hooks", "transport", "response_class")


def _is_inside(node: ast.AST, function: Function, module: Module) -> bool:
    return any(holder is function for holder in module.ancestors(node))
