"""One project: what its imports lead to, what its manifests declare, what its modules hold."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING

from vibe_audit.knowledge.web import ERROR_REGISTRARS, TEMPLATES
from vibe_audit.logic.inserts import answers_violations
from vibe_audit.logic.models import many_to_many_in
from vibe_audit.logic.references import routes_referred_to
from vibe_audit.paths.disk import read_file
from vibe_audit.project.imports import Imports
from vibe_audit.project.kept import words
from vibe_audit.project.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vibe_audit.module import Module
    from vibe_audit.project.facts import Facts
    from vibe_audit.project.functions.summaries import Summaries
    from vibe_audit.project.index import Index
    from vibe_audit.project.manifests import Declared
    from vibe_audit.project.parsed import Parsed
    from vibe_audit.project.routes.facts import Routing
    from vibe_audit.project.routes.serving import Routes


class Project:
    """The project rooted at a folder. Paths of modules are relative to the root, with forward slashes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._layout = Layout(root.as_posix())
        self.imports = Imports(self._layout)

    def holds(self, name: str) -> bool:
        """Whether a folder or a module of the project, wherever it lies, goes by this name."""
        return not self._layout.folders or name in self._layout.homes

    @cached_property
    def _index(self) -> Index:
        from vibe_audit.project.index import Index  # few modules ask for it

        return Index(self.root)

    @property
    def is_bounded(self) -> bool:
        """Whether the root holds one project, and not all that somebody has."""
        return self.root not in (Path(self.root.anchor), Path.home()) and bool(self._layout.folders)

    @cached_property
    def modules(self) -> Mapping[str, Facts]:
        """What is known of every module, by path; nothing where the root is no project."""
        from vibe_audit.project.facts import Facts, extract

        if not self.is_bounded:
            return {}
        return self._index.answers("module", self._files(".py"), extract, Facts.from_json)

    @cached_property
    def many_to_many(self) -> frozenset[str]:
        """The names under which models of Django hold many others."""
        return frozenset().union(*(many_to_many_in(module) for module in self.modules_with("ManyToManyField")))

    @cached_property
    def answers_violations(self) -> bool:
        """Whether one of the modules answers a violated constraint for all others."""
        return any(answers_violations(module) for module in self.modules_with(*ERROR_REGISTRARS))

    def modules_with(self, *words: str) -> Iterator[Module]:
        """The modules in whose text one of these words stands; none where the root is no project."""
        if self.is_bounded:
            for path in self._files(".py"):
                with suppress(OSError):
                    data = read_file(self.root / path)
                    if any(word.encode() in data for word in words) and (module := self.parsed.get(path)) is not None:
                        yield module

    @cached_property
    def parsed(self) -> Parsed:
        """The modules that were parsed last."""
        from vibe_audit.project.parsed import Parsed

        return Parsed(self)

    @cached_property
    def summaries(self) -> Summaries:
        """What the functions of the project do; each module is read when somebody comes to it."""
        from vibe_audit.project.functions.summaries import Summaries

        return Summaries(self.imports, self._layout.root, self.parsed)

    def routes_with(self, path: str, own: Routing) -> Routes:
        """The routes of the project, in which the module at `path` has this part."""
        from vibe_audit.project.routes.serving import Routes

        if self._routing.get(path) == own:
            return self._routes
        return Routes({**self._routing, path: own}, self.imports if self.is_bounded else None, self._layout.root)

    @cached_property
    def _routes(self) -> Routes:
        from vibe_audit.project.routes.serving import Routes

        return Routes(self._routing, self.imports, self._layout.root)

    @cached_property
    def _routing(self) -> Mapping[str, Routing]:
        from vibe_audit.project.routes.facts import Routing
        from vibe_audit.project.routes.local import extract

        return self._index.answers("routes", self._files(".py"), extract, Routing.from_json) if self.is_bounded else {}

    @cached_property
    def declared(self) -> Declared:
        """What the manifests and lock files of the project declare."""
        from vibe_audit.project.manifests import Declared, Manifest, is_manifest, read_manifest

        if not self.is_bounded:
            return Declared({})
        files = {path for path in self._files("") if is_manifest(path)}
        known: dict[str, Manifest | None] = {}
        while files - known.keys():
            known = dict.fromkeys(files)
            for path, manifest in self._index.answers("manifest", files, read_manifest, Manifest.from_json).items():
                known[path] = manifest
                files.update(normpath(f"{path}/../{name}") for name in manifest.included)
        return Declared(known)

    @cached_property
    def routes_referred_to(self) -> frozenset[str]:
        """The names by which modules and templates refer to routes; nothing where the root is no project."""
        if not self.is_bounded:
            return frozenset()
        files = [path for suffix in (".py", *TEMPLATES) for path in self._files(suffix)]
        return frozenset(name for names in self._index.answers("references", files, _references, words).values() for name in names)

    def brings(self, imported: str) -> bool:
        """Whether something that is declared brings a dotted import path, or may well do."""
        from vibe_audit.project.distributions import is_brought

        return is_brought(imported, self.declared.names)

    def distributions_of(self, imported: str) -> tuple[str, ...]:
        """The distributions that are known to bring a dotted import path under another name than its own."""
        from vibe_audit.project.distributions import distributions_of

        return distributions_of(imported)

    def _files(self, suffix: str) -> list[str]:
        prefix = len(self._layout.root.rstrip("/")) + 1
        return [
            f"{folder}/{name}"[prefix:]
            for folder in self._layout.folders
            for name in sorted(self._layout.listing(folder).files)
            if name.endswith(suffix)
        ]


def _references(_: str, data: bytes) -> list[str]:
    return sorted(routes_referred_to(data.decode("utf-8", "replace")))
