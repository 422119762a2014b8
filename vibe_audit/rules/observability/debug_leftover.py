"""Flag what somebody left behind while looking for a bug, such as a breakpoint or a print that says "DEBUG" or "here".

## Why it matters in production
A breakpoint waits for a terminal that is not there, and the worker hangs until it is killed. A debug print was written in
the minute when only one thing mattered: it dumps whole requests and headers, tells nobody at which level, and is never
switched off.

## Example
```python
def settle(invoice, gateway):
    breakpoint()
    gateway.settle(invoice)
```

## Use instead
```python
import logging

logger = logging.getLogger(__name__)


def settle(invoice, gateway):
    logger.debug("settling invoice %s", invoice.id)
    gateway.settle(invoice)
```

`print("DEBUG: invoice", invoice)` is the same, without the waiting.

## What it does not see
Prints that do not say what they were for, log lines of a higher level that say "DEBUG", and command-line programs. What
a condition switches on (`if verbose:`, `if settings.DEBUG:`) is taken at its word.

## Measured
288 findings in 6 of 39 AI-written services (593,248 lines of service code), 4.85 per 10,000, nine in ten of them in one service.
Of 40 read, at most eight from each, 37 were right and 3 false (reports of where debugging output was saved, passed over
since). 23 mature projects: one in 1,108,139 lines, a debugger on purpose, passed over since. Flask and Requests: none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.debuggers import DEBUGGERS
from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.calls import dotted, find_keyword, has_spread, text_of
from vibe_audit.logic.prints import is_meant_to_print
from vibe_audit.logic.programs import is_run_by_hand
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule, partly
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE407",
    severity=("warning", "info", "warning"),
    headline="Debugging aid left in the code",
    concern="instrumentation",
    effort="5min",
    semgrep="subset",
    refs=("CWE-489",),
    roles=frozenset({Role.SERVICE, Role.SETTINGS}),
    silent_in=("*_backup.py", "*_bak.py", "*_old.py", "old/"),
    covered_by={"ruff": partly("T100", "T201"), "pylint": partly("W1515")},
    since="0.1.0",
    over=("VBE400",),
)

_LAST_NAMES = frozenset(name.rpartition(".")[2] for name in DEBUGGERS)
_PRINTS = frozenset({"pp", "pprint", "print"})
_DEBUG = expression(r"(?i)\bdebug(?:ging)?\b")
_TOOL = expression(r"(?i)debug|[pr]db|breakpoint|post_?mortem|shell|repl|console|interactive")
# `print("Debug mode is on")`: about debugging, and not a part of it.
_ABOUT_DEBUG = expression(
    r"(?i)\bdebug(?:ging)?[ _-]*(?:mode|server|toolbar|build|level|flag|port|endpoint|script|tool|file|image|"
    r"info|information|output|screenshot)s?\b|"
    r"\bdebug(?:ging)? (?:is )?(?:on|off|enabled|disabled|saved|written)\b|--debug|\b(?:to|for) debug|debug\s*=|set debug"
)
# All that is said: `print("here")`, `print("*** HERE 2 ***")`, `print("aqui")`.
_MARK = expression(
    r"(?i)[\W_\d]*(?:(?:i am |i'm |im |got |in |we are )?here|test(?:ing)?(?:[ ]test)*|aqu[ií]|entr[oóe]u?|asdf\w*|foo(?:bar)?|x{3,}|z{3,})"
    r"[\W_\d]*"
)


@rule.on(ast.Call, names=_LAST_NAMES)
def check_debugger(call: ast.Call, module: Module) -> Iterator[Finding]:
    if module.resolve(call.func) in DEBUGGERS and not _is_tool(call, module):
        yield rule.at(call.func, dotted(call.func))


@rule.on(ast.Call, names=_PRINTS)
def check_print(call: ast.Call, module: Module) -> Iterator[Finding]:
    if not _says_debug(call) or module.resolve(call.func) not in ("pprint.pp", "pprint.pprint", "print"):
        return
    # `print(report, file=out)` writes where it was told to.
    if find_keyword(call, "file", "stream") or has_spread(call):
        return
    if not module.once(is_run_by_hand) and not is_meant_to_print(call, module):
        yield rule.at(call.func, dotted(call.func), defect=call)


def _is_tool(call: ast.Call, module: Module) -> bool:
    """Whether a debugger is what was asked for: `if args.pdb:`, `def install_debug_handler`."""
    for holder in module.ancestors(call):
        if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and _TOOL.search(holder.name):
            return True
        if isinstance(holder, ast.If) and _TOOL.search(module.text(holder.test)):
            return True
    return False


def _says_debug(call: ast.Call) -> bool:
    texts = [text for argument in call.args for part in _parts(argument) if (text := text_of(part))]
    if len(call.args) == 1 and texts and isinstance(call.args[0], ast.Constant) and _MARK.fullmatch(texts[0]):
        return True
    return any(_DEBUG.search(text) for text in texts) and not any(_ABOUT_DEBUG.search(text) for text in texts)


def _parts(argument: ast.expr) -> list[ast.expr]:
    """The pieces of a text: those of an f-string, and the first of `"DEBUG: " + name` and `"DEBUG: %s" % name`."""
    if isinstance(argument, ast.JoinedStr):
        return argument.values
    while isinstance(argument, ast.BinOp):
        argument = argument.left
    return [argument]
