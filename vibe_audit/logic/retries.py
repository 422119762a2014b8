"""Loops that try the same thing again until it works: which ones there are, and what they do between two tries."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.effects import UNDOING_CALLS
from vibe_audit.logic.attempts import reaches_outside
from vibe_audit.logic.calls import chain, terminal
from vibe_audit.logic.handlers import Try, exception_types, is_broad, iter_body
from vibe_audit.logic.leaving import always_leaves
from vibe_audit.logic.logs import is_log_call, is_print
from vibe_audit.logic.loops import names_in
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

RetryLoop = ast.For | ast.While
_COUNTER = expression(r"(?i)(?:^|_)(?:attempts?|retr(?:y|ies)|tr(?:y|ies)|tentativas?|intentos?)(?:_|$)")
_PAUSE = expression(r"(?i)acquire|backoff|delay|pause|sleep|throttle|cooldown|jitter|(?:^|_)wait(?:$|_(?!for$|closed$))|^retry_after")
_REMOTE = expression(r"(?i)(?:^|_)(?:api|client|completions|gateway|http|llm|provider|rpc|session|w3)$|^(?:boto3|httpx|requests)$")
_LOCAL_AWAITS = frozenset({"acquire", "gather", "get", "join", "put", "receive", "receive_json", "receive_text", "recv", "wait"})
# Handlers after which a pause is no help: a key was taken, somebody else was faster, an answer could not be read; and what timed out
# has waited.
_CONTENT = expression(
    r"Collision|Concurren|Conflict|Create|Decode|Duplicate|Empty|Exists|Integrity|JSON|Key|Optimistic|Pars|Queue|Serializ|Stale|Syntax|"
    r"Time(?:d)?_?[oO]ut|Type|Unique|Validation|Value|Watch"
)
_TELLS = expression(r"(?i)(?:^|_)(?:capture|emit|inc|increment|log|notify|publish|record|report|track|warn|warning)(?:_|$)")
_CHANGES = frozenset({"add", "append", "clear", "extend", "insert", "pop", "remove", "setdefault", "update"})
_PLAIN_CALLS = frozenset({"append", "format", "get", "getattr", "isinstance", "len", "repr", "str", "type"}) | UNDOING_CALLS


def find_retry_loops(module: Module) -> Iterator[tuple[RetryLoop, ast.Try]]:
    """The loops that try the same call to somewhere else again after a failure, each with its try."""
    for loop in module.nodes(ast.For):
        if terminal(loop.iter) == "range" and isinstance(loop.iter, ast.Call) and isinstance(loop.target, ast.Name):
            yield from _tried_in(loop, module)
    for endless in module.nodes(ast.While):
        if is_endless(endless) or any(_COUNTER.search(terminal(node)) for node in module.walk(endless.test)):
            yield from _tried_in(endless, module)


def is_endless(loop: RetryLoop) -> bool:
    """Whether it is `while True`."""
    return isinstance(loop, ast.While) and isinstance(loop.test, ast.Constant) and bool(loop.test.value)


def _tried_in(loop: RetryLoop, module: Module) -> Iterator[tuple[RetryLoop, ast.Try]]:
    # One try of several in a loop is a step of the work, and so is one of `for item in range(n)` that does not end with success.
    attempts = [statement for statement in loop.body if isinstance(statement, Try)]
    if len(attempts) == 1 and _ends_with_success(loop, attempts[0], module) and _is_same_again(loop, attempts[0], module):
        yield loop, attempts[0]


def _ends_with_success(loop: RetryLoop, attempt: ast.Try, module: Module) -> bool:
    behind = loop.body[loop.body.index(attempt) + 1 :]
    return _ends([*attempt.body, *attempt.orelse, *behind]) and any(_goes_on(handler, module) for handler in attempt.handlers)


def _ends(body: list[ast.stmt]) -> bool:
    """Whether a block leaves the loop: its last statement returns or breaks, or an `if` at its end does."""
    if not body:
        return False
    last = body[-1]
    if isinstance(last, (ast.Return, ast.Break)):
        return True
    return isinstance(last, ast.If) and not last.orelse and isinstance(last.body[-1], (ast.Return, ast.Break))


def _goes_on(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether the next turn of the loop may follow a failure."""
    return not always_leaves(handler.body) or any(isinstance(node, ast.Continue) for node in iter_body(handler, module))


def _is_same_again(loop: RetryLoop, attempt: ast.Try, module: Module) -> bool:
    """Whether each turn asks the same of somebody outside of the process."""
    nodes = list(iter_body(attempt, module))
    calls = [node for node in nodes if isinstance(node, ast.Call) and not is_log_call(node, module) and not is_print(node, module)]
    if not any(_is_remote(call, module) for call in calls) and not reaches_outside(attempt.body, module):
        return False
    # `except IntegrityError: code = new_code()`, `except JSONDecodeError: continue`
    failing = [handler for handler in attempt.handlers if _goes_on(handler, module)]
    if all(not is_broad(handler) and all(_CONTENT.search(terminal(kind)) for kind in exception_types(handler)) for handler in failing):
        return False
    asked: set[str] = set().union(*(names_in(call, module) for call in calls))
    # `accounts[attempt]`, `model = next(models)`, `prompt += error`: another one is asked, or something else.
    if isinstance(loop, ast.For) and any(_counts(node, loop, module) for node in nodes):
        return False
    changed = {
        name
        for statement in (*loop.body, *(part for handler in attempt.handlers for part in handler.body))
        if statement is not attempt
        for name in _assigned_in(statement, module)
    }
    return asked.isdisjoint(changed)


def _counts(node: ast.AST, loop: ast.For, module: Module) -> bool:
    """Whether the number of the turn goes into the work: not into a log, nor only into the question whether this is the last one."""
    if not (isinstance(node, ast.Name) and node.id == terminal(loop.target)):
        return False
    holders = module.ancestors(node)
    return not any(
        isinstance(holder, ast.Compare) or (isinstance(holder, ast.Call) and (is_log_call(holder, module) or is_print(holder, module)))
        for holder in holders
    )


def _is_remote(call: ast.Call, module: Module) -> bool:
    if isinstance(module.parents.get(call), ast.Await) and terminal(call) not in _LOCAL_AWAITS:
        return True
    return any(_REMOTE.search(name) for name in chain(call)[1:])


def _assigned_in(statement: ast.stmt, module: Module) -> Iterator[str]:
    for node in module.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        # `self.connection = None`, `payload["model"] = other`, `payload.pop("column")`
        elif isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
            yield from names_in(node.value, module)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
            yield from names_in(node.func.value, module)


def pauses(loop: RetryLoop, attempt: ast.Try, module: Module) -> bool:
    """Whether there is, or may be, a pause between two tries."""
    for node in module.walk(loop):
        name = node.arg or "" if isinstance(node, ast.keyword) else terminal(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
        if name and _PAUSE.search(name):
            return True
    # `await self.handle_failure(error)` may wait.
    return any(
        isinstance(node, ast.Call)
        and terminal(node) not in _PLAIN_CALLS
        and not _TELLS.search(terminal(node))
        and not (is_log_call(node, module) or is_print(node, module))
        for handler in attempt.handlers
        for statement in handler.body
        if not isinstance(statement, ast.Raise)
        for node in module.walk_own(statement)
        if not _is_raised(node, module)
    )


def _is_raised(node: ast.AST, module: Module) -> bool:
    return any(isinstance(holder, ast.Raise) for holder in module.ancestors(node) if isinstance(holder, ast.stmt))
