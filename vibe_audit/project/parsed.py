"""The modules of a project as they were parsed: those that were checked last, and those that others refer to.

Whoever is referred to is most often checked in the same run: each is parsed once, whichever comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vibe_audit.module import Module
from vibe_audit.paths.disk import read_file
from vibe_audit.source.parsing import collector_off, decode, parse

if TYPE_CHECKING:
    from vibe_audit.project.project import Project

MOST = 2_000_000
"""Characters of source that are kept: with their trees some 70 megabytes."""


class Parsed:
    """The parsed modules of one project, by their paths below its root."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._modules: dict[str, Module] = {}
        self._size = 0
        self.version = 0
        """How often a module was put in the place of another one of its path."""

    def get(self, path: str) -> Module | None:
        """The module at a path; None where there is none, or none that can be parsed."""
        module = self._modules.pop(path, None)
        if module is not None:
            self._modules[path] = module  # the last to be let go
            return module
        try:
            with collector_off():
                source = decode(read_file(self._project.root / path))
                module = Module(path, source, parse(source), project=self._project)
        except Exception:  # unreadable, or we fail at it: checking that file says so
            return None
        self.keep(module)
        return module

    def same(self, path: str, source: str) -> Module | None:
        """The module that was parsed from just this source."""
        module = self._modules.get(path)
        return module if module is not None and module.source == source else None

    def take(self, module: Module) -> None:
        """Keep a module unless it is known."""
        if self._modules.get(module.path) is not module:
            self.keep(module)

    def keep(self, module: Module) -> None:
        """Keep a module in place of what was known at its path, and let go of those that nobody has asked for lately."""
        known = self._modules.pop(module.path, None)
        self._size += len(module.source)
        if known is not None:
            self._size -= len(known.source)
            self.version += known.source != module.source
        self._modules[module.path] = module
        while self._size > MOST and len(self._modules) > 1:
            gone = self._modules.pop(next(iter(self._modules)))
            self._size -= len(gone.source)
            gone.forget()
