"""Flag connections to mail, file, database and Redis servers, and plain sockets, that are opened with no time limit.

## Why it matters in production
A server that is cut off by a firewall or hangs does not refuse: it says nothing. Whoever waits for it with no limit waits
until the process is restarted, and takes its thread, its request and whatever it has locked along.

## Example
```python
import smtplib


def send(message, host):
    with smtplib.SMTP(host, 587) as server:
        server.starttls()
        server.send_message(message)
```

## Use instead
```python
import smtplib


def send(message, host):
    with smtplib.SMTP(host, 587, timeout=10) as server:
        server.starttls()
        server.send_message(message)
```
For psycopg2 and MySQLdb the limit is `connect_timeout`, for Redis `socket_timeout` and `socket_connect_timeout`.

## What it does not see
A limit that comes with the URL from the environment, in `**options` or in a pool that is made elsewhere; what is on the same
machine. redis-py has a limit of its own from 8.0 on, psycopg 3, PyMySQL, MySQL Connector and asyncpg always had one for connecting.

## Measured
12 findings in 9 of 39 AI-written services (593,248 lines of service code), 0.20 per 10,000 lines, ten of them Redis; as many others give
a limit, or wait on purpose. 26 mature projects: 34 in 2,638,396 lines, 0.13 per 10,000. Of the 12 read 10 were right and 2 minor (a
cache that is off by default, one for a single page); of 20 read in the mature ones 14 were right, 5 minor and 1 false (a test's helper).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.connections import REDIS_CLIENTS, REDIS_WAITERS, STANDARD_TIMEOUTS, STREAM_CONNECTS, UNLIMITED_DRIVERS
from vibe_audit.logic.calls import argument, find_keyword, has_spread, is_none, text_of
from vibe_audit.logic.programs import is_main_guard, is_run_by_hand, only_called_by_hand
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE111",
    severity=("off", "off", "warning"),
    headline="A connection is opened without a time limit",
    concern="brittle integration points",
    effort="5min",
    semgrep="subset",
    refs=("CWE-400",),
    when_imported=(
        "MySQLdb", "aioredis", "ftplib", "http", "imaplib", "poplib", "psycopg2", "redis", "smtplib", "socket", "telnetlib",
    ),
    since="0.1.0",
)

_CONNECTORS = REDIS_CLIENTS | STANDARD_TIMEOUTS.keys() | STREAM_CONNECTS | UNLIMITED_DRIVERS
_NAMES = frozenset(name.rpartition(".")[2] for name in _CONNECTORS)
_LIMITERS = frozenset({
    "fail_after", "move_on_after", "setblocking", "setdefaulttimeout", "settimeout", "timeout", "timeout_at", "wait_for",
})
_LOCAL = expression(r"(?:\w+://(?:[^/@]*@)?|.*\bhost=)?(?:localhost|127\.0\.0\.\d+|::1|\[::1\]|/.*)(?:[\s:/].*)?|unix:.*")


@rule.on(ast.Call, names=_NAMES)
def check(call: ast.Call, module: Module) -> Iterator[Finding]:
    name = module.resolve(call.func)
    # `Redis(**settings.redis)`, `psycopg2.connect(*dsn)`: the limit may be among them.
    if name not in _CONNECTORS or has_spread(call) or not _has_no_limit(call, name, module):
        return
    # Who is on the same machine answers or refuses at once.
    if _is_local(call, name) or _is_run_by_somebody(call, module):
        return
    yield rule.at(call, name.replace("()", ""))


def _has_no_limit(call: ast.Call, name: str, module: Module) -> bool:
    # `sock.settimeout(5)`, `socket.setdefaulttimeout(5)`, `async with asyncio.timeout(5)`, `asyncio.wait_for(...)`
    if module.calls_named(_LIMITERS):
        return False
    if name in STANDARD_TIMEOUTS:
        limit = argument(call, STANDARD_TIMEOUTS[name], "timeout")
        return (limit is None or is_none(limit)) and not _is_decided_elsewhere(call, name, module)
    if name in STREAM_CONNECTS:
        # A datagram socket waits for nobody when it connects, a Unix socket is on this machine.
        return not any(kind in module.source for kind in ("SOCK_DGRAM", "AF_UNIX"))
    # `host=... connect_timeout=5` in the text, and in one that was put together before.
    if any("timeout" in module.text(part).lower() for part in _parts(call, module)):
        return False
    if name in REDIS_CLIENTS:
        # A limit on the socket would end `pubsub.listen()` and `blpop(queue)`, which wait on purpose; so does a worker of rq.
        is_waiting = module.calls_named(REDIS_WAITERS) or "rq.Worker" in module.imported
        return not is_waiting and not find_keyword(call, "connection_pool", "unix_socket_path", "path")
    return "PGCONNECT_TIMEOUT" not in module.source


def _is_decided_elsewhere(call: ast.Call, name: str, module: Module) -> bool:
    """`ftp = FTP()` opens nothing; the limit of `FTP(timeout=10)` goes for its `connect` too."""
    if name.endswith(".connect"):
        return any(find_keyword(made, "timeout") for made in module.calls_named({"FTP", "FTP_TLS"}))
    return name.startswith("ftplib.") and argument(call, 0, "host") is None


def _parts(call: ast.Call, module: Module) -> Iterator[ast.expr]:
    """The call, and what the names among its arguments were given."""
    yield call
    for given in (*call.args, *(keyword.value for keyword in call.keywords)):
        if isinstance(given, ast.Name) and (binding := module.names.binding(given)) and binding.value is not None:
            yield binding.value


def _is_local(call: ast.Call, name: str) -> bool:
    server = argument(call, 0, "host", "url", "dsn", "address")
    if name in REDIS_CLIENTS and not name.endswith("from_url") and server is None:
        return True
    if isinstance(server, ast.Tuple) and server.elts:
        server = server.elts[0]
    return _LOCAL.fullmatch(text_of(server) or "x") is not None


def _is_run_by_somebody(call: ast.Call, module: Module) -> bool:
    """Who started it sees that it hangs, and can interrupt it."""
    function = module.function_of(call)
    if is_run_by_hand(module) or any(is_main_guard(holder) for holder in module.ancestors(call)):
        return True
    return function is not None and (function.name == "main" or only_called_by_hand(function, module))
