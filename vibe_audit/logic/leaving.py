"""Whether control ever reaches the end of a block, or what stands behind it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from vibe_audit.logic.calls import terminal
from vibe_audit.logic.handlers import Try
from vibe_audit.module import Module

# `sys.exit()`, Flask's `abort(404)`, `self.fail("...")`, Celery's `self.retry(exc=error)`: they raise.
_RAISING_CALLS = frozenset({"_exit", "abort", "exit", "fail", "quit", "retry"})


def always_leaves(body: Sequence[ast.stmt]) -> bool:
    """Whether every way through a block ends in a raise, a return, a break or a continue, so that nothing behind it runs."""
    return any(_leaves(statement) for statement in body)


def is_reached_past(choice: ast.If, node: ast.AST, module: Module) -> bool:
    """Whether `node` is reached where the condition of `choice` does not hold: from its `else`, or by going on behind it."""
    branch: dict[ast.AST, ast.AST] = {}
    part = node
    for holder in module.ancestors(node):
        branch[holder] = part
        part = holder
    if choice in branch:
        return branch[choice] in choice.orelse
    part = choice
    for holder in module.ancestors(choice):
        other = branch.get(holder)
        if isinstance(other, ast.stmt) and isinstance(part, ast.stmt):
            is_parted = isinstance(holder, ast.If) and (part in holder.body) != (other in holder.body)
            return part.lineno < other.lineno and not is_parted
        if other is not None:
            return False  # a handler, or two cases of a match
        part = holder
    return False


def statements_behind(child: ast.AST, holder: ast.AST, module: Module) -> Iterator[ast.stmt]:
    """The statements behind one in the block of its holder that it stands in: the body, or what comes where that did not."""
    found = module.once(_places, holder).get(child)
    if found is not None:
        block, place = found
        for number in range(place + 1, len(block)):
            yield block[number]


def _places(holder: ast.AST) -> dict[ast.AST, tuple[list[ast.stmt], int]]:
    blocks = [block for name in ("body", "orelse") if isinstance(block := getattr(holder, name, None), list)]
    return {statement: (block, number) for block in blocks for number, statement in enumerate(block)}


def _leaves(statement: ast.stmt) -> bool:
    if isinstance(statement, (ast.Raise, ast.Return, ast.Break, ast.Continue)):
        return True
    if isinstance(statement, ast.Expr):
        call = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
        return isinstance(call, ast.Call) and terminal(call) in _RAISING_CALLS
    if isinstance(statement, ast.If):
        return always_leaves(statement.body) and always_leaves(statement.orelse)
    if isinstance(statement, (ast.With, ast.AsyncWith)):
        return always_leaves(statement.body)
    if isinstance(statement, Try):
        if always_leaves(statement.finalbody):
            return True
        through = always_leaves(statement.body) or always_leaves(statement.orelse)
        return through and all(always_leaves(handler.body) for handler in statement.handlers)
    if isinstance(statement, ast.Match):
        wildcard = statement.cases[-1].pattern
        is_whole = isinstance(wildcard, ast.MatchAs) and wildcard.pattern is None and statement.cases[-1].guard is None
        return is_whole and all(always_leaves(case.body) for case in statement.cases)
    return False
