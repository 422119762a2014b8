"""What the functions of a project do: read from each module alone, joined along the calls, asked for call by call."""

from __future__ import annotations

import ast
import builtins

from vibe_audit.logic.calls import terminal
from vibe_audit.module import Module
from vibe_audit.project.functions.facts import BLOCKS as BLOCKS
from vibe_audit.project.functions.facts import COMMITS as COMMITS
from vibe_audit.project.functions.facts import LEAKS as LEAKS
from vibe_audit.project.functions.facts import RAISES as RAISES
from vibe_audit.project.functions.facts import READS as READS
from vibe_audit.project.functions.facts import WRITES as WRITES
from vibe_audit.project.functions.summaries import Seen as Seen
from vibe_audit.project.functions.summaries import Summaries

_BUILTINS = frozenset(dir(builtins))
# What nobody calls a method of the project; `get`, `update` and the like are names of methods everywhere.
_PLAIN = frozenset({
    "append", "encode", "endswith", "extend", "items", "join", "keys", "lower", "lstrip", "rstrip", "setdefault", "split", "splitlines",
    "startswith", "strip", "upper", "values",
})


def may_have_effects(call: ast.Call) -> bool:
    """Whether a call may be of a function of the project, by its name."""
    return terminal(call) not in (_BUILTINS if isinstance(call.func, ast.Name) else _PLAIN)


def effects_of(call: ast.Call, kind: str, module: Module) -> list[Seen]:
    """The effects of one kind (READS, WRITES, BLOCKS, RAISES, LEAKS, COMMITS) that a call has by way of a function of the project."""
    if not may_have_effects(call):
        return []
    around = module.once(_around)
    return around.effects(call, kind, module)


def classes_of(node: ast.expr, module: Module) -> list[tuple[Module, ast.ClassDef]]:
    """The class of the project that an expression names, then its bases in the project, each with the module that it stands in."""
    return module.once(_around).classes(node, module)


def held_by(node: ast.expr, module: Module) -> tuple[Module, ast.expr] | None:
    """What a name or an attribute was given, with the module where that stands: a name at the top of a module, or what a class of the
    project and its bases hold. None where it was given several things, or nothing that is seen.
    """
    return module.once(_around).held(node, module)


def meaning_of(node: ast.expr, module: Module) -> str | None:
    """What `Module.resolve` answers, seen through the project: `httpx.Client().get` for `http.get` where another module has made `http`.

    A class of the project stands for the library's class that it is made from; None for what is the project's own.
    """
    around = module.once(_around)
    return around.meaning(node, module)


class _Alone:
    """One module by itself."""

    version = 0

    def __init__(self, module: Module) -> None:
        self._module = module

    def get(self, path: str) -> Module | None:
        return self._module if path == self._module.path else None

    def take(self, module: Module) -> None:
        pass


def _around(module: Module) -> Summaries:
    if module.project is not None and module.project.is_bounded:
        return module.project.summaries
    return Summaries(None, "", _Alone(module))
