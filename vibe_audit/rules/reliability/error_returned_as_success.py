"""Flag routes that answer a failure with status 200.

## Why it matters in production
Clients, retries, caches, load balancers and alerts all go by the status. A failure with status 200 is retried by nobody,
cached by some, and counted as a success on every dashboard, so the first to notice the outage is a customer.

## Example
```python
from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/orders/<number>")
def show_order(number, store):
    order = store.find(number)
    if order is None:
        return jsonify({"success": False, "message": "No such order"})
    return jsonify({"success": True, "order": order})
```

## Use instead
```python
from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/orders/<number>")
def show_order(number, store):
    order = store.find(number)
    if order is None:
        return jsonify({"message": "No such order"}), 404
    return jsonify({"order": order})
```

## What it does not see
A body that is put together before it is returned, a status that is a variable, and models of a response. A status that is
given and is neither 200 nor 201 (`{"error": "not ready"}, 202`) is no success in disguise. Routes that check, test, validate
or report health answer about a failure and not with one; webhooks answer 200 so that the sender does not try again.

## Measured
275 findings in 6 of 39 AI-written services (593,248 lines of service code), 4.6 per 10,000, most of them in one Django
service; 5 in 26 mature projects. Of 18 read in the services, 15 right, 3 minor, none false; of the 5, 3 right, 2 minor.
No success behind a swallowed failure was among them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.logic.answers import answer_in, failure_in, sets_status, success_in
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.dependencies import parameters_of
from vibe_audit.logic.handlers import anchor_of, handler_of, is_broad, is_passive_statement, try_of
from vibe_audit.logic.routes import find_routes, route_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE106",
    severity=("error", "info", "error"),
    headline="Failure answered with status 200",
    concern="inconsistent error handling",
    effort="10min",
    semgrep="subset",
    refs=("CWE-394",),
    since="0.1.0",
    over=("VBE101", "VBE102"),
)

# Routes that answer about a failure, and those that must not show one: `/forgot-password` tells nobody who has an account.
_ASKING = expression(
    r"(?i)test|check|valid|verif|health|status|ping|probe|debug|preview|dry|webhook|callback|hook|logout|sign_?out|forgot|reset|"
    r"unsubscribe|track|analytics|telemetry|rpc"
)


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    if find_routes(module) or "JsonResponse" in module.source:
        for statement in module.nodes(ast.Return):
            yield from _check_answer(statement, module)


def _check_answer(statement: ast.Return, module: Module) -> Iterator[Finding]:
    answer = answer_in(statement.value)
    if answer is None or not answer.is_success:
        return
    function = module.function_of(statement)
    if function is None or not _answers_requests(function, statement, module) or _is_asking(function, module):
        return
    handler = handler_of(statement, module)
    if failure := failure_in(answer):
        # `{"error": "not ready"}, 202` says by its status that it is no answer yet.
        if answer.is_plain and not sets_status(function, module):
            yield rule.at(statement, failure, defect=handler or statement)
    elif (success := success_in(answer)) and handler is not None and is_broad(handler) and _only_logs(handler, statement, module):
        yield rule.at(statement, success, defect=handler)


@rule.on(ast.ExceptHandler)
def check_swallowed(handler: ast.ExceptHandler, module: Module) -> Iterator[Finding]:
    """`except Exception: pass` around all the work of a route, and behind it `return {"status": "success"}`."""
    if not is_broad(handler) or not all(is_passive_statement(statement, module) for statement in handler.body):
        return
    # `except Exception: return []` is another answer, and the matter of VBE102.
    if isinstance(handler.body[-1], ast.Return):
        return
    attempt = try_of(handler, module)
    function = module.parents.get(attempt)
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) or function.body[-2:-1] != [attempt]:
        return
    last = function.body[-1]
    answer = answer_in(last.value) if isinstance(last, ast.Return) else None
    if answer is None or not answer.is_success or not _answers_requests(function, last, module) or _is_asking(function, module):
        return
    success = success_in(answer)
    # `create(user)` first, then a mail that may fail: the success is the user's.
    if success and any(isinstance(node, ast.Return) for statement in attempt.body for node in module.walk_own(statement)):
        return
    if success and not any(_works(statement, module) for statement in function.body[:-2]):
        yield rule.at(anchor_of(handler), success, defect=handler)


def _answers_requests(function: Function, statement: ast.stmt, module: Module) -> bool:
    route = route_of(function, module)
    if route is not None and route.function is function:
        return True
    # A Django view, or a helper of one, wherever it stands.
    value = statement.value if isinstance(statement, ast.Return) else None
    parameters = parameters_of(function, module)
    is_django = isinstance(value, ast.Call) and module.resolve(value.func) == "django.http.JsonResponse"
    return is_django and bool(parameters) and parameters[0].arg == "request"


def _is_asking(function: Function, module: Module) -> bool:
    route = route_of(function, module)
    path = re.sub(r"[{<][^}>]*[}>]", "", route.path or "") if route else ""
    return bool(_ASKING.search(function.name) or _ASKING.search(path))


def _only_logs(handler: ast.ExceptHandler, statement: ast.Return, module: Module) -> bool:
    """Whether a handler does nothing to mend the failure before it answers."""
    return handler.body[-1] is statement and not any(_works(other, module) for other in handler.body[:-1])


def _works(statement: ast.stmt, module: Module) -> bool:
    """Whether a statement does something that a success may be about, log calls and reading of the request left out."""
    for node in module.walk_own(statement):
        if isinstance(node, ast.Expr) and isinstance(node.value, (ast.Await, ast.Call)) and not _is_log(node.value):
            return True
        if isinstance(node, ast.Await) and terminal(node.value) not in ("body", "form", "json"):
            return True
    return False


def _is_log(call: ast.expr) -> bool:
    return terminal(call) in {"critical", "debug", "error", "exception", "info", "print", "warning"}
