"""Flag service calls whose address is a literal that only means something on one machine or in one network.

## Why it matters in production
In a container `localhost` is the container itself, `192.168.1.7` is somebody else's printer, and `example.com` is nobody. The call works
where it was written and nowhere else, and moving a service means changing code.

## Example
```python
import httpx


async def count(order_id):
    async with httpx.AsyncClient(timeout=5) as client:
        response = await client.post("http://192.168.1.7:3000/api/orders", json={"id": order_id})
        response.raise_for_status()
```

## Use instead
```python
import os

import httpx

ORDERS_URL = os.environ["ORDERS_URL"]


async def count(order_id):
    async with httpx.AsyncClient(timeout=5) as client:
        response = await client.post(f"{ORDERS_URL}/api/orders", json={"id": order_id})
        response.raise_for_status()
```

## What it does not see
Modules of settings, defaults of settings that the environment can change, defaults of a class or function, lists of allowed origins,
addresses whose port is worked out, and what is built from parts. A service at the same address on purpose, such as a sidecar, is
better named in the settings too.

## Measured
8 findings in 2 of 39 AI-written services (593,248 lines of service code), 0.13 per 10,000 lines, all read and right: a private address that
calls to another system go to, and redirects to the developer's machine that apply where the client names none. 26 mature projects: none in
2,638,396 lines.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.endpoints import ENDPOINTS, PARAMETERS, REDIRECTS
from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.attempts import asks_question
from vibe_audit.logic.calls import argument, has_spread, terminal, text_of
from vibe_audit.logic.programs import is_main_guard, is_run_by_hand, only_called_by_hand
from vibe_audit.logic.routes import route_of
from vibe_audit.logic.settings import is_for_development
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE116",
    severity=("off", "off", "info"),
    headline="Address of a service is written into the code",
    concern="brittle integration points",
    effort="10min",
    semgrep="subset",
    refs=("CWE-1051",),
    roles=frozenset({Role.SERVICE}),
    since="0.1.0",
)

_CALLS = ENDPOINTS | REDIRECTS | PARAMETERS
_NAMES = {
    package: frozenset(name.rpartition(".")[2] for name in _CALLS if name.startswith(f"{package}."))
    for package in {name.partition(".")[0] for name in _CALLS}
}
"""The last names of the calls, by the package that has to be imported for them."""
_HOST = (
    r"(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\]|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|"
    r"host\.docker\.internal|(?:[\w-]+\.)*example\.com)(?::\d+)?"
)
_URL = expression(rf"(?i)(?:[a-z][a-z0-9+.-]*://(?:[^/@\s]*@)?|.*\bhost=)({_HOST})(?![\w.:-])(.*)")
_BARE = expression(rf"(?i){_HOST}")

# Where none of these stands in a module, no address of the kinds above does.
_HINTS = (
    "localhost", "127.", "0.0.0.0", "[::1]", "192.168.", "172.", "docker.internal", "example.com", "'10.", '"10.', "/10.", "=10.", "@10.",
)


@rule.on(ast.Module, names=frozenset().union(*_NAMES.values()))
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    # Most modules name no such address, and `get` and `connect` are called everywhere.
    calls = module.calls_named({name for package in module.packages & _NAMES.keys() for name in _NAMES[package]})
    if not calls or not _names_host(module.source.lower()):
        return
    for call in calls:
        name = module.resolve(call.func)
        # `connect(**options)`: the address may be among them.
        if name not in _CALLS or has_spread(call):
            continue
        position, keywords = _CALLS[name]
        host = _host_in(argument(call, position, *keywords), module, is_bare=name in ENDPOINTS)
        if host is not None and _is_served(call, name, module):
            yield rule.at(call, f"{terminal(call)} {host}")


def _names_host(text: str) -> bool:
    return any(word in text for word in _HINTS)


def _host_in(address: ast.expr | None, module: Module, *, is_bare: bool) -> str | None:
    """The host in a literal address, or in one that begins with a literal; seen through a name that is bound once."""
    for _ in range(3):
        if not isinstance(address, ast.Name):
            break
        binding = module.names.binding(address)
        address = binding.value if binding else None
    if isinstance(address, (ast.List, ast.Tuple)) and len(address.elts) == 1:
        address = address.elts[0]
    whole = text_of(address)
    while isinstance(address, (ast.JoinedStr, ast.BinOp)):
        address = address.values[0] if isinstance(address, ast.JoinedStr) and address.values else getattr(address, "left", None)
    begin = text_of(address)
    if begin is None:
        return None
    if match := _URL.fullmatch(begin.replace("\n", " ")):
        # `f"http://localhost:{port}/"`, `f"http://localhost{suffix}"`: which of them it is was worked out.
        return match[1] if whole is not None or match[2] else None
    match = _BARE.fullmatch(whole) if is_bare and whole else None
    return match[0] if match else None


def _is_served(call: ast.Call, name: str, module: Module) -> bool:
    """Whether the call is made when the service runs somewhere else than where it was written."""
    function = module.function_of(call)
    if name in PARAMETERS:
        # A default belongs to the function whose parameter it is.
        function = next((node for node in module.ancestors(call) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))), None)
        return function is not None and route_of(function, module) is not None
    if is_run_by_hand(module) or any(is_main_guard(holder) for holder in module.ancestors(call)):
        return False
    if function is not None and (function.name == "main" or only_called_by_hand(function, module)):
        return False
    # `if settings.debug: ...`; `def is_alive(): ...` asks what runs beside it.
    return not is_for_development(call, module) and not asks_question(call, module)
