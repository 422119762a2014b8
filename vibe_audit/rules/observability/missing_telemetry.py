"""Report a web service that reports its errors to nobody and measures nothing.

## Why it matters in production
Its operators learn of a failure from their customers. A log on a machine that is gone tells nothing, and without error tracking, metrics
or traces nobody can say since when it fails, how often, for whom and after which change.

## Example
```python
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

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
Whether what is imported is switched on, and what watches from outside without a word in the project: a service mesh, an agent of the
platform. A project is looked at as one service, which it is reported for once, where its first application is made. A service of fewer
than three routes is left alone.

## Measured
33 of 39 AI-written services are reported; a search for the names of seven such packages in their code, manifests and containers found
nothing in any that the rule had not seen. 30 right, 3 minor, which are prototypes of fewer than 1,000 lines. None of 26 mature projects.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.operations import TELEMETRY, TELEMETRY_WORDS
from vibe_audit.module import Module
from vibe_audit.project.services import service_made_in
from vibe_audit.rule import Finding, Rule

rule = Rule(
    __name__,
    code="VBE421",
    severity=("warning", "off", "warning"),
    headline="Web service reports neither errors nor metrics",
    concern="monitoring",
    effort="1h",
    semgrep="no",
    since="0.1.0",
)


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    """The application of the project, none of whose modules imports what reports errors, measures or traces."""
    service = service_made_in(module)
    if service is None or module.project is None:
        return
    if any(not TELEMETRY.isdisjoint(facts.imports) for facts in service.modules.values()):
        return
    # `ddtrace-run` and its like stand in a manifest or a Dockerfile only
    if not any(word in name for name in module.project.declared.names for word in TELEMETRY_WORDS):
        yield rule.at(service.place)
