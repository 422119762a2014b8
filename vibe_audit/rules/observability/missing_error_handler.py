"""Report a web service in which nothing answers an error that nobody has foreseen.

## Why it matters in production
Every service has errors that no route expects. Without a place of their own they are answered by the framework: a bare 500 in another
format than all other answers, without an id to ask about, and each route begins to catch everything for itself.

## Example
```python
import sentry_sdk
from fastapi import FastAPI

sentry_sdk.init()
app = FastAPI()


@app.get("/healthz")
async def tell_health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/orders")
async def list_orders() -> list[str]:
    return []


@app.get("/orders/{order_id}")
async def read_order(order_id: int) -> dict[str, int]:
    return {"id": order_id}
```

## Use instead
```python
import sentry_sdk
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

sentry_sdk.init()
app = FastAPI()


@app.exception_handler(Exception)
async def answer_any_error(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "internal error"}, status_code=500)


@app.get("/healthz")
async def tell_health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/orders")
async def list_orders() -> list[str]:
    return []


@app.get("/orders/{order_id}")
async def read_order(order_id: int) -> dict[str, int]:
    return {"id": order_id}
```

## What it does not see
A handler that a package of one's own brings. Django answers by itself and is left alone, and so are sanic, tornado and falcon. A project is
looked at as one service, which it is reported for once, where its first application is made. A service of fewer than three routes is
left alone.

## Measured
19 of 39 AI-written services are reported, and one of 26 mature projects, a template. All 20 were searched for handlers and
middleware: none answers all errors. 17 right, 3 minor, which are prototypes of fewer than 1,000 lines.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.web import LEAVING_ERRORS
from vibe_audit.module import Module
from vibe_audit.project.services import service_made_in
from vibe_audit.rule import Finding, Rule

rule = Rule(
    __name__,
    code="VBE422",
    severity=("info", "off", "warning"),
    headline="Web service has no last-resort error handler",
    concern="graceful degradation",
    effort="30min",
    semgrep="no",
    since="0.1.0",
)


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    """The application of the project, none of whose modules answers all errors."""
    service = service_made_in(module)
    if service is None or service.framework not in LEAVING_ERRORS:
        return
    if not any(facts.answers_all_errors for facts in service.modules.values()):
        yield rule.at(service.place)
