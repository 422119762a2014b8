"""What stands before a route, followed through the project: the dependencies of dependencies, and what the bases of a class put there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vibe_audit.project.routes.facts import BASE, DEPENDENCY, Class, Mark, Routing
from vibe_audit.project.routes.following import Follower, Place
from vibe_audit.project.routes.needs import ALIAS

_NOTHING = Routing()


class Guard(NamedTuple):
    """What is called before a route. What it does is for others to say.

    `name` is its dotted path in a library, or the name of the project's own in the file `home`: `require_role()` for what a call makes,
    `Auth().check` for a method; behind a question mark where nothing tells. It is put there at `line` of the file `path`.
    """

    kind: str
    name: str
    home: str
    path: str
    line: int


class Guards:
    """Answers for the marks of the modules of one project."""

    def __init__(self, facts: Mapping[str, Routing], follower: Follower) -> None:
        self._facts = facts
        self._follower = follower
        self._known: dict[tuple[str, Mark], tuple[Guard, ...]] = {}

    def of(self, marks: Iterable[Mark], path: str) -> Iterator[Guard]:
        """All that marks in the file `path` come to."""
        for mark in marks:
            key = (path, mark)
            if key not in self._known:
                self._known[key] = ()
                self._known[key] = tuple(dict.fromkeys(self._expanded(mark, path)))
            yield from self._known[key]

    def needed_by(self, place: Place) -> Iterator[Guard]:
        """The dependencies of a function, and of the class that it is a method of."""
        needs = self._facts.get(place.path, _NOTHING).needs
        name = place.name.replace("()", "")
        yield from self.of((*needs.get(name, ()), *needs.get(f"{name}()" if place.name.endswith("()") else "", ())), place.path)
        owner = name.rpartition(".")[0]
        if owner in self._facts.get(place.path, _NOTHING).classes:
            yield from self.of(needs.get(owner, ()), place.path)

    def of_class(self, owner: Place, resets: Iterable[str] = ()) -> tuple[list[Guard], set[str]]:
        """What a class and its bases put before its methods, and for which kinds they leave nothing to the settings."""
        found: list[Guard] = []
        dropped = {*resets}
        seen: set[Place] = set()
        open_ = [owner]
        while open_:
            place = open_.pop(0)
            facts = self.class_at(place)
            if place in seen or facts is None:
                continue
            seen.add(place)
            marks = [guard for guard in self.of(facts.marks, place.path) if guard.kind not in dropped]
            found += [guard for guard in marks if guard.kind != BASE or self.class_at(Place(guard.home, guard.name)) is None]
            dropped |= {*facts.resets}
            open_ += [self._follower.follow(base, place.path) for base in facts.bases]
        return found, dropped

    def class_at(self, place: Place) -> Class | None:
        """The class at a place of the project."""
        return self._facts.get(place.path, _NOTHING).classes.get(place.name)

    def _expanded(self, mark: Mark, path: str) -> Iterator[Guard]:
        place = self._follower.follow(mark.name, path)
        if mark.kind == ALIAS:
            if place.path and self.class_at(place) is None:
                yield from self.needed_by(place)
            return
        yield Guard(mark.kind, place.name, place.path, path, mark.line)
        if mark.kind == DEPENDENCY and place.path:
            yield from self.needed_by(place)
