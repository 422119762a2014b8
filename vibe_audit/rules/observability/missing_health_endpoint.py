"""Report a web service that answers nobody who asks whether it is well.

## Why it matters in production
Whatever runs the service decides by such a route: a load balancer whether to send it requests, an orchestrator whether to start it
anew, a deployment whether to go on. Without one all of them go by an open port, which a process keeps long after it has lost its database.

## Example
```python
import sentry_sdk
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

sentry_sdk.init()
app = FastAPI()


@app.exception_handler(Exception)
async def answer_any_error(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "internal error"}, status_code=500)


@app.get("/orders")
async def list_orders() -> list[str]:
    return []


@app.get("/orders/{order_id}")
async def read_order(order_id: int) -> dict[str, int]:
    return {"id": order_id}


@app.get("/customers")
async def list_customers() -> list[str]:
    return []
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
Whether the answer means anything. A project is looked at as one service, which it is reported for once, where its first application is
made: of several services one that has the route speaks for all. A service of fewer than three routes is left alone.

## Measured
11 of 39 AI-written services are reported, and no word of health was found in any of them by searching; ten are right, and one is
minor, whose `/` answers that the service is online. None of 26 mature projects.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain

from vibe_audit.knowledge.operations import HEALTH
from vibe_audit.module import Module
from vibe_audit.project.services import service_made_in
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE420",
    severity=("info", "off", "warning"),
    headline="Web service has no health or readiness route",
    concern="monitoring",
    effort="15min",
    semgrep="no",
    since="0.1.0",
)

_HEALTH = expression(HEALTH, re.IGNORECASE)


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    """The application of the project, none of whose paths speaks of health."""
    service = service_made_in(module)
    if service is None or module.project is None:
        return
    # django-health-check, django-watchman and dockerflow bring the route themselves
    # and what a Dockerfile calls in place of a route is a module that says so by its name
    facts = service.modules.values()
    words = chain(module.project.declared.names, service.modules, *((*one.paths, *one.imports) for one in facts))
    if not any(map(_HEALTH.search, words)):
        yield rule.at(service.place)
