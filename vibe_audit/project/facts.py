"""What the project's index keeps of one module."""

from __future__ import annotations

from typing import Any, NamedTuple

from vibe_audit.knowledge.roles import SERVICE_CODE
from vibe_audit.logic.applications import framework_of
from vibe_audit.logic.last_resort import answers_all_errors
from vibe_audit.logic.routes import find_routes
from vibe_audit.logic.served_paths import find_served_paths
from vibe_audit.module import Module
from vibe_audit.project.extraction import extracted
from vibe_audit.project.kept import words


class Facts(NamedTuple):
    """`framework` is that of the web application which the module makes, empty where it makes none that is served.

    `routes` are the functions that answer requests, `paths` all words that routing calls are given; `imports` are dotted paths.
    """

    framework: str = ""
    routes: int = 0
    paths: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    answers_all_errors: bool = False

    @classmethod
    def of(cls, module: Module) -> Facts:
        """The facts of a module."""
        is_served = module.role in SERVICE_CODE
        return cls(
            framework_of(module) if is_served else "",
            len(find_routes(module)) if is_served else 0,
            tuple(sorted(find_served_paths(module))) if is_served else (),
            tuple(sorted(module.imported)),
            answers_all_errors(module),
        )

    @classmethod
    def from_json(cls, answer: Any) -> Facts:
        """The facts that the index has kept. Raises ValueError or TypeError for anything else."""
        framework, routes, paths, imports, answers = answer
        if not (isinstance(framework, str) and isinstance(routes, int) and isinstance(answers, bool)):
            raise ValueError("not the facts of a module")
        return cls(framework, routes, words(paths), words(imports), answers)


def extract(path: str, data: bytes) -> Facts:
    """The facts of a file."""
    return extracted(path, data, Facts.of, Facts())
