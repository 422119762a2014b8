"""What a try statement attempts: whether its failure is worth knowing."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from vibe_audit.knowledge.effects import CLIENT_NAMES, DATABASE_NAMES, OUTSIDE_PACKAGES, READING_CALLS, UNDOING_CALLS
from vibe_audit.logic.calls import chain, terminal
from vibe_audit.logic.handlers import Try
from vibe_audit.logic.programs import is_program
from vibe_audit.logic.routes import find_routes
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

# Verbs that change something which outlives the call, or wait for something outside of the process.
_EFFECTS = expression(
    r"_*(?:a|async_|bulk_)?(?:archive|assign|audit|book|broadcast|charge|commit|create|delay|delete|deliver|dump|emit|enqueue|"
    r"exec|execute|executemany|fetch\w*|import|ingest|insert|invoice|mark|migrate|notify|pay|persist|post|process|provision|"
    r"publish|push|put|record|redact|refund|register|remove|request|reset|restore|revoke|run|save|schedule|send|setex|store|"
    r"submit|subscribe|sync|transfer|update|upload|upsert|write)(?:_\w+|_?all|_?many|_?one|mail|message)?"
)
# `counts.update(...)` and `process(text)` on their own are as often no more than bookkeeping.
_AMBIGUOUS = frozenset({"create", "delete", "dump", "process", "put", "record", "remove", "request", "run", "update", "write"})
_BEST_EFFORT = expression(r"analytic|cache|collector|logging|metric|progress|statsd|telemetr")
_UNDOERS = expression(
    r"close|cleanup|clean_up|shutdown|teardown|tear_down|dispose|disconnect|stop|terminate|^__(?:del|a?exit|repr|str)__$"
)
_QUESTIONS = expression(
    r"^_*(?:can|detect|has|is|supports)_|(?:^|_)(?:alive|available|exists|health|healthcheck|healthz|ping|probe|reachable|readiness|ready|status|"
    r"test_connection)(?:_|$)"
)


def reaches_outside(body: Sequence[ast.stmt], module: Module) -> bool:
    """Whether a failure of `body` leaves a mark: a database, a network, a file, another process or a task is involved.

    Parsing and computing are not: when they fail the input was odd, and what is done about it stands in the handler.
    """
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for node in module.walk_own(statement):
            if isinstance(node, (ast.AsyncWith, ast.AsyncFor)):
                return True
            if isinstance(node, ast.Await) and not (isinstance(node.value, ast.Call) and _is_harmless(node.value)):
                return True
            if isinstance(node, ast.Call) and _reaches_outside(node, module):
                return True
    return False


def _is_harmless(call: ast.Call) -> bool:
    names = chain(call)
    return names[:1] != ["get"] and (not READING_CALLS.isdisjoint(names[:1]) or not CLIENT_NAMES.isdisjoint(names[1:]))


def _reaches_outside(call: ast.Call, module: Module) -> bool:
    name = terminal(call)
    if name in READING_CALLS and name not in ("all", "get"):
        return False
    # `requests.get(...)` and `httpx.Client().get(...)`, but not `requests.get(...).json().get(...)`
    resolved = module.resolve(call.func) or ""
    if resolved.partition(".")[0] in OUTSIDE_PACKAGES and resolved.count("()") <= 1:
        return True
    names = chain(call)
    # `websocket.send_json(...)`: whoever listened has gone.
    if any(part in CLIENT_NAMES for part in names[1:]):
        return False
    if any(part.lower().strip("_") in DATABASE_NAMES for part in names[1:]):
        return True
    return bool(_EFFECTS.fullmatch(name)) and name not in _AMBIGUOUS


def is_worth_knowing(body: Sequence[ast.stmt], node: ast.AST, module: Module) -> bool:
    """Whether the failure of `body`, which stands at `node`, should have been seen by someone."""
    if imports_something(body, module) or is_best_effort(body, node, module) or not reaches_outside(body, module):
        return False
    return not (is_cleanup(body, node, module) or asks_question(node, module) or (is_program(module) and not find_routes(module)))


def is_best_effort(body: Sequence[ast.stmt], node: ast.AST, module: Module) -> bool:
    """Whether a cache or telemetry is spoken to: what fails there is a miss or a point less on a curve, never the work itself."""
    function = module.function_of(node)
    return bool(function is not None and _BEST_EFFORT.search(function.name.lower())) or any(
        isinstance(part, (ast.Name, ast.Attribute)) and _BEST_EFFORT.search(terminal(part).lower())
        for statement in body
        for part in module.walk(statement)
    )


def imports_something(body: Sequence[ast.stmt], module: Module) -> bool:
    """Whether an optional dependency is tried: `try: import torch`."""
    return any(
        isinstance(node, (ast.Import, ast.ImportFrom))
        or (isinstance(node, ast.Call) and terminal(node) in ("__import__", "import_module", "import_string"))
        for statement in body
        for node in module.walk(statement)
    )


def is_cleanup(body: Sequence[ast.stmt], node: ast.AST, module: Module) -> bool:
    """Whether `body`, which stands at `node`, only tidies up, where a failure must not hide what went before.

    By the function's name (`shutdown`, `__exit__`), by what is called (`try: connection.close()`), or by where it
    stands: in another handler, or in a finally.
    """
    function = module.function_of(node)
    if function is not None and is_undoing(function):
        return True
    if len(body) <= 2 and any(isinstance(statement, ast.Expr) and _called(statement.value) in UNDOING_CALLS for statement in body):
        return True
    return is_in_handler_or_finally(node, module)


def is_undoing(function: Function) -> bool:
    """Whether a function only tidies up, by its name: `shutdown`, `__exit__`."""
    return bool(_UNDOERS.search(function.name))


def is_in_handler_or_finally(node: ast.AST, module: Module) -> bool:
    """Whether something went wrong before, or may have: `node` stands in a handler or in a finally of the same function."""
    child = node
    for holder in module.ancestors(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            return False
        if isinstance(holder, Try) and (isinstance(child, ast.ExceptHandler) or child in holder.finalbody):
            return True
        child = holder
    return False


def asks_question(node: ast.AST, module: Module) -> bool:
    """Whether a failure is an answer: the function asks if something works or is so (`is_available`, `ping`)."""
    function = module.function_of(node)
    return function is not None and bool(_QUESTIONS.search(function.name))


def _called(expression: ast.expr) -> str:
    value = expression.value if isinstance(expression, ast.Await) else expression
    return terminal(value) if isinstance(value, ast.Call) else ""
