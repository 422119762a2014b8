"""Which function or class a line belongs to, in pylint's tree."""

from __future__ import annotations

from astroid import nodes


def innermost_scope(module: nodes.Module, line: int) -> nodes.NodeNG:
    """The innermost function or class around `line`, found by going down the one branch that holds it."""
    scope: nodes.NodeNG = module
    holder: nodes.NodeNG | None = module
    while holder is not None:
        holder = next((child for child in holder.get_children() if (child.fromlineno or 0) <= line <= (child.tolineno or 0)), None)
        if isinstance(holder, (nodes.FunctionDef, nodes.ClassDef)):
            scope = holder
    return scope
