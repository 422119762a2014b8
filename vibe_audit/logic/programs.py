"""Whether a module is a program that somebody runs, and which of its functions only such a run reaches."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.frameworks import WEB_PACKAGES
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.routes import find_routes
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function

_TERMINAL = frozenset({"getpass.getpass", "input", "sys.argv", "sys.exit"})
_LAST_NAMES = frozenset(name.rpartition(".")[2] for name in _TERMINAL)


def is_main_guard(statement: ast.AST) -> bool:
    """Whether a statement is `if __name__ == "__main__":`."""
    return isinstance(statement, ast.If) and any(
        isinstance(node, ast.Name) and node.id == "__name__" for node in ast.iter_child_nodes(statement.test)
    )


def is_program(module: Module) -> bool:
    """Whether a module does its work when it is run by itself: it has a `__main__` block, prints or calls its own
    function when loaded, or talks to the terminal. A web application may do so too; that is the caller's to ask."""
    return module.once(_starts_itself) or module.once(_talks_to_terminal)


def is_run_by_hand(module: Module) -> bool:
    """Whether a module is a program and no part of a service: it starts itself and knows no web framework, or it talks to
    whoever started it and has no route."""
    if module.once(_starts_itself) and not module.packages & WEB_PACKAGES:
        return True
    return module.once(_talks_to_terminal) and not find_routes(module)


def _starts_itself(module: Module) -> bool:
    return any(is_main_guard(statement) or _runs(statement, module) for statement in module.tree.body)


def _talks_to_terminal(module: Module) -> bool:
    """Whether a module reads arguments or answers from whoever started it, or ends the process with a code for them."""
    names: list[ast.expr] = [*module.nodes(ast.Attribute), *module.nodes(ast.Name)]
    return any(terminal(node) in _LAST_NAMES and module.resolve(node) in _TERMINAL for node in names)


def _runs(statement: ast.stmt, module: Module) -> bool:
    """`print("done")`, `main()` or `asyncio.run(main())` at the top level."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    called = statement.value
    name = module.resolve(called.func)
    if name == "print":
        return True
    if name == "asyncio.run" and called.args and isinstance(called.args[0], ast.Call):
        called = called.args[0]
    return isinstance(called.func, ast.Name) and isinstance(module.names.definition(called.func), (ast.FunctionDef, ast.AsyncFunctionDef))


def only_called_by_hand(function: Function, module: Module) -> bool:
    """Whether a module-level function is used in the `__main__` block and nowhere else in the module."""
    if module.parents.get(function) is not module.tree:
        return False
    uses = [node for node in module.once(_loads).get(function.name, []) if function not in module.ancestors(node)]
    return bool(uses) and all(any(is_main_guard(holder) for holder in module.ancestors(node)) for node in uses)


def _loads(module: Module) -> dict[str, list[ast.Name]]:
    found: dict[str, list[ast.Name]] = {}
    for node in module.nodes(ast.Name):
        if isinstance(node.ctx, ast.Load):
            found.setdefault(node.id, []).append(node)
    return found
