"""Questions about calls and the constants in them."""

from __future__ import annotations

import ast

NOT_CONSTANT = object()
"""What `constant` answers for an expression that is no constant; None would be mistaken for the constant None."""


_LONGEST_CHAIN = 100


def find_keyword(call: ast.Call, *names: str) -> ast.keyword | None:
    """The first keyword argument of one of these names."""
    return next((keyword for keyword in call.keywords if keyword.arg in names), None)


def has_spread(call: ast.Call) -> bool:
    """Whether `*args` or `**kwargs` pass on arguments that nobody can see here."""
    return any(keyword.arg is None for keyword in call.keywords) or any(isinstance(arg, ast.Starred) for arg in call.args)


def argument(call: ast.Call, position: int | None, *names: str) -> ast.expr | None:
    """The argument at a position (from 0) or of one of these names."""
    if keyword := find_keyword(call, *names):
        return keyword.value
    if position is not None and position < len(call.args):
        return call.args[position]
    return None


def constant(node: ast.AST | None) -> object:
    """The value of a constant expression, else NOT_CONSTANT. A sign and simple arithmetic on numbers are worked out."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = constant(node.operand)
        return -value if isinstance(value, (int, float)) else NOT_CONSTANT
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Add)):
        left, right = constant(node.left), constant(node.right)
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            return left * right if isinstance(node.op, ast.Mult) else left + right
    return NOT_CONSTANT


def text_of(node: ast.AST | None) -> str | None:
    """The value of a string constant."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_none(node: ast.AST | None) -> bool:
    """Whether this is the constant None."""
    return isinstance(node, ast.Constant) and node.value is None


def terminal(node: ast.AST | None) -> str:
    """The last name of a name, attribute or call: `c` of `a.b.c` and of `a.b.c()`; empty for all else."""
    while isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def dotted(node: ast.AST | None) -> str:
    """A chain of names as it is written, `a.b.c`; empty where anything else is in it. Says nothing about imports."""
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return node.id if isinstance(node, ast.Name) else ""


def chain(call: ast.AST) -> list[str]:
    """The names along a method chain, the last first: `all`, `filter`, `query`, `db` for `db.query(M).filter(x).all()`.

    Of a chain that a program wrote they are the last hundred: every link of it is asked.
    """
    names: list[str] = []
    node: ast.AST | None = call
    while node is not None and len(names) < _LONGEST_CHAIN:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        elif isinstance(node, (ast.Await, ast.Subscript)):
            node = node.value
        else:
            names.extend([node.id] if isinstance(node, ast.Name) else [])
            node = None
    return names


def outermost_of_chain(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> ast.AST:
    """The whole chain that `node` is a link of: `db.query(M).all()` for the `db.query` in it."""
    while True:
        holder = parents.get(node)
        is_link = (isinstance(holder, ast.Attribute) and holder.value is node) or (isinstance(holder, ast.Call) and holder.func is node)
        if not is_link or holder is None:
            return node
        node = holder
