"""Loops: which one a piece of code is repeated by, what they run over, and what depends on the turn."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.logic.assignments import given_by
from vibe_audit.logic.calls import constant, terminal
from vibe_audit.module import Module

Loop = ast.For | ast.AsyncFor | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
LOOPS = (ast.For, ast.AsyncFor)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.Module)
_WRAPPERS = frozenset({"enumerate", "filter", "frozenset", "iter", "list", "reversed", "set", "sorted", "tqdm", "tuple", "zip"})
_HANDFUL = 20


def loops_around(node: ast.AST, module: Module) -> Iterator[Loop]:
    """The `for` loops and comprehensions that evaluate `node` on every turn, innermost first, up to a `while` or the function."""
    child, holder = node, module.parents.get(node)
    while holder is not None and not isinstance(holder, (*_SCOPES, ast.While)):
        if isinstance(holder, LOOPS):
            if isinstance(child, ast.stmt) and not any(child is statement for statement in holder.orelse):  # the body may be long
                yield holder
        elif isinstance(holder, COMPREHENSIONS) and child is not holder.generators[0]:
            yield holder
        elif isinstance(holder, ast.comprehension) and child is not holder.iter:
            # The condition of the first `for` of a comprehension is evaluated on every turn, its iterable once.
            whole = module.parents[holder]
            if isinstance(whole, COMPREHENSIONS) and holder is whole.generators[0]:
                yield whole
        child, holder = holder, module.parents.get(holder)


def headers(loop: Loop) -> list[tuple[ast.expr, ast.expr]]:
    """The targets and iterables of a loop; a comprehension may have several."""
    if isinstance(loop, LOOPS):
        return [(loop.target, loop.iter)]
    return [(generator.target, generator.iter) for generator in loop.generators]


def names_in(node: ast.AST, module: Module) -> frozenset[str]:
    """All names that an expression mentions."""
    return module.once(_names_in, node, module)


def targets(loop: Loop, module: Module) -> frozenset[str]:
    """The names that the loop gives a new value on every turn."""
    return frozenset().union(*(names_in(target, module) for target, _ in headers(loop)))


def turn_names(loop: Loop, module: Module) -> frozenset[str]:
    """The names whose value depends on the turn: the targets, and what the body assigns from them, two steps deep."""
    return module.once(_turn_names, loop, module)


def _turn_names(loop: Loop, module: Module) -> frozenset[str]:
    found = set(targets(loop, module))
    if not isinstance(loop, LOOPS):
        return frozenset(found)
    for _ in range(2):
        for node in module.walk_own(loop):
            if node is loop or isinstance(node, ast.withitem):
                continue
            value, assigned = given_by(node)
            if value is not None and not found.isdisjoint(names_in(value, module)):
                found.update(name for target in assigned for name in _bound_in(target))
    return frozenset(found)


def _bound_in(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from _bound_in(element)
    elif isinstance(target, ast.Starred):
        yield from _bound_in(target.value)


def _names_in(node: ast.AST, module: Module) -> frozenset[str]:
    return frozenset(name.id for name in module.walk(node) if isinstance(name, ast.Name))


def unwrapped(iterable: ast.expr) -> ast.expr:
    """What is run over, without `enumerate`, `sorted`, `.items()` and the like around it."""
    while isinstance(iterable, ast.Call):
        if isinstance(iterable.func, ast.Name) and iterable.func.id in _WRAPPERS and iterable.args:
            iterable = iterable.args[1] if iterable.func.id == "filter" and len(iterable.args) > 1 else iterable.args[0]
        elif isinstance(iterable.func, ast.Attribute) and iterable.func.attr in ("items", "keys", "values") and not iterable.args:
            iterable = iterable.func.value
        else:
            break
    return iterable


def is_handful(iterable: ast.expr, module: Module) -> bool:
    """Whether a loop over this makes few turns, as many as its author wrote down: a literal, a constant, an enumeration, a range."""
    iterable = unwrapped(iterable)
    if isinstance(iterable, (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.Constant)):
        return not any(isinstance(element, ast.Starred) for element in getattr(iterable, "elts", []))
    if isinstance(iterable, ast.Call):
        return terminal(iterable) == "range" or (terminal(iterable) == "get" and terminal(getattr(iterable.func, "value", None)).isupper())
    if isinstance(iterable, ast.Subscript):
        if isinstance(iterable.slice, ast.Slice):
            most = constant(iterable.slice.upper)
            return isinstance(most, int) and 0 <= most <= _HANDFUL
        return terminal(iterable.value).isupper()
    name = terminal(iterable)
    # `for status in OrderStatus`: only an enumeration can be run over by its class; `Order.STATUS_CHOICES` is a table.
    if name.isupper() or re.fullmatch(r"[A-Z]\w*[a-z]\w*|choices|(?:\w+_)?__members__", name):
        return True
    if isinstance(iterable, ast.Name):
        values = [binding.value for binding in module.names.bindings(iterable)]
        return bool(values) and all(_is_short(value, module) for value in values)
    return False


def _is_short(value: ast.expr | None, module: Module) -> bool:
    if isinstance(value, (ast.List, ast.Tuple, ast.Set, ast.Dict)):
        return _is_full(value)
    return isinstance(value, (ast.Call, ast.Subscript)) and is_handful(value, module)  # `REQUIRED.get(kind, ())`


def _is_full(value: ast.List | ast.Tuple | ast.Set | ast.Dict) -> bool:
    """Whether a literal holds something: `[]` is a list that is filled later."""
    return bool(value.keys if isinstance(value, ast.Dict) else value.elts)
