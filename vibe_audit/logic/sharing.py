"""Whose an entry of a container is, by the names that its key is made of: everybody's, one user's, or this process's."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.sharing import IDENTIFYING, OF_THIS_PROCESS, PERSONAL_THINGS, SHARED_NAMES, SHARED_THINGS, TOOLS
from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_WORDS = expression(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_STEPS = 2


def is_shared(key: ast.expr, function: Function, module: Module) -> bool:
    """Whether a key names nothing but what is the same for everybody: `plan`, `model.id`, `(locale, template_name)`, `f"{currency}"`."""
    things = [thing for part in _parts(key, function, module, _STEPS) for thing in [_thing(part)]]
    return bool(things) and all(thing in SHARED_THINGS for thing in things)


def is_of_this_process(key: ast.expr, function: Function, module: Module) -> bool:
    """Whether a key is the identity of an object or of a thread: `id(app)`, `threading.get_ident()`."""
    parts = _parts(key, function, module, _STEPS)
    return any(isinstance(part, ast.Call) and terminal(part) in OF_THIS_PROCESS for part in parts)


def names_stored(value: ast.expr, module: Module) -> set[str]:
    """The names that a value is made of, without those of what makes it: not `bank` in `bank.rate(currency)`, nor a session handed in."""
    makers = {node for call in module.walk(value) if isinstance(call, ast.Call) for node in module.walk(call.func)}
    made_of = (node for node in module.walk(value) if isinstance(node, (ast.Attribute, ast.Name)) and node not in makers)
    return {terminal(node) for node in made_of} - TOOLS


def is_personal(name: str) -> bool:
    """Whether a name speaks of one user or of one request: `active_users`, `last_session`."""
    words = [word.lower() for word in _WORDS.findall(name)]
    return any(word in PERSONAL_THINGS or word.removesuffix("s") in PERSONAL_THINGS for word in words)


def _parts(key: ast.expr, function: Function, module: Module, steps: int) -> Iterator[ast.expr]:
    """The names, attributes, items and calls that a key is put together from. A name that says nothing is looked behind."""
    if isinstance(key, ast.Constant):
        return
    inner: list[ast.expr] = []
    if isinstance(key, (ast.Tuple, ast.List)):
        inner = key.elts
    elif isinstance(key, ast.JoinedStr):
        inner = [value.value for value in key.values if isinstance(value, ast.FormattedValue)]
    elif isinstance(key, ast.BinOp):
        inner = [key.left, key.right]
    elif isinstance(key, (ast.BoolOp, ast.IfExp)):
        inner = key.values if isinstance(key, ast.BoolOp) else [key.body, key.orelse]
    elif isinstance(key, ast.Call) and terminal(key) not in OF_THIS_PROCESS:
        # `plan.lower()`, `str(plan)`, `model_key(model)`, `", ".join(parts)`
        inner = [*key.args, *(keyword.value for keyword in key.keywords)]
        if isinstance(key.func, ast.Attribute) and not _is_module(key.func.value, module):
            inner.append(key.func.value)
    elif isinstance(key, ast.Name) and steps and _thing(key) not in SHARED_THINGS:
        bindings = module.names.bindings(key)
        inner = [binding.value for binding in bindings if binding.value is not None and module.function_of(binding.node) is function]
        steps -= 1
    if not inner:
        yield key
    for part in inner:
        yield from _parts(part, function, module, steps)


def _is_module(receiver: ast.expr, module: Module) -> bool:
    """`json.dumps(key)` is made of the key alone."""
    return isinstance(receiver, ast.Name) and any(binding.imported for binding in module.names.bindings(receiver))


def _thing(part: ast.expr) -> str:
    """What a part of a key names: `plan` for `plan_id`, `user.plan` and `body["plan"]`, `user` for `user.id`."""
    if isinstance(part, ast.Subscript):
        name = text_of(part.slice) or terminal(part.value)
    elif isinstance(part, ast.Attribute) and part.attr in IDENTIFYING:
        name = terminal(part.value)
    else:
        name = terminal(part)
    if name in SHARED_NAMES:
        return "upstream"
    words = [word.lower() for word in _WORDS.findall(name)]
    while len(words) > 1 and words[-1] in IDENTIFYING:
        words.pop()
    return words[-1] if words else ""
