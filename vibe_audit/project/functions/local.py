"""What the functions of one module do by themselves, read from that module alone, one by one as they are asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vibe_audit.logic.blocking import blocks
from vibe_audit.logic.calls import has_spread, terminal
from vibe_audit.logic.escaping import ANY_HTTP_ERROR, client_errors, escapes
from vibe_audit.logic.handlers import handler_of
from vibe_audit.logic.leaks import handed_back
from vibe_audit.logic.loops import names_in
from vibe_audit.logic.queries import query_of
from vibe_audit.logic.query_spellings import is_session_like
from vibe_audit.logic.questions import names_asked
from vibe_audit.logic.returned import calls_returned
from vibe_audit.logic.routes import route_of
from vibe_audit.logic.sources import OWN, holder_of, parameters, sources_of
from vibe_audit.logic.standing import classes_at_top, instance_of, standing_for, written_out
from vibe_audit.logic.uses import calls_in
from vibe_audit.logic.writes import is_read, writes_row
from vibe_audit.module import Module
from vibe_audit.names.bindings import Binding, iter_bindings
from vibe_audit.names.bindings import Function as Definition
from vibe_audit.project.functions.facts import BLOCKS, COMMITS, LEAKS, RAISES, READS, WRITES, Called, Class, Effect, Function, Handed
from vibe_audit.source.expressions import expression

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_REMEMBERS = expression(r"(?i)cache|memo(?!r)")


class Local(NamedTuple):
    """The functions at the top of a module and of its classes (`load`, `Orders.find`), the classes, and the bindings of its other names."""

    definitions: dict[str, Definition]
    classes: dict[str, ast.ClassDef]
    names: dict[str, Binding]


def local(module: Module) -> Local:
    """What a module defines for others."""
    return module.once(_local)


def _local(module: Module) -> Local:
    definitions, classes = _definitions(module), classes_at_top(module)
    # of each other name the last binding that says something
    bindings = ((name, binding) for name, binding in iter_bindings(module.tree) if name not in definitions and name not in classes)
    return Local(definitions, classes, {name: found for name, found in bindings if found.imported or found.annotation or found.value})


def _definitions(module: Module) -> dict[str, Definition]:
    """The last of each name."""
    found: dict[str, Definition] = {}
    for node in module.functions:
        holder = module.parents.get(node)
        if holder is module.tree:
            found[node.name] = node
        elif isinstance(holder, ast.ClassDef) and module.parents.get(holder) is module.tree:
            found[f"{holder.name}.{node.name}"] = node
    return found


def meaning_of_name(name: str, module: Module) -> str:
    """What a name at the top of a module stands for; empty where nothing tells."""
    binding = local(module).names[name]
    path = binding.imported or (binding.annotation is not None and instance_of(binding.annotation, module))
    path = path or (binding.value is not None and standing_for(binding.value, module))
    return path if path and path != f":{name}" else ""


def function_named(name: str, module: Module) -> Function:
    """The function of a name."""
    definition = local(module).definitions[name]
    return Function(
        module.once(parameters, definition),
        tuple([standing_for(decorator, module) or f"?{terminal(decorator)}" for decorator in definition.decorator_list]),
        isinstance(definition, ast.AsyncFunctionDef),
        any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in module.walk_own(definition)),
    )


def wraps(name: str, module: Module) -> bool:
    """Whether a function makes a decorator that keeps what it is put on: one inside it wraps what it is given."""
    function = local(module).definitions[name]
    inner = (node for node in module.walk(function) if isinstance(node, _FUNCTIONS) and node is not function)
    return any(module.resolve(decorator) == "functools.wraps()" for node in inner for decorator in node.decorator_list)


def remembers(function: Definition, module: Module) -> bool:
    """Whether a function has a word about keeping what it finds, so that it does not ask on every call."""
    names = (node for node in module.walk_own(function) if isinstance(node, (ast.Name, ast.Attribute)))
    return any(_REMEMBERS.search(terminal(node)) for node in names)


def effects_in(function: Definition, module: Module) -> Iterator[Effect]:
    """What a function does itself."""
    for call in calls_in(function, module):
        if (query := query_of(call, module)) is not None:
            if query.name == "commit" or not (query.is_transaction or is_read(query, module)):
                yield Effect(WRITES, query.name, module.path, call.lineno)
            elif not query.is_transaction and not handler_of(call, module):
                receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
                through = holder_of(receiver, function, module) if receiver is not None and query.library != "django" else ""
                if through != OWN:
                    about = sources_of(names_asked(query, module), function, module)
                    yield Effect(READS, query.name, module.path, call.lineno, through, about)
        elif writes_row(call, module):
            yield Effect(WRITES, terminal(call), module.path, call.lineno)
        if blocks(call, module):
            yield Effect(BLOCKS, terminal(call), module.path, call.lineno)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit" and is_session_like(call.func.value):
            through = holder_of(call.func.value, function, module)
            if through != OWN:
                yield Effect(COMMITS, "commit", module.path, call.lineno, through)
    for node, error in client_errors(function, module):
        yield Effect(RAISES, f"{error.names[0]} {error.status or ''}".rstrip(), module.path, getattr(node, "lineno", 1))
    route = route_of(function, module)
    is_route = route is not None and route.function is function  # which is reported itself
    for statement, rendering in handed_back(function, module) if not is_route else ():
        yield Effect(LEAKS, ast.unparse(rendering), module.path, statement.lineno)


def calls_of_others(function: Definition, module: Module) -> Iterator[tuple[ast.Call, str]]:
    """The calls in a function that may be of another one of the project, each with the path of what is called."""
    for call in calls_in(function, module):
        if (target := standing_for(written_out(call, module).func, module)) is not None:
            yield call, target


def called(call: ast.Call, function: Definition, module: Module) -> Called:
    """How a function calls another one."""
    whole = written_out(call, module)
    receiver = whole.func.value if isinstance(whole.func, ast.Attribute) else None
    given = [] if has_spread(whole) else [(str(position), value) for position, value in enumerate(whole.args)]
    given += [(keyword.arg, keyword.value) for keyword in whole.keywords if keyword.arg]
    handed = [_handed(slot, value, function, module) for slot, value in given]
    return Called(
        escapes(call, ANY_HTTP_ERROR, module),
        call in calls_returned(function, module),
        _handed("", receiver, function, module) if receiver is not None else None,
        tuple([argument for argument in handed if argument.holder != OWN or argument.sources]),
    )


def _handed(slot: str, value: ast.expr, function: Definition, module: Module) -> Handed:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "super":
        own = module.once(parameters, function)[:1]
        return Handed(slot, "".join(own), own)
    return Handed(slot, holder_of(value, function, module), sources_of(names_in(value, module), function, module))


def returned_by(name: str, module: Module) -> str:
    """The path of what a function returns, or hands out by `yield`; empty where nothing tells."""
    return module.once(_returned, local(module).definitions[name], module) or ""


def _returned(function: Definition, module: Module) -> str | None:
    if function.returns is not None and (declared := instance_of(function.returns, module)):
        return declared
    values = [node.value for node in module.walk_own(function) if isinstance(node, (ast.Return, ast.Yield)) and node.value is not None]
    found = {standing_for(value, module) for value in values} if len(values) <= 4 else set()
    return found.pop() if len(found) == 1 else None


def class_named(name: str, module: Module) -> Class:
    """The class of a name."""
    return module.once(_class, local(module).classes[name], module)


def _class(node: ast.ClassDef, module: Module) -> Class:
    attributes: dict[str, str] = {}
    for name, binding in module.names.iter_own_assignments(node):
        path = binding.annotation and instance_of(binding.annotation, module)
        path = path or (binding.value and standing_for(binding.value, module))
        if path and not isinstance(binding.node, ast.withitem):
            attributes.setdefault(name, path)
    for name, binding in iter_bindings(node):
        if binding.annotation is not None and (path := instance_of(binding.annotation, module)):
            attributes.setdefault(name, path)
    bases = [standing_for(base.value if isinstance(base, ast.Subscript) else base, module) for base in node.bases]
    return Class(tuple([base for base in bases if base]), attributes)


def given_at_top(name: str, module: Module) -> list[Binding]:
    """What a module gives a name at its top."""
    return module.once(_by_name, module.tree).get(name, [])


def given_to(name: str, owner: ast.ClassDef, module: Module) -> list[Binding]:
    """What a class gives an attribute of its instances: by `self.name = ...`, else in its body."""
    inside = module.once(_by_name_of_instances, owner, module)
    return inside.get(name) or module.once(_by_name, owner).get(name, [])


def _by_name(scope: ast.AST) -> Mapping[str, list[Binding]]:
    return _grouped(iter_bindings(scope))


def _by_name_of_instances(owner: ast.ClassDef, module: Module) -> Mapping[str, list[Binding]]:
    return _grouped(module.names.iter_own_assignments(owner))


def _grouped(bindings: Iterable[tuple[str, Binding]]) -> Mapping[str, list[Binding]]:
    found: dict[str, list[Binding]] = {}
    for name, binding in bindings:
        found.setdefault(name, []).append(binding)
    return found
