"""Flag page sizes that the client sets and nothing limits.

## Why it matters in production
`?limit=1000000` is one request. It reads the whole table, builds a million objects, and holds the worker and its memory
until it has written them all; nobody needs to mean any harm.

## Example
```python
from fastapi import APIRouter

router = APIRouter()


@router.get("/invoices")
async def list_invoices(store, offset: int = 0, limit: int = 100):
    return await store.find(offset, limit)
```

## Use instead
```python
from typing import Annotated

from fastapi import APIRouter, Query

router = APIRouter()


@router.get("/invoices")
async def list_invoices(store, offset: int = 0, limit: Annotated[int, Query(ge=1, le=100)] = 20):
    return await store.find(offset, limit)
```

## What it does not see
A page size that is one field of a model, and a limit that is set where the query is built. A parameter that is given to
a function whose name speaks of limiting is taken to be limited there.

## Measured
61 findings in 15 of 39 AI-written services (593,248 lines of service code), 1.0 per 10,000; 5 in 26 mature projects, 0.02
per 10,000. Of 24 read in the services, 23 right, 1 minor, none false; of the 5, 3 right, 2 minor. A `paginate` of the
project with a limit of its own was the one false alarm, 8 times in one project, before it was let pass.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.logic.calls import argument, dotted, find_keyword, has_spread, is_none, terminal, text_of
from vibe_audit.logic.dependencies import default_of, parameters_of
from vibe_audit.logic.routes import find_routes
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Option, Rule
from vibe_audit.source.expressions import expression
from vibe_audit.source.places import Span

rule = Rule(
    __name__,
    code="VBE202",
    severity=("warning", "info", "warning"),
    headline="Page size set by the client has no upper bound",
    concern="performance characteristics are unpredictable",
    effort="5min",
    semgrep="subset",
    refs=("CWE-770",),
    options={"parameters": Option((), "Further names of a page size.")},
    since="0.1.0",
)

PAGE_SIZES = frozenset({"limit", "max_results", "pageSize", "page_size", "per_page", "size", "take", "top_k"})
_QUERY_STRINGS = ("args", "GET", "query", "query_params", "rel_url.query", "values")
# `db.paginate(per_page=per_page)` stops at 100 rows by itself, and a `paginate` of the project is where a limit belongs.
_CAP = expression(r"(?i)(?:^|_)(?:cap|clamp|max|maximum|upper|bound|sanitize|normalize|validate|paginate)(?:_|$)")


@rule.on(ast.Module)
def check_parameters(_: ast.Module, module: Module) -> Iterator[Finding]:
    """FastAPI: a parameter of the route."""
    for route in find_routes(module):
        for parameter in parameters_of(route.function, module) if route.framework == "fastapi" else ():
            if not _is_page_size(parameter.arg, module) or parameter.arg in route.path_parameters:
                continue
            is_free = _is_plain_int(parameter, default_of(parameter, route.function), module)
            if is_free and not _is_capped(parameter.arg, route.function, module):
                yield rule.at(_name_of(parameter), parameter.arg)


@rule.on(ast.Call, names=frozenset({"int"}))
def check_query_string(call: ast.Call, module: Module) -> Iterator[Finding]:
    """Flask, Django, aiohttp: `int(request.args.get("limit", 20))`."""
    if len(call.args) == 1 and _key_of(call.args[0]) is not None and module.resolve(call.func) == "int":
        yield from _find_in(call, call.args[0], module)


@rule.on(ast.Call, names=frozenset({"get"}))
def check_typed_query_string(call: ast.Call, module: Module) -> Iterator[Finding]:
    """Flask: `request.args.get("limit", 20, type=int)`."""
    kind = argument(call, 2, "type")
    if kind is not None and module.resolve(kind) == "int":
        yield from _find_in(call, call, module)


def _is_page_size(name: str, module: Module) -> bool:
    return name in PAGE_SIZES or name in rule.option("parameters", module)


def _find_in(call: ast.Call, read: ast.expr, module: Module) -> Iterator[Finding]:
    key = _key_of(read)
    function = module.function_of(call)
    # `size` is as often the size of a shirt.
    if key is None or key == "size" or not _is_page_size(key, module) or function is None:
        return
    statement = module.statement_of(call)
    name = statement.targets[0].id if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name) else None
    if not _is_capped(name or key, function, module) and not _is_inside_cap(call, module):
        yield rule.at(call, key)


def _key_of(read: ast.expr) -> str | None:
    """The key of `request.args.get(key, default)` and `request.GET[key]`."""
    if isinstance(read, ast.BoolOp):
        read = read.values[0]
    if isinstance(read, ast.Call) and isinstance(read.func, ast.Attribute) and read.func.attr == "get":
        return text_of(argument(read, 0, "key")) if _is_query_string(read.func.value) else None
    if isinstance(read, ast.Subscript):
        return text_of(read.slice) if _is_query_string(read.value) else None
    return None


def _is_query_string(node: ast.expr) -> bool:
    written = dotted(node)
    return any(written in (f"request.{part}", f"self.request.{part}") for part in _QUERY_STRINGS)


def _is_plain_int(parameter: ast.arg, default: ast.expr | None, module: Module) -> bool:
    """Whether neither the annotation nor the default sets an upper bound."""
    annotation = parameter.annotation
    if annotation is None or not any(isinstance(node, ast.Name) and node.id == "int" for node in module.walk(annotation)):
        return False
    for part in (annotation, default):
        for node in module.walk(part) if part is not None else ():
            if isinstance(node, ast.Call) and not _is_unbounded_query(node):
                return False
    # `limit: int = DEFAULT_LIMIT` is a number; `limit: Limit = 20` says its bounds elsewhere and names no int.
    return not (isinstance(default, ast.Call) and terminal(default) in ("Body", "Depends", "Form", "Path"))


def _is_unbounded_query(call: ast.Call) -> bool:
    return terminal(call) == "Query" and not has_spread(call) and find_keyword(call, "le", "lt", "max_digits") is None


def _is_capped(name: str, function: Function, module: Module) -> bool:
    """Whether the function compares the value, or hands it to `min` or to something that speaks of limiting."""
    for node in module.walk(function):
        if isinstance(node, ast.Compare) and _compares(node, name):
            return True
        if isinstance(node, ast.Call) and (terminal(node) == "min" or _CAP.search(terminal(node))) and _is_given(node, name, module):
            return True
    return False


def _compares(test: ast.Compare, name: str) -> bool:
    """Whether a comparison may be a limit: `limit > MAX_LIMIT`; `limit > 0` and `len(found) < limit` are none."""
    sides = [test.left, *test.comparators]
    if not any(isinstance(side, ast.Name) and side.id == name for side in sides):
        return False
    others = [side for side in sides if not (isinstance(side, ast.Name) and side.id == name)]
    return not all((isinstance(side, ast.Constant) and side.value in (0, 1)) or is_none(side) or _is_length(side) for side in others)


def _is_length(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and terminal(node) == "len"


def _is_given(call: ast.Call, name: str, module: Module) -> bool:
    return any(isinstance(given, ast.Name) and given.id == name for given in module.walk(call) if given is not call.func)


def _is_inside_cap(call: ast.Call, module: Module) -> bool:
    """`min(int(request.args.get("limit", 20)), 100)`"""
    for holder in module.ancestors(call):
        if isinstance(holder, ast.stmt):
            return False
        if isinstance(holder, ast.Call) and (terminal(holder) == "min" or _CAP.search(terminal(holder))):
            return True
    return False


def _name_of(parameter: ast.arg) -> Span:
    """The name of a parameter without its annotation, which is what semgrep stands on."""
    end = parameter.col_offset + len(parameter.arg.encode())
    return Span(parameter.lineno, parameter.col_offset, parameter.lineno, end)
