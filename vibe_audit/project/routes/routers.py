"""The applications and routers that a module makes, what it puts into what, and what it puts before all of their routes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.routing import INCLUDING, ROUTERS
from vibe_audit.logic.calls import argument, dotted, find_keyword, has_spread, terminal, text_of
from vibe_audit.module import Module
from vibe_audit.project.routes.facts import BEFORE, MIDDLEWARE, ROUTER, Attached, Link, Mark, Router
from vibe_audit.project.routes.naming import mark, place_of, qualified, text_at
from vibe_audit.project.routes.needs import listed

_MAKERS = frozenset(path.rpartition(".")[2] for path in ROUTERS)
_HOOKS = {"before_request": False, "before_app_request": True, "before_websocket": False, "middleware": False}


def routers_in(module: Module) -> Iterator[tuple[Router, Link | None]]:
    """What is made, with the link of what is made for another one: `Api(app)`."""
    for call in _in_order(module.calls_named(_MAKERS)):
        framework, kind, prefixes = ROUTERS.get(module.resolve(call.func) or "", ("", "", ()))
        target = _kept_in(call, module)
        if not framework or target is None:
            continue
        name = place_of(target, module).removeprefix(":")
        given = find_keyword(call, *prefixes)
        default = f"/{text_of(call.args[0])}" if framework == "restx" and call.args else ""
        prefix = default if given is None else text_at(given.value, module)
        yield (
            Router(name, kind, framework, None if has_spread(call) else prefix, (*listed(call, module), *_middleware_listed(call, module))),
            Link(place_of(call.args[0], module), f":{name}", "", False, ())
            if kind == ROUTER and terminal(call) == "Api" and call.args else None,
        )  # fmt: skip


def links_in(module: Module) -> Iterator[Link]:
    """What is put into what: `include_router`, `register_blueprint`, `mount`, `add_namespace`; loops over literals are gone through."""
    for call in _in_order(module.calls_named(frozenset(INCLUDING))):
        if not isinstance(call.func, ast.Attribute):
            continue
        position, prefixes, is_mounted = INCLUDING[call.func.attr]
        inner = argument(call, position, "router", "blueprint", "app", "ns")
        if inner is None:
            continue
        given = find_keyword(call, *prefixes)
        written = given.value if given else argument(call, 0, "path") if is_mounted else None
        prefix = "" if written is None else text_at(written, module)
        for node in _each(inner, module):
            yield Link(
                place_of(call.func.value, module),
                place_of(node, module),
                None if has_spread(call) else prefix,
                is_mounted,
                listed(call, module),
            )


def attached_in(module: Module) -> Iterator[Attached]:
    """Middleware and what is called before each request."""
    for call in _in_order(module.calls_named(frozenset({"add_middleware", *_HOOKS}))):
        if not isinstance(call.func, ast.Attribute) or not call.args:
            continue
        kind, is_everywhere = BEFORE, _HOOKS.get(call.func.attr, False)
        given = call.args[0]
        if call.func.attr == "add_middleware":
            kind = MIDDLEWARE
        elif call.func.attr == "middleware" or text_of(given) is not None:
            continue
        yield Attached(place_of(call.func.value, module), is_everywhere, mark(kind, given, module))
    yield from _wrapped(module)
    for function in module.functions:
        for decorator in function.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if isinstance(called, ast.Attribute) and called.attr in _HOOKS:
                kind = MIDDLEWARE if called.attr == "middleware" else BEFORE
                found = Mark(kind, f":{qualified(function, module)}", decorator.lineno)
                yield Attached(place_of(called.value, module), _HOOKS[called.attr], found)


def _wrapped(module: Module) -> Iterator[Attached]:
    """Middleware that is put around an application by hand, and limits that hold wherever no others are set."""
    made = {f":{router.name}" for router, _ in routers_in(module)}
    for statement in module.nodes(ast.Assign):
        target, call = statement.targets[0], statement.value
        if not isinstance(call, ast.Call):
            continue
        inner = target.value if isinstance(target, ast.Attribute) and target.attr in ("wsgi_app", "asgi_app") else target
        given = [dotted(node) for node in call.args]
        if dotted(target) in given and dotted(target) and (inner is not target or place_of(inner, module) in made):
            yield Attached(place_of(inner, module), False, mark(MIDDLEWARE, call.func, module))
    for call in module.calls_named(frozenset({"Limiter"})):
        if find_keyword(call, "default_limits", "application_limits") and (module.resolve(call.func) or "").startswith("flask_limiter"):
            application = argument(call, None, "app")
            place = place_of(application, module) if application is not None else ""
            yield Attached(place, False, mark(MIDDLEWARE, call.func, module))


def _middleware_listed(call: ast.Call, module: Module) -> Iterator[Mark]:
    if (routes := find_keyword(call, "route_class")) is not None:
        yield mark(MIDDLEWARE, routes.value, module)
    given = find_keyword(call, "middleware", "middlewares")
    elements = given.value.elts if given and isinstance(given.value, (ast.List, ast.Tuple)) else []
    for element in elements:
        is_wrapped = isinstance(element, ast.Call) and terminal(element) == "Middleware" and element.args
        yield mark(MIDDLEWARE, element.args[0] if is_wrapped and isinstance(element, ast.Call) else element, module)


def _kept_in(call: ast.Call, module: Module) -> ast.expr | None:
    """The name or attribute that keeps what a call makes."""
    statement = module.statement_of(call)
    if isinstance(statement, ast.AnnAssign) and statement.value is call:
        return statement.target
    return statement.targets[0] if isinstance(statement, ast.Assign) and statement.value is call else None


def _each(node: ast.expr, module: Module) -> list[ast.expr]:
    """What a loop over a literal list has for a name, else the node itself."""
    binding = module.names.binding(node) if isinstance(node, ast.Name) else None
    loop = binding.node if binding is not None else None
    if isinstance(loop, ast.For) and isinstance(loop.iter, (ast.List, ast.Tuple)) and isinstance(loop.target, ast.Name):
        return loop.iter.elts
    return [node]


def _in_order(calls: list[ast.Call]) -> list[ast.Call]:
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))
