"""What the imports of a project lead to, and whether what they name is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vibe_audit.paths.ignoring import is_ignored, rules_in
from vibe_audit.project.definitions import Definitions
from vibe_audit.project.layout import Layout
from vibe_audit.project.paths import Found, Missing, bases, follow, step


class Imports:
    """The imports of one project. Paths of modules are relative to its root, with forward slashes."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._definitions: dict[str, Definitions] = {}
        self._bases: dict[str, list[str]] = {}
        self._followed: dict[tuple[str, str], Found | Missing | None] = {}
        self._starting: dict[tuple[str, str], list[str]] = {}
        self._led: dict[tuple[str, int, str], Found | Missing | None] = {}

    def leads_to(self, origin: str, level: int, path: str) -> Found | Missing | None:
        """What the module at `path` finds by importing `origin`, behind so many dots; None for what lies outside, or in doubt."""
        folder = self._folder(path)
        key = (origin, level, folder)
        if key not in self._led:
            self._led[key] = self._lead(origin, level, folder)
        return self._led[key]

    def may_begin(self, name: str, path: str) -> bool:
        """Whether an absolute import that begins with this name may lead anywhere in the project. False is certain."""
        return bool(self._starts(self._folder(path), name)) or name in self._layout.homes

    def may_define(self, name: str, led: Found, origin: str, level: int, path: str) -> bool:
        """Whether what `origin` has led to has, or may have, this name: as a definition or as a module below it. False is certain."""
        if self._has(led, name):
            return True
        # a root that nobody sees from here may hold another one of the same path
        return any(isinstance(way, Found) and self._has(way, name) for way in self._everywhere(origin, level, self._folder(path)))

    def may_be_elsewhere(self, missing: Missing, path: str) -> bool:
        """Whether what the module at `path` misses is not kept with the source, or another's.

        It is made elsewhere where git ignores it, or the package makes it as it is imported; a script by itself in a folder
        `requests` means the package.
        """
        folder = missing.package.folder
        if folder is None:
            return not self._is_hidden(missing)
        if self._has(missing.package, missing.part):
            return True
        if folder == self._folder(path) and self._layout.is_alone(folder, path.rpartition("/")[2]):
            return True
        rules = rules_in(Path(folder), Path(Path(folder).anchor))
        return any(is_ignored(name, rules) for name in (f"{missing.part}.py", f"{missing.part}/"))

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
        return next((way for way in self._everywhere(origin, level, folder) if isinstance(way, Found)), broken_off)

    def _is_root(self, folder: str) -> bool:
        """Whether imports start here: inside a package a module named `queue` is no `queue`."""
        return "__init__.py" not in self._layout.listing(folder).files

    def _near(self, origin: str, level: int, folder: str) -> Iterator[tuple[str, Found | Missing]]:
        """What the path leads to from each folder that it may start in, the nearest first."""
        if level:
            parts = tuple(origin.split(".")) if origin else ()
            start = self._above(folder, level)
            if start and (way := self._from_package(parts, start)) is not None:
                yield start, way
        else:
            for start in self._starts(folder, origin.partition(".")[0]):
                if (way := self._follow(origin, start)) is not None:
                    yield start, way

    def _follow(self, origin: str, start: str) -> Found | Missing | None:
        key = (origin, start)
        if key not in self._followed:
            self._followed[key] = follow(origin.split("."), start, self._layout)
        return self._followed[key]

    def _starts(self, folder: str, top: str) -> list[str]:
        """The folders from which a module in `folder` may import `top`."""
        if (folder, top) not in self._starting:
            if folder not in self._bases:
                self._bases[folder] = list(bases(folder, self._layout))
            self._starting[folder, top] = [start for start in self._bases[folder] if step(start, top, self._layout) is not None]
        return self._starting[folder, top]

    def _everywhere(self, origin: str, level: int, folder: str) -> Iterator[Found | Missing]:
        """What the path leads to from all folders of the project that hold something of the name it starts with."""
        parts = tuple(origin.split(".")) if origin else ()
        start = self._above(folder, level) if level else ""
        name = start.rpartition("/")[2] if start else parts[0]
        for home in self._layout.homes.get(name, ()):
            way = self._from_package(parts, f"{home}/{name}") if start else follow(parts, home, self._layout)
            if way is not None:
                yield way

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
        if found.is_open:
            return True
        return any(self._definitions_of(file).may_have(name) for file in (found.file, found.stub) if file is not None)

    def _definitions_of(self, file: str) -> Definitions:
        if file not in self._definitions:
            self._definitions[file] = Definitions.of(file)
        return self._definitions[file]

    def _is_hidden(self, missing: Missing) -> bool:
        """Whether a module hides a folder of its own name that holds what is missed: `store.py` beside `store/api.py`."""
        file = missing.package.file
        hidden = file.removesuffix(".py") if file is not None else ""
        return bool(hidden) and step(hidden, missing.part, self._layout) is not None and not self._definitions_of(f"{hidden}.py").is_open
