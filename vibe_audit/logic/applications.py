"""The web applications that a module makes."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.frameworks import WEB_APPLICATIONS
from vibe_audit.logic.calls import text_of
from vibe_audit.module import Module
from vibe_audit.source.places import Located

_MAKERS = frozenset(path.rpartition(".")[2] for path in WEB_APPLICATIONS)


def find_application(module: Module) -> tuple[str, Located] | None:
    """The framework of the first application that the module makes, and where; for Django, where its settings name the routes."""
    return module.once(_find_application)


def framework_of(module: Module) -> str:
    """The framework of the application that the module makes; empty where it makes none."""
    found = find_application(module)
    return found[0] if found else ""


def _find_application(module: Module) -> tuple[str, Located] | None:
    made = [
        (framework, call.func)
        for call in module.calls_named(_MAKERS)
        if (framework := WEB_APPLICATIONS.get(module.resolve(call.func) or ""))
    ]
    if made:
        return min(made, key=lambda found: (found[1].lineno, found[1].col_offset))
    if "ROOT_URLCONF" in module.source:
        for statement in module.tree.body:
            if isinstance(statement, ast.Assign) and text_of(statement.value):
                for target in statement.targets:
                    if isinstance(target, ast.Name) and target.id == "ROOT_URLCONF":
                        return "django", target
    return None
