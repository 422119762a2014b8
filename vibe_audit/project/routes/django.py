"""Django's lists of URLs, and what its settings put before all views."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.routing import SETTINGS_MARKS
from vibe_audit.logic.calls import argument, constant, terminal, text_of
from vibe_audit.module import Module
from vibe_audit.project.routes.facts import MIDDLEWARE, Entry, Mark, Settings, Url
from vibe_audit.project.routes.naming import place_of, text_at
from vibe_audit.project.routes.views import unwrapped

_LINES = frozenset({"path", "re_path", "url"})


def urls_in(module: Module) -> Iterator[Url]:
    """The lines of all lists of URLs of the module, with the name of the list that each stands in."""
    for call in sorted(module.calls_named(_LINES), key=lambda call: (call.lineno, call.col_offset)):
        target = argument(call, 1, "view")
        if not call.args or target is None or (module.resolve(call.func) or "").startswith("os."):
            continue
        group, path = _group(call, module), _path_to(call, module)
        if isinstance(target, ast.Call) and terminal(target) == "include":
            for inner in _included(target, module):
                yield Url(group, path, inner, True, ())
        else:
            name, marks = unwrapped(target, module)
            yield Url(group, path, name, False, marks)
    statements: list[ast.Assign | ast.AugAssign] = [*module.nodes(ast.Assign), *module.nodes(ast.AugAssign)]
    for statement in statements:  # `urlpatterns = [...] + orders_urls + router.urls`
        if _group(statement, module).endswith(("urlpatterns", "urls")):
            for node in _added(statement.value):
                yield Url(_group(statement, module), "", place_of(node, module), True, ())
    for starred in module.nodes(ast.Starred):  # `[*router.urls, path(...)]`
        if isinstance(module.parents.get(starred), (ast.List, ast.Tuple)):
            for node in _added(starred.value):
                yield Url(_group(starred, module), _path_to(starred, module), place_of(node, module), True, ())


def registered_viewsets(module: Module) -> Iterator[Entry]:
    """The classes that DRF's routers are told of."""
    for call in module.calls_named(frozenset({"register"})):
        viewset = argument(call, 1, "viewset")
        if isinstance(call.func, ast.Attribute) and viewset is not None and "router" in terminal(call.func.value).lower():
            path = text_at(argument(call, 0, "prefix"), module)
            yield Entry(place_of(viewset, module), place_of(call.func.value, module), path, (), ())


def settings_in(module: Module) -> Settings:
    """What the settings say, for a module that holds any of them."""
    urls, marks = "", list[Mark]()
    for statement in module.tree.body:
        if not isinstance(statement, (ast.Assign, ast.AugAssign, ast.AnnAssign)) or statement.value is None:
            continue
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        name = terminal(target)
        if name == "ROOT_URLCONF":
            urls = text_of(statement.value) or ""
        elif name in ("MIDDLEWARE", "MIDDLEWARE_CLASSES"):
            marks += _words(MIDDLEWARE, statement.value)
        elif name == "REST_FRAMEWORK" and isinstance(statement.value, ast.Dict):
            for key, value in zip(statement.value.keys, statement.value.values, strict=True):
                if kind := SETTINGS_MARKS.get(text_of(key) or ""):
                    marks += _words(kind, value)
        elif name == "LOGIN_REQUIRED" and constant(statement.value) is True:
            marks.append(Mark(MIDDLEWARE, "LOGIN_REQUIRED", statement.lineno))
    return Settings(urls, tuple(marks))


def _included(call: ast.Call, module: Module) -> Iterator[str]:
    given = argument(call, 0, "arg")
    if isinstance(given, ast.Tuple) and given.elts:  # `include(([...], "name"))`
        given = given.elts[0]
    if given is None or isinstance(given, ast.List):  # whose lines are found by the list that they stand in
        return
    if (text := text_of(given)) is not None:
        yield text
    elif isinstance(given, ast.Attribute) and given.attr == "urls":
        yield place_of(given.value, module)
    else:
        yield place_of(given, module)


def _added(node: ast.expr) -> Iterator[ast.expr]:
    """The names of lists, and the routers of DRF, that are added to a list of URLs."""
    if isinstance(node, ast.BinOp):
        yield from _added(node.left)
        yield from _added(node.right)
    elif isinstance(node, ast.Attribute) and node.attr == "urls":
        yield node.value
    elif isinstance(node, (ast.Name, ast.Attribute)):
        yield node


def _path_to(node: ast.AST, module: Module) -> str | None:
    """The path of a line, behind those of the lines around it: `path("api/", include([path("orders/", orders)]))`."""
    whole = ""
    for line in (node, *module.ancestors(node)):
        if isinstance(line, ast.Call) and terminal(line) in _LINES and line.args:
            own = text_at(line.args[0], module)
            if own is None:
                return None
            whole = (own if terminal(line) == "path" else own.removeprefix("^").removesuffix("$")) + whole
    return whole


def _group(node: ast.AST, module: Module) -> str:
    """The name of the list that a line stands in; with the path of the line that includes a list written there."""
    statement = module.statement_of(node)
    if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
        return terminal(statement.targets[0] if isinstance(statement, ast.Assign) else statement.target)
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ("append", "extend", "insert"):
        return terminal(call.func.value)
    return ""


def _words(kind: str, node: ast.expr) -> Iterator[Mark]:
    elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else []
    for element in elements:
        text = text_of(element)
        yield Mark(kind, text if text is not None else f"?{ast.unparse(element)[:40]}", element.lineno)
