"""What the functions of one module do by themselves, read from that module alone."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from zlib import crc32

from vibe_audit.logic.blocking import find_blocking
from vibe_audit.logic.calls import has_spread, terminal
from vibe_audit.logic.escaping import ANY_HTTP_ERROR, client_errors, escapes
from vibe_audit.logic.handlers import handler_of
from vibe_audit.logic.leaks import handed_back
from vibe_audit.logic.loops import names_in
from vibe_audit.logic.queries import find_queries
from vibe_audit.logic.questions import names_asked
from vibe_audit.logic.returned import is_returned
from vibe_audit.logic.sources import OWN, holder_of, parameters, sources_of
from vibe_audit.logic.standing import instance_of, standing_for
from vibe_audit.logic.uses import calls_in
from vibe_audit.logic.writes import ROW_WRITES, is_read, writes_row
from vibe_audit.module import Module
from vibe_audit.names.bindings import Function as Definition
from vibe_audit.names.bindings import iter_bindings
from vibe_audit.project.functions.facts import Called, Class, Effect, Function, Functions, Handed
from vibe_audit.source.expressions import expression

READS, WRITES, BLOCKS, RAISES, LEAKS = "reads", "writes", "blocks", "raises", "leaks"
"""A question to a database through what the function was given; a change of rows; a call that stops the thread; an HTTP error below
500; the text of an unexpected exception in what is returned.

Of an HTTP error `what` is the name of the exception and its status, where that is constant: `HTTPException 404`.
"""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_OUTSIDE = frozenset(sys.stdlib_module_names) | {"django", "fastapi", "flask", "pydantic", "sqlalchemy", "sqlmodel", "starlette"}
_REMEMBERS = expression(r"(?i)cache|memo(?!r)")


def functions_of(module: Module) -> Functions:
    """The functions, classes and other names of a module."""
    return module.once(_functions_of)


def _functions_of(module: Module) -> Functions:
    effects = _effects_by_function(module)
    functions: dict[str, Function] = {}
    classes: dict[str, Class] = {}
    for name, holder, definition in _definitions(module):
        functions[f"{holder}.{name}" if holder else name] = _function(definition, effects.get(definition, ()), module)
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef):
            classes[node.name] = _class(node, module)
    return Functions(functions, classes, _names(module, functions, classes), checksum(module.source))


def checksum(source: str) -> int:
    """What tells one source of a module from another."""
    return crc32(source.encode("utf-8", "surrogatepass"))


def _definitions(module: Module) -> Iterator[tuple[str, str, Definition]]:
    """The functions at the top of the module and of its classes, the last of a name, with the class."""
    for node in module.functions:
        holder = module.parents.get(node)
        if holder is module.tree:
            yield node.name, "", node
        elif isinstance(holder, ast.ClassDef) and module.parents.get(holder) is module.tree:
            yield node.name, holder.name, node


def _function(definition: Definition, effects: tuple[Effect, ...], module: Module) -> Function:
    return Function(
        module.once(parameters, definition),
        tuple([standing_for(decorator, module) or f"?{terminal(decorator)}" for decorator in definition.decorator_list]),
        isinstance(definition, ast.AsyncFunctionDef),
        any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in module.walk_own(definition)),
        _wraps(definition, module),
        _remembers(definition, module),
        _returned(definition, module) or "",
        effects,
        tuple(_calls(definition, module)),
    )


def _effects_by_function(module: Module) -> Mapping[Definition, tuple[Effect, ...]]:
    found: dict[Definition, list[Effect]] = defaultdict(list)
    for query in find_queries(module):
        function = module.function_of(query.call)
        if function is None or (query.is_transaction and query.name != "commit"):
            continue
        if query.is_transaction or not is_read(query, module):
            found[function].append(Effect(WRITES, query.name, module.path, query.call.lineno))
        elif not handler_of(query.call, module):
            receiver = query.call.func.value if isinstance(query.call.func, ast.Attribute) else None
            through = holder_of(receiver, function, module) if receiver is not None and query.library != "django" else ""
            if through != OWN:
                about = sources_of(names_asked(query, module), function, module)
                found[function].append(Effect(READS, query.name, module.path, query.call.lineno, through, about))
    for call in module.calls_named(ROW_WRITES):
        if (function := module.function_of(call)) and writes_row(call, module):
            found[function].append(Effect(WRITES, terminal(call), module.path, call.lineno))
    for call in find_blocking(module):
        if function := module.function_of(call):
            found[function].append(Effect(BLOCKS, terminal(call), module.path, call.lineno))
    for node, error in client_errors(module):
        if function := module.function_of(node):
            what = f"{error.names[0]} {error.status or ''}".rstrip()
            found[function].append(Effect(RAISES, what, module.path, getattr(node, "lineno", 1)))
    for statement, rendering in handed_back(module):
        if function := module.function_of(statement):
            found[function].append(Effect(LEAKS, ast.unparse(rendering), module.path, statement.lineno))
    return {function: tuple(effects) for function, effects in found.items()}


def _remembers(function: Definition, module: Module) -> bool:
    """Whether a function has a word about keeping what it finds."""
    return any(
        isinstance(node, (ast.Name, ast.Attribute)) and _REMEMBERS.search(terminal(node)) for node in module.walk_own(function)
    )


def _calls(function: Definition, module: Module) -> Iterator[Called]:
    for call in calls_in(function, module):
        called, given, keywords = call.func, call.args, call.keywords
        if terminal(call) == "partial" and module.resolve(call.func) == "functools.partial" and call.args:
            called, given = call.args[0], call.args[1:]
        target = standing_for(called, module)
        if target is None or target.partition(".")[0].rstrip("()") in _OUTSIDE or target.isidentifier():
            continue
        receiver = called.value if isinstance(called, ast.Attribute) else None
        handed = [_handed(str(position), value, function, module) for position, value in enumerate(given)] if not has_spread(call) else []
        handed += [_handed(keyword.arg, keyword.value, function, module) for keyword in keywords if keyword.arg]
        yield Called(
            target,
            escapes(call, ANY_HTTP_ERROR, module),
            is_returned(call, function, module),
            _handed("", receiver, function, module) if receiver is not None else None,
            tuple([argument for argument in handed if argument.holder != OWN or argument.sources]),
        )


def _handed(slot: str, value: ast.expr, function: Definition, module: Module) -> Handed:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "super":
        own = module.once(parameters, function)[:1]
        return Handed(slot, "".join(own), own)
    return Handed(slot, holder_of(value, function, module), sources_of(names_in(value, module), function, module))


def _wraps(function: Definition, module: Module) -> bool:
    """Whether a function makes a decorator that keeps what it is put on: it returns a function that wraps, and calls, another."""
    inner = [node for node in module.walk(function) if isinstance(node, _FUNCTIONS) and node is not function]
    return any(module.resolve(decorator) == "functools.wraps()" for node in inner for decorator in node.decorator_list)


def _returned(function: Definition, module: Module) -> str | None:
    if function.returns is not None and (declared := instance_of(function.returns, module)):
        return declared
    values = [node.value for node in module.walk_own(function) if isinstance(node, (ast.Return, ast.Yield)) and node.value is not None]
    found = {standing_for(value, module) for value in values} if len(values) <= 4 else set()
    return found.pop() if len(found) == 1 else None


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


def _names(module: Module, functions: Mapping[str, Function], classes: Mapping[str, Class]) -> dict[str, str]:
    """What the names that a module imports or sets stand for."""
    found: dict[str, str] = {}
    for name, binding in iter_bindings(module.tree):
        if name in functions or name in classes:
            continue
        path = binding.imported or (binding.annotation is not None and instance_of(binding.annotation, module))
        path = path or (binding.value is not None and standing_for(binding.value, module))
        if path and path != f":{name}":
            found[name] = path
    return found
