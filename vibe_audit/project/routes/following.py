"""Where a path of `naming` leads in the project: to a name in one of its files, or out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vibe_audit.project.imports import Imports
from vibe_audit.project.paths import Found
from vibe_audit.project.routes.facts import Routing
from vibe_audit.project.routes.naming import QUOTE

_DEEPEST = 10
_NOTHING = Routing()


class Place(NamedTuple):
    """A name in a file of the project; a dotted path of a library, or a name behind a question mark, where `path` is empty."""

    path: str
    name: str


class Follower:
    """Follows paths through the modules of a project, whose parts are `facts` by path relative to `root`."""

    def __init__(self, imports: Imports | None, root: str, facts: Mapping[str, Routing]) -> None:
        self._imports = imports
        self._prefix = f"{root.rstrip('/')}/"
        self._facts = facts
        self._known: dict[tuple[str, str], Place] = {}

    def follow(self, target: str, path: str) -> Place:
        """Where a path leads that is written in the module at `path`. What a call makes keeps its `()`."""
        key = (target, path)
        if key not in self._known:
            self._known[key] = self._follow(target, path, _DEEPEST)
        return self._known[key]

    def text(self, written: str | None, path: str) -> str | None:
        """A part of a URL as it is, where the constants tell it that it is made from."""
        if written is None or QUOTE not in written:
            return written
        parts = written.split(QUOTE)
        for index in range(1, len(parts), 2):
            place = self.follow(parts[index], path)
            text = self._facts.get(place.path, _NOTHING).texts.get(place.name.replace("()", ""))
            if text is None:
                return None
            parts[index] = text
        return "".join(parts)

    def module(self, target: str, path: str) -> str:
        """The file of the module that a path stands for; empty where it is none of the project."""
        dots = len(target) - len(target.lstrip("."))
        return self._file(target[dots:], dots, path) or ""

    def _follow(self, target: str, path: str, depth: int) -> Place:
        if depth == 0 or target.startswith("?"):
            return Place("", target if target.startswith("?") else f"?{target}")
        if target.startswith(":"):
            return self._within(path, target[1:], depth)
        dots = len(target) - len(target.lstrip("."))
        parts = target[dots:].split(".")
        for cut in range(len(parts) - 1, -1 if dots else 0, -1):
            if not any("(" in part for part in parts[:cut]) and (file := self._file(".".join(parts[:cut]), dots, path)) is not None:
                return self._within(file, ".".join(parts[cut:]), depth)
        return Place("", f"?{target}" if dots else target)

    def _within(self, path: str, name: str, depth: int) -> Place:
        facts = self._facts.get(path, _NOTHING)
        head, dot, rest = name.partition(".")
        bare = head.removesuffix("()")
        if head in facts.names and bare != head:
            return self._follow(facts.names[head] + dot + rest, path, depth - 1)
        if bare in facts.names and name not in facts.needs:
            return self._follow(facts.names[bare] + head[len(bare) :] + dot + rest, path, depth - 1)
        return Place(path, name)

    def _file(self, origin: str, dots: int, path: str) -> str | None:
        if self._imports is None or not (origin or dots):
            return None
        led = self._imports.leads_to(origin, dots, path)
        if led is None and not dots:
            return self._above(origin, path)
        file = led.file if isinstance(led, Found) else None
        return file[len(self._prefix) :] if file is not None and file.startswith(self._prefix) else None

    def _above(self, origin: str, path: str) -> str | None:
        """The file that goes by a path below a folder above, a package though it be: a service may be started in any of them."""
        below = origin.replace(".", "/")
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            start = f"{folder}/{below}" if folder else below
            for file in (f"{start}.py", f"{start}/__init__.py"):
                if file in self._facts:
                    return file
        return None
