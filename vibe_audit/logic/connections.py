"""Which calls open a connection that whoever called has to close."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.connections import CONNECTION_MAKERS, CONNECTORS, POOL_METHODS, SESSION_FACTORIES
from vibe_audit.logic.calls import terminal
from vibe_audit.module import Module

_DIRECTLY = CONNECTION_MAKERS | POOL_METHODS | {name.removesuffix("()").rpartition(".")[2] for name in CONNECTORS}
OPENERS = _DIRECTLY | SESSION_FACTORIES
"""What a module calls that opens a connection, or makes what does."""


def find_openings(module: Module) -> list[ast.Call]:
    """Every call that makes a connection, or takes one out of a pool, that the caller has to give back."""
    # `Maker = sessionmaker(engine)`
    factories = {target.id for call in module.calls_named(SESSION_FACTORIES) if isinstance(target := target_of(call, module), ast.Name)}
    return [call for call in module.calls_named(_DIRECTLY | factories) if _opens_connection(call, module)]


def target_of(call: ast.Call, module: Module) -> ast.expr | None:
    """What the result of a call is assigned to, awaited or not; None where there is more than one target, or none."""
    assigned = module.parents[call]
    if isinstance(assigned, ast.Await):
        assigned = module.parents[assigned]
    if isinstance(assigned, ast.AnnAssign):
        return assigned.target
    return assigned.targets[0] if isinstance(assigned, ast.Assign) and len(assigned.targets) == 1 else None


def _opens_connection(call: ast.Call, module: Module) -> bool:
    resolved = module.resolve(call.func)
    if resolved in CONNECTORS:
        return True
    name = terminal(call)
    if name in POOL_METHODS and isinstance(call.func, ast.Attribute):
        owner = terminal(call.func.value).lower()
        return owner.endswith("pool") if name in ("acquire", "getconn") else owner.endswith("engine")
    # Django's `get_connection()` opens nothing yet.
    if name not in CONNECTION_MAKERS or (resolved or "").startswith("django."):
        return False
    return module.names.definition(call.func) is None or is_made_here(call, module)


def is_made_here(call: ast.Call, module: Module) -> bool:
    """Whether what is called is a function of this module that makes a new connection each time."""
    definition = module.names.definition(call.func)
    if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)) or definition.decorator_list:
        return False
    nodes = module.walk(definition)
    # `global connection`: it is made once and shared.
    return any(isinstance(node, ast.Call) and module.resolve(node.func) in CONNECTORS for node in nodes) and not any(
        isinstance(node, (ast.Global, ast.Yield)) for node in nodes
    )
