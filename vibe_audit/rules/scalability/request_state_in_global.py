"""Flag state of a user or a request that is kept in a container of the module.

## Why it matters in production
Every worker process has a container of its own. The second worker knows nothing of the login attempts, locks and jobs
that the first one noted: limits count to twice their number, a job is "not found" on every second look, a deployment
forgets it all, and nothing ever takes an old entry out.

## Example
```python
attempts = {}


def note_failure(address):
    attempts[address] = attempts.get(address, 0) + 1
```

## Use instead
Keep it where all workers look: Redis with an expiry, or the database.
```python
def note_failure(redis, address):
    redis.incr(f"attempts:{address}")
    redis.expire(f"attempts:{address}", 900)
```

## What it does not see
State on a class or on an object made once, and a container of another module. Caches, registries and pools are one per
process on purpose, and are passed over by their names, and so is what is set under a key that is the same for everybody: a plan,
a model, a language, a currency, a template, a feature flag, or the identity of an object of this process.

## Measured
8 findings in 39 AI-written services (593,248 lines of service code), 0.13 per 10,000 lines, in 5 of them; all read: 7 right, 1 minor.
The guards were made on these same findings (12 before: 7 right, 2 minor, 3 false), so no fresh sample stands behind them.
26 mature projects: none; there were 3, all false (life spans and a health check of its own process), until keys were read.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.logic.calls import terminal
from vibe_audit.logic.dependencies import parameters_of
from vibe_audit.logic.sharing import is_of_this_process, is_personal, is_shared, names_stored
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE220",
    severity=("warning", "info", "warning"),
    headline="State of a request is kept in one process",
    concern="stateless design",
    effort="4h",
    semgrep="no",
    since="0.1.0",
)

_CONTAINERS = frozenset({"OrderedDict", "defaultdict", "deque", "dict", "list", "set"})
_GROWS = frozenset({"add", "append", "appendleft", "extend", "setdefault", "update"})
# One per process on purpose, and right with any number of processes.
_PER_PROCESS = expression(
    r"cache|memo|regist|handler|plugin|callback|hook|class|schema|type|module|migrat|logger|lock(?!out)|metric|counter|client|conn|pool|"
    r"engine|model|instance|index|map|lookup|seen|warned|patch|loaded|compiled|converter|provider|factor|import|signal|listener|override|"
    # and live objects, which no other process could use
    r"in_?flight|processor|config|thread|future|socket|buffer|subscri|watcher",
    re.IGNORECASE,
)
_SETS_UP = expression(r"^_*(?:register|load|init|setup|configure|add_|install|build|declare|import)|decorator|wrapper", re.IGNORECASE)
_MAKES_KEYS = frozenset({"token_hex", "token_urlsafe", "uuid1", "uuid4"})
_STEPS = 2


@rule.on(ast.Module)
def check(tree: ast.Module, module: Module) -> Iterator[Finding]:
    containers = {name for statement in tree.body for name in _empty_container(statement)}
    if not containers:
        return
    reported: set[str] = set()
    for name, key in _changes(module):
        if name.id not in containers or name.id in reported or _PER_PROCESS.search(name.id):
            continue
        function = module.function_of(name)
        if function is None or not _is_module_level(name, module) or not _serves(function, module):
            continue
        if not _comes_from_caller(key, function, module, _STEPS) or is_of_this_process(key, function, module):
            continue
        if not _is_memo(name, function, module) and not _is_table(name, key, function, module):
            reported.add(name.id)
            yield rule.at(name, name.id)


def _empty_container(statement: ast.stmt) -> Iterator[str]:
    """`jobs = {}`, `jobs: dict[str, Job] = {}`, `jobs = defaultdict(list)`; a table has its rows from the start."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target, value = statement.targets[0], statement.value
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        target, value = statement.target, statement.value
    else:
        return
    is_empty = (isinstance(value, ast.Dict) and not value.keys) or (isinstance(value, ast.List) and not value.elts)
    if isinstance(value, ast.Call) and terminal(value) in _CONTAINERS:
        # `defaultdict(list)` and `deque(maxlen=9)` are empty; `dict(a=1)` is a table.
        is_empty = terminal(value) in ("defaultdict", "deque") or not (value.args or value.keywords)
    if isinstance(target, ast.Name) and is_empty:
        yield target.id


def _changes(module: Module) -> Iterator[tuple[ast.Name, ast.expr]]:
    """Where `NAME[key] = ...`, `NAME[key].append(...)`, `NAME.setdefault(key, ...)` change a container: its name, and the key."""
    found: list[tuple[ast.Name, ast.expr]] = []
    for subscript in module.nodes(ast.Subscript):
        if isinstance(subscript.value, ast.Name) and _is_changed(subscript, module):
            found.append((subscript.value, subscript.slice))
    # `NAME.append(x)` and `NAME.add(task)` keep a task alive, or collect results, as often as they hold a request.
    for call in module.calls_named({"setdefault"}):
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.args:
            found.append((call.func.value, call.args[0]))
    yield from sorted(found, key=lambda change: (change[0].lineno, change[0].col_offset))


def _is_changed(subscript: ast.Subscript, module: Module) -> bool:
    node: ast.AST = subscript
    holder = module.parents.get(node)
    while isinstance(holder, ast.Subscript) and holder.value is node:
        node, holder = holder, module.parents.get(holder)
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        # `started[task_id] = monotonic()` measures a task that begins and ends in this process.
        return not (isinstance(holder, ast.Assign) and terminal(holder.value) in ("monotonic", "perf_counter"))
    return isinstance(holder, ast.Attribute) and holder.attr in _GROWS and isinstance(module.parents.get(holder), ast.Call)


def _is_module_level(name: ast.Name, module: Module) -> bool:
    bindings = module.names.bindings(name)
    return bool(bindings) and all(isinstance(module.parents.get(binding.node), ast.Module) for binding in bindings)


def _serves(function: Function, module: Module) -> bool:
    """Whether a function may run for a request; one that registers, loads or decorates runs once, when the program starts."""
    return not _SETS_UP.search(function.name) and module.function_of(function) is None


def _is_memo(name: ast.Name, function: Function, module: Module) -> bool:
    """`if key not in texts: texts[key] = load(key)`, then `return texts[key]`: any process works it out for itself."""
    nodes = module.walk_own(function)
    stored = {
        terminal(node.value)
        for node in nodes
        if isinstance(node, ast.Assign) and any(_is_entry_of(name.id, target) for target in node.targets)
    }
    returned = [node.value for node in nodes if isinstance(node, ast.Return) and node.value is not None]
    return any(_asks(name.id, node) for node in nodes) and any(
        _is_entry_of(name.id, value) or (isinstance(value, ast.Name) and value.id in stored) for value in returned
    )


def _is_table(name: ast.Name, key: ast.expr, function: Function, module: Module) -> bool:
    """`prices[plan] = await load(plan)`: the same for everybody. What is counted or collected there, or is somebody's, is not."""
    statement = module.statement_of(name)
    if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
        stored = [statement.value]
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and terminal(statement.value) == "setdefault":
        stored = statement.value.args[1:]
    else:
        return False
    is_counted = any(isinstance(node, ast.Name) and node.id == name.id for value in stored for node in module.walk(value))
    names = {name.id}.union(*(names_stored(value, module) for value in stored))
    return not is_counted and not any(map(is_personal, names)) and is_shared(key, function, module)


def _is_entry_of(container: str, node: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and terminal(node.value) == container


def _asks(container: str, node: ast.AST) -> bool:
    """`key in container`, `container.get(key)`."""
    if isinstance(node, ast.Compare):
        return isinstance(node.ops[0], (ast.In, ast.NotIn)) and terminal(node.comparators[0]) == container
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "get" and terminal(called.value) == container


def _comes_from_caller(key: ast.expr, function: Function, module: Module, steps: int) -> bool:
    """Whether a key is told by a parameter of the function, or made up for this one call."""
    parameters = {parameter.arg for parameter in parameters_of(function, module)}
    for node in module.walk(key):
        if isinstance(node, ast.Call) and terminal(node) in _MAKES_KEYS:
            return True
        if not isinstance(node, ast.Name):
            continue
        if node.id in parameters:
            return True
        if steps:
            bindings = [binding for binding in module.names.bindings(node) if module.function_of(binding.node) is function]
            if any(binding.value is not None and _comes_from_caller(binding.value, function, module, steps - 1) for binding in bindings):
                return True
    return False
