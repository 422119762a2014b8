"""Code whose purpose it is to print."""

from __future__ import annotations

import ast
import re

from vibe_audit.logic.calls import terminal
from vibe_audit.logic.programs import is_main_guard, only_called_by_hand
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

# Whose purpose it is to print: `print_summary()`, `show_banner()`, `debug_task()`, `main()`, `class ConsoleEmailSender`.
_PRINTING_FUNCTION = expression(
    r"_*(?:main|cli|usage|banner|(?:debug|display|dump|p?print|show)(?:_\w+)?)|\w+_(?:banner|cli|console|main|repl|shell|stdout|usage)"
)
_PRINTING_CLASS = expression(r"Command|Console|Debug|Dummy|Fake|Mock|Noop|Null|Print|Shell|Stdout|Stub")
_DELIBERATE = expression(
    r"debug|dry_?run|interactive|isatty|(?:show|stream)_output|quiet|verbos|(?:^|\w_)(?:echo|print)(?:_\w|$)", re.IGNORECASE
)


def is_meant_to_print(call: ast.Call, module: Module) -> bool:
    """Whether a call stands where printing is what is wanted: by the name of its function or class, or by a condition that
    somebody sets who looks at the output."""
    child: ast.AST = call
    for holder in module.ancestors(call):
        if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if _PRINTING_FUNCTION.fullmatch(holder.name) or only_called_by_hand(holder, module):
                return True
        elif isinstance(holder, ast.ClassDef):
            if _PRINTING_CLASS.search(holder.name):
                return True
        elif isinstance(holder, ast.If):
            # `if verbose: print(...)`, `if settings.DEBUG: print(...)`: switched on by somebody who looks at the output.
            if child in holder.body and (is_main_guard(holder) or _speaks_of_output(holder.test, module)):
                return True
        elif isinstance(holder, ast.With) and any(terminal(item.context_expr).startswith("redirect_std") for item in holder.items):
            return True
        child = holder
    return False


def _speaks_of_output(test: ast.expr, module: Module) -> bool:
    return any(_DELIBERATE.search(terminal(node)) for node in module.walk(test) if isinstance(node, (ast.Attribute, ast.Name)))
