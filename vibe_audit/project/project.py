"""One project: what its imports lead to, what its manifests declare, what its modules hold."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING

from vibe_audit.ignoring import is_ignored, rules_in
from vibe_audit.project.definitions import Definitions
from vibe_audit.project.importing import Found, Missing, bases, follow, step
from vibe_audit.project.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vibe_audit.project.facts import Facts
    from vibe_audit.project.index import Index
    from vibe_audit.project.manifests import Declared


class Project:
    """The project rooted at a folder. Paths of modules are relative to the root, with forward slashes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._layout = Layout(root.as_posix())
        self._definitions: dict[str, Definitions] = {}
        self._starting: dict[tuple[str, str], list[str]] = {}
        self._led: dict[tuple[str, int, str], Found | Missing | None] = {}

    # -- imports --------------------------------------------------------------------------------------------------

    def leads_to(self, origin: str, level: int, path: str) -> Found | Missing | None:
        """What the module at `path` finds by importing `origin`, behind so many dots; None for what lies outside, or in doubt."""
        folder = self._folder(path)
        key = (origin, level, folder)
        if key not in self._led:
            self._led[key] = self._lead(origin, level, folder)
        return self._led[key]

    def may_define(self, name: str, led: Found, origin: str, level: int, path: str) -> bool:
        """Whether what `origin` has led to has, or may have, this name: as a definition or as a module below it. False is certain."""
        if self._has(led, name):
            return True
        # a root that nobody sees from here may hold another one of the same path
        return any(isinstance(way, Found) and self._has(way, name) for _, way in self._everywhere(origin, level, self._folder(path)))

    def may_be_elsewhere(self, missing: Missing, path: str) -> bool:
        """Whether what the module at `path` misses is not kept with the source, or another's.

        It is made elsewhere where git ignores it, or the package makes it as it is imported; a script by itself in a folder
        `requests` means the package.
        """
        folder = missing.package.folder
        if folder is None or self._has(missing.package, missing.part):
            return True
        if folder == self._folder(path) and self._layout.is_alone(folder, path.rpartition("/")[2]):
            return True
        rules = rules_in(Path(folder), Path(self.root.anchor))
        return any(is_ignored(name, rules) for name in (f"{missing.part}.py", f"{missing.part}/"))

    def holds(self, name: str) -> bool:
        """Whether a folder or a module of the project, wherever it lies, goes by this name."""
        return not self._layout.folders or name in self._layout.homes

    def _folder(self, path: str) -> str:
        return f"{self._layout.root.rstrip('/')}/{path}".rpartition("/")[0] or "/"

    def _lead(self, origin: str, level: int, folder: str) -> Found | Missing | None:
        broken_off: Missing | None = None
        for start, way in self._near(origin, level, folder):
            if isinstance(way, Found):
                return way if self._is_root(start) or level else None
            if self._is_root(start) or level:
                broken_off = broken_off or way
        if broken_off is None or not self._layout.folders:
            return None
        elsewhere = (way for _, way in self._everywhere(origin, level, folder) if isinstance(way, Found))
        return next(elsewhere, broken_off)

    def _is_root(self, folder: str) -> bool:
        """Whether imports start here: inside a package a module named `queue` is no `queue`."""
        return "__init__.py" not in self._layout.listing(folder).files

    def _near(self, origin: str, level: int, folder: str) -> Iterator[tuple[str, Found | Missing]]:
        """What the path leads to from each folder that it may start in, the nearest first."""
        parts = tuple(origin.split(".")) if origin else ()
        if level:
            start = self._above(folder, level)
            if start and (way := self._from_package(parts, start)) is not None:
                yield start, way
        else:
            for start in self._starts(folder, parts[0]):
                if (way := follow(parts, start, self._layout)) is not None:
                    yield start, way

    def _starts(self, folder: str, top: str) -> list[str]:
        """The folders from which a module in `folder` may import `top`."""
        if (folder, top) not in self._starting:
            found = bases(folder, self._layout)
            self._starting[folder, top] = [start for start in found if step(start, top, self._layout) is not None]
        return self._starting[folder, top]

    def _everywhere(self, origin: str, level: int, folder: str) -> Iterator[tuple[str, Found | Missing]]:
        """What the path leads to from all folders of the project that hold something of the name it starts with."""
        parts = tuple(origin.split(".")) if origin else ()
        start = self._above(folder, level) if level else ""
        name = start.rpartition("/")[2] if start else parts[0]
        for home in self._layout.homes.get(name, ()):
            way = self._from_package(parts, f"{home}/{name}") if start else follow(parts, home, self._layout)
            if way is not None:
                yield home, way

    def _from_package(self, parts: tuple[str, ...], folder: str) -> Found | Missing | None:
        """What the path leads to from inside a package."""
        above, _, name = folder.rpartition("/")
        package = step(above or "/", name, self._layout)
        if package is None or package.folder is None:
            return None
        if not parts:
            return package
        return follow(parts, folder, self._layout) or Missing(package, parts[0])

    def _above(self, folder: str, level: int) -> str:
        """The folder of the package that so many dots stand for; empty where it lies outside of the project, or is all of it."""
        inside = [*self._layout.above(folder)]
        if level > len(inside) or (level == len(inside) > 1 and self._is_root(inside[-1])):
            return ""
        return inside[level - 1]

    def _has(self, found: Found, name: str) -> bool:
        if found.folder is not None:
            listing = self._layout.listing(found.folder)
            if name in listing.stems or name in listing.folders:
                return True
            if found.file is None:
                return False
        if found.file is None:
            return True  # compiled, or a stub
        if found.file not in self._definitions:
            self._definitions[found.file] = Definitions.of(found.file)
        return self._definitions[found.file].may_have(name)

    # -- what is kept in the index --------------------------------------------------------------------------------

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
        return {path: Facts.from_json(answer) for path, answer in self._index.answers("module", self._files(".py"), extract).items()}

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
            for path, answer in self._index.answers("manifest", files, read_manifest).items():
                known[path] = manifest = Manifest.from_json(answer)
                files.update(normpath(f"{path}/../{name}") for name in manifest.included)
        return Declared(known)

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
