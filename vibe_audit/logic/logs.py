"""Questions about what is logged and what is only printed."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.loggers import LOG_METHODS, LOGGER_NAMES, LOGGERS, PRINTERS
from vibe_audit.logic.calls import terminal
from vibe_audit.module import Module

_PRINTER_NAMES = frozenset(name.rpartition(".")[2] for name in PRINTERS)


def is_logger(receiver: ast.expr, module: Module) -> bool:
    """Whether an expression is a logger: by what it was made of, else by what it is called (`self._logger`, `app.logger`)."""
    if module.resolve(receiver) in LOGGERS:
        return True
    name = terminal(receiver).lower().strip("_")
    return name in LOGGER_NAMES or name.endswith(("_log", "logger"))


def is_log_call(call: ast.Call, module: Module, methods: frozenset[str] = LOG_METHODS) -> bool:
    """Whether a call is one of these methods of a logger."""
    called = call.func
    return isinstance(called, ast.Attribute) and called.attr in methods and is_logger(called.value, module)


def is_print(call: ast.Call, module: Module) -> bool:
    """Whether a call only writes to the standard output or error of the process. `print(file=...)` may write anywhere."""
    # most calls go by another name, which costs nothing to see; an alias is looked up by what it stands for
    name = terminal(call)
    if module.aliases.get(name, name) not in _PRINTER_NAMES:
        return False
    return module.resolve(call.func) in PRINTERS and not any(keyword.arg == "file" for keyword in call.keywords)
