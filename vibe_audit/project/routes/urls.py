"""The tree of Django's lists of URLs, from the one that the settings name, and what the settings put before all views."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from vibe_audit.project.routes.facts import MIDDLEWARE, Entry, Routing, Url
from vibe_audit.project.routes.following import Follower, Place
from vibe_audit.project.routes.guarding import Guard, Guards
from vibe_audit.project.routes.tree import Way

_TOP = "urlpatterns"
_DEEPEST = 12


class Urls:
    """The URLs of a project whose modules are `facts` by path. `lists` are the routers of DRF that are included somewhere."""

    def __init__(self, facts: Mapping[str, Routing], follower: Follower, guards: Guards) -> None:
        self._facts = facts
        self._follower = follower
        self._guards = guards
        self._ways: dict[Place, dict[Way, None]] = defaultdict(dict)
        self._registered: dict[Place, list[tuple[str, Entry]]] = defaultdict(list)
        self._open: set[tuple[str, str]] = set()
        self._visited: set[tuple[str, str]] = set()
        self.lists: set[Place] = set()
        self._defaults = list(dict.fromkeys(guard for path, module in facts.items() for guard in guards.of(module.settings.marks, path)))
        self._groups: dict[tuple[str, str], list[Url]] = {}
        for path, module in facts.items():
            for url in module.urls:
                self._groups.setdefault((path, url.group), []).append(url)
            for entry in module.entries:
                self._registered[follower.follow(entry.router, path)].append((path, entry))
        roots = [root for path, module in facts.items() if module.settings.urls and (root := follower.module(module.settings.urls, path))]
        self.is_there = bool(roots or self._defaults)
        for root in dict.fromkeys(roots):
            self._walk(root, _TOP, "/", "", _DEEPEST)
        if not roots:
            highest = min((path.count("/") for path, _ in self._groups), default=0)
            for path in dict.fromkeys(path for path, _ in self._groups if path.count("/") == highest):
                self._walk(path, _TOP, "/", "", _DEEPEST)
        for path, group in self._groups:
            if (path, group) not in self._visited:
                self._walk(path, group, None, "its list of URLs is not known to be included", _DEEPEST)

    def ways_to(self, place: Place) -> tuple[Way, ...]:
        """All paths under which a function or class is listed."""
        return tuple(self._ways.get(place, ()))

    def defaults(self, *, is_drf: bool, resets: AbstractSet[str]) -> list[Guard]:
        """What the settings put before a view; of the kinds in `resets` it has its own."""
        return [guard for guard in self._defaults if guard.kind == MIDDLEWARE or (is_drf and guard.kind not in resets)]

    def _walk(self, path: str, group: str, prefix: str | None, doubt: str, depth: int) -> None:
        self._visited.add((path, group))
        if depth == 0 or (path, group) in self._open:
            return
        self._open.add((path, group))
        for url in self._groups.get((path, group), ()):
            own = self._follower.text(url.path, path)
            whole = None if prefix is None or own is None else prefix + own
            if not url.is_included:
                found = Way(whole, tuple(self._guards.of(url.marks, path)), doubt)
                self._ways[self._follower.follow(url.target, path)][found] = None
            elif file := self._follower.module(url.target, path):
                self._walk(file, _TOP, whole, doubt, depth - 1)
            else:
                self._include(self._follower.follow(url.target, path), whole, doubt, depth)
        self._open.discard((path, group))

    def _include(self, place: Place, prefix: str | None, doubt: str, depth: int) -> None:
        if place in self._registered:
            self.lists.add(place)
            for path, entry in self._registered[place]:
                own = self._follower.text(entry.path, path)
                whole = None if prefix is None or own is None else f"{prefix}{own}/"
                self._ways[self._follower.follow(entry.target, path)][Way(whole, (), doubt, True)] = None
        elif place.path in self._facts:
            self._walk(place.path, place.name, prefix, doubt, depth - 1)
