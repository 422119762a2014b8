"""What answers requests in a module: which routers are told of it, and what its own decorators and classes put before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.routing import CLASS_MARKS, OWN_CHECKS
from vibe_audit.logic.calls import find_keyword, terminal, text_of
from vibe_audit.logic.route_spellings import decorated, registered
from vibe_audit.logic.routes import find_routes
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.project.routes.facts import BASE, BEFORE, DECORATOR, Class, Entry, Mark, View
from vibe_audit.project.routes.naming import mark, place_of, qualified, text_at
from vibe_audit.project.routes.needs import listed

_REGISTERING = frozenset(
    {"Route", "add_api_route", "add_delete", "add_get", "add_patch", "add_post", "add_put", "add_route", "add_url_rule", "route"}
)
_CLASS_ROUTES = frozenset({"route", "view"})


def views_in(module: Module) -> Iterator[tuple[str, View]]:
    """The functions that answer requests, by name."""
    for route in find_routes(module):
        own = [decorator for decorator in route.decorators if decorator in route.function.decorator_list]
        marks = [*(mark_ for decorator in own for mark_ in put_by(decorator, module))]
        resets = []
        for decorator in route.function.decorator_list:
            given = decorator.keywords if isinstance(decorator, ast.Call) else []
            for keyword in given:
                if keyword.arg in CLASS_MARKS and terminal(decorator) == "action":
                    resets.append(CLASS_MARKS[keyword.arg])
                    marks += _elements(CLASS_MARKS[keyword.arg], keyword.value, module)
        resets += [CLASS_MARKS[name] for decorator in own if (name := terminal(decorator)) in CLASS_MARKS]
        yield (
            qualified(route.function, module),
            View(route.framework, tuple(sorted(route.verbs)), tuple(marks), tuple(resets), _below(route.function)),
        )


def entries_in(module: Module) -> Iterator[Entry]:
    """What routers are told of, by decorators and by calls."""
    for function in module.functions:
        for decorator in function.decorator_list:
            spelled = decorated(decorator, module)
            if spelled is None or not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
                continue
            path = spelled[2] if spelled[2] is not None else text_at(decorator.args[0], module) if decorator.args else None
            yield Entry(
                _name(function, module), place_of(decorator.func.value, module), path, tuple(sorted(spelled[1])), listed(decorator, module)
            )
    for owner in module.nodes(ast.ClassDef):
        for decorator in owner.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else None
            if isinstance(decorator, ast.Call) and isinstance(called, ast.Attribute) and called.attr in _CLASS_ROUTES:
                for given in decorator.args:
                    yield Entry(_name(owner, module), place_of(called.value, module), text_at(given, module), (), ())
    for call in module.calls_named(frozenset({"add_resource"})):
        if isinstance(call.func, ast.Attribute) and call.args:
            for given in call.args[1:]:
                yield Entry(place_of(call.args[0], module), place_of(call.func.value, module), text_at(given, module), (), ())
    for call in module.calls_named(_REGISTERING):
        spelling = registered(call, terminal(call), module)
        if spelling is not None:
            (_, verbs, path), handler = spelling
            target, marks = unwrapped(handler, module)
            router = place_of(call.func.value, module) if isinstance(call.func, ast.Attribute) else ""
            yield Entry(target, router, _mounted_at(call, module) + (path or ""), tuple(sorted(verbs)), (*marks, *listed(call, module)))


def classes_in(module: Module) -> Iterator[tuple[str, Class]]:
    """The classes of the module, by name."""
    for owner in module.nodes(ast.ClassDef):
        marks: list[Mark] = [
            found for decorator in owner.decorator_list for found in put_by(decorator, module) if terminal(decorator) != "route"
        ]
        resets: list[str] = []
        for statement in owner.body:
            if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
                target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
                if (kind := CLASS_MARKS.get(terminal(target))) is not None:
                    marks += _elements(kind, statement.value, module)
                    resets.append(kind)
            elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)) and statement.name in OWN_CHECKS:
                kind = OWN_CHECKS[statement.name]
                marks.append(Mark(kind, f":{qualified(statement, module)}", statement.lineno))
                resets += [kind] if kind != BEFORE else []
        bases = [place_of(base.value if isinstance(base, ast.Subscript) else base, module) for base in owner.bases]
        marks += [Mark(BASE, place, base.lineno) for place, base in zip(bases, owner.bases, strict=True)]
        yield qualified(owner, module), Class(tuple(bases), tuple(marks), tuple(resets))


def put_by(decorator: ast.expr, module: Module) -> list[Mark]:
    """What a decorator puts before what it stands on, seen through `method_decorator` and DRF's lists."""
    name = terminal(decorator)
    if isinstance(decorator, ast.Call) and decorator.args and name == "method_decorator":
        return _elements(DECORATOR, decorator.args[0], module)
    if isinstance(decorator, ast.Call) and decorator.args and name in CLASS_MARKS:
        return _elements(CLASS_MARKS[name], decorator.args[0], module)
    return [mark(DECORATOR, decorator, module)]


def unwrapped(node: ast.expr, module: Module) -> tuple[str, tuple[Mark, ...]]:
    """The function or class that is registered, and the decorators wrapped around it: `login_required(Orders.as_view())`."""
    marks: list[Mark] = []
    while isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "as_view":
            for keyword in node.keywords:
                if keyword.arg in CLASS_MARKS:
                    marks += _elements(CLASS_MARKS[keyword.arg], keyword.value, module)
            node = node.func.value
        elif len(node.args) == 1 or (node.args and terminal(node) == "cache_page"):
            marks += [mark(DECORATOR, node.func, module)]
            node = node.args[0]
        else:
            return f"?{terminal(node)}", tuple(marks)
    return place_of(node, module), tuple(marks)


def _below(function: Function) -> str:
    """The path of an action of DRF below that of its set; empty for what is none, or works it out."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and terminal(decorator) == "action":
            given, detail = find_keyword(decorator, "url_path"), find_keyword(decorator, "detail")
            name = text_of(given.value) if given else function.name
            if name is not None and detail is not None and isinstance(detail.value, ast.Constant):
                return f"{{pk}}/{name}/" if detail.value.value else f"{name}/"
    return ""


def _elements(kind: str, node: ast.expr, module: Module) -> list[Mark]:
    if isinstance(node, (ast.List, ast.Tuple)):
        return [found for element in node.elts for found in _elements(kind, element, module)]
    if isinstance(node, ast.BinOp) and not isinstance(node.op, (ast.Mod, ast.Mult)):  # `IsAdmin | IsOwner`, `DEFAULTS + [IsOwner]`
        return [*_elements(kind, node.left, module), *_elements(kind, node.right, module)]
    if text_of(node) == "":
        return []
    return [mark(kind, node, module)]


def _mounted_at(node: ast.AST, module: Module) -> str:
    """The paths of the `Mount(...)` around a `Route(...)`."""
    around = [holder for holder in module.ancestors(node) if isinstance(holder, ast.Call) and terminal(holder) == "Mount" and holder.args]
    return "".join(text_of(holder.args[0]) or "" for holder in reversed(around))


def _name(definition: Function | ast.ClassDef, module: Module) -> str:
    return f":{qualified(definition, module)}"
