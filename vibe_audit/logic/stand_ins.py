"""Functions that only stand where code should be: whether their body does anything, and whether that may be meant."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.effects import IDLE_CALLS
from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.logic.logs import is_log_call, is_print
from vibe_audit.logic.loops import COMPREHENSIONS
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_IDLE_STATEMENTS = (ast.AnnAssign, ast.Assign, ast.Expr, ast.If, ast.Import, ast.ImportFrom, ast.Pass, ast.Return)
_IDLE = (*_IDLE_STATEMENTS, ast.Try)
_ACTING = (ast.Global, ast.Nonlocal, ast.NamedExpr, ast.Yield, ast.YieldFrom)
_HOLDER = expression(r"[A-Z]\w*[a-z]\w*|jsonify")
_ABSTRACT = frozenset({"abstractmethod", "abstractproperty", "overload"})
# Classes that are there to be inherited from, and those that say by their name that they do nothing.
_MEANT = expression(
    r"(?i)null|no_?op|fake|mock|dummy|stub|console|mixin|sandbox|demo|simulat|debug|print|interface|protocol|example|memory|anonymous|allow|"
    r"^_*(?:abc|abstract|base|default|dev|local|test)|(?:abc|abstract|base)$"
)
_MEANT_FUNCTION = expression(r"(?i)(?:^|_)(?:null|no_?op|fake|mock(?:ed)?|dummy|stub|console|sandbox|demo|simulated?|default|test)(?:_|$)")


def own_body(function: Function) -> list[ast.stmt]:
    """The statements of a function, its docstring left out."""
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and text_of(first.value) is not None
    return function.body[1:] if is_docstring else function.body


def does_nothing(function: Function, module: Module) -> bool:
    """Whether nothing in the body of a function reaches further than its own result: it prints, logs, waits, makes up a
    number or a name, and answers."""
    body = own_body(function)
    # What can be seen at once is asked of all statements before any is looked into, from the end, where most do something.
    for statement in reversed(body):
        value = getattr(statement, "value", None)
        if not isinstance(statement, _IDLE) or (isinstance(value, ast.Call) and not is_idle_call(value, module)):
            return False
    return all(_is_idle(statement, module) for statement in body)


def _is_idle(statement: ast.stmt, module: Module) -> bool:
    if isinstance(statement, ast.Try):
        attempted = [*statement.body, *(below for handler in statement.handlers for below in handler.body)]
        return all(_is_idle(below, module) for below in attempted) and not (statement.orelse or statement.finalbody)
    if not isinstance(statement, _IDLE_STATEMENTS):
        return False
    if isinstance(statement, ast.If):
        return all(_is_idle(below, module) for below in (*statement.body, *statement.orelse)) and _is_quiet(statement.test, module)
    value = getattr(statement, "value", None)
    value = value.value if isinstance(value, ast.Await) else value
    if isinstance(value, ast.Call) and not is_idle_call(value, module):  # quick to see, and most statements are like this
        return False
    is_plain = value is None or isinstance(value, (ast.Constant, ast.Name))
    return (is_plain and isinstance(statement, (ast.Expr, ast.Pass, ast.Return))) or _is_quiet(statement, module)


def _is_quiet(part: ast.AST, module: Module) -> bool:
    for node in module.walk(part):
        # `self.sent = True`, `ledger[key] = amount`
        if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
            return False
        if isinstance(node, _ACTING) or (isinstance(node, ast.Call) and not is_idle_call(node, module)):
            return False
    return True


def is_idle_call(call: ast.Call, module: Module) -> bool:
    """Whether a call does no work: it prints, logs, waits, or makes up what the result is filled with."""
    name = terminal(call)
    if name == "get":  # `options.get("currency")`, but not `client.get("/orders")`
        return bool(call.args) and (text_of(call.args[0]) or "").isidentifier()
    # `PaymentResult(...)` and `jsonify(...)` only hold what they are given.
    return name in IDLE_CALLS or bool(_HOLDER.fullmatch(name)) or is_print(call, module) or is_log_call(call, module)


def is_made_up(value: ast.expr | None, module: Module) -> bool:
    """Whether an answer is the same whatever happens, but for what it was given: None, `[]`, `{"status": "done", "id": key}`."""
    if isinstance(value, ast.Name):
        binding = module.names.binding(value)
        return binding is not None and isinstance(binding.value, (ast.Call, ast.Dict, ast.List)) and is_made_up(binding.value, module)
    if isinstance(value, ast.Call):
        if not _HOLDER.fullmatch(terminal(value)):
            return False
        given = [*value.args, *(keyword.value for keyword in value.keywords)]
        # `return Proxy(context)` hands over to what does the work; `return Report(total=0, rows=[])` has nothing to hand over.
        says_something = not given or any(isinstance(part, (ast.Constant, ast.Dict, ast.List)) for part in given)
        return says_something and all(_is_filling(part, module) for part in given)
    return value is None or (isinstance(value, (ast.Constant, ast.Dict, ast.List, ast.Set, ast.Tuple)) and _is_filling(value, module))


def _is_filling(value: ast.expr, module: Module) -> bool:
    return isinstance(value, ast.Constant) or not any(
        isinstance(node, (ast.BoolOp, ast.Compare, ast.IfExp, *COMPREHENSIONS))
        # `{"balance": self.balance}` is what it is
        or (isinstance(node, ast.Name) and module.names.receiver(node) is not None)
        for node in module.walk(value)
    )


def is_meant_to_do_nothing(function: Function, module: Module) -> bool:
    """Whether somebody else is to say what a function does, or it says by its name that it does nothing: an abstract
    method, a method of `BaseGateway`, `NullMailer` or a class that this module inherits from, `noop_send`."""
    if _MEANT_FUNCTION.search(function.name) or any(terminal(decorator) in _ABSTRACT for decorator in function.decorator_list):
        return True
    holder = module.parents.get(function)
    # `except ImportError: def send(...)`, and a function inside another
    if not isinstance(holder, (ast.ClassDef, ast.Module)):
        return True
    if isinstance(holder, ast.Module):
        return False
    if _MEANT.search(holder.name) or any(_MEANT.search(terminal(base)) and _is_root(base) for base in holder.bases):
        return True
    return any(terminal(keyword.value) == "ABCMeta" for keyword in holder.keywords) or holder.name in module.once(_inherited_from)


def _is_root(base: ast.expr) -> bool:
    """`class Gateway(ABC)`, `class Mailer(Protocol)`: not `class Stripe(BaseGateway)`, which is to be the real thing."""
    return terminal(base) in ("ABC", "Protocol", "Interface")


def _inherited_from(module: Module) -> frozenset[str]:
    return frozenset(terminal(base) for owner in module.nodes(ast.ClassDef) for base in owner.bases)
