"""The one question about the routes of a project: how a function is reached, and what stands before it, from anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vibe_audit.knowledge.guards import is_known
from vibe_audit.knowledge.routing import BELOW_SET
from vibe_audit.knowledge.web import VIEW_METHODS
from vibe_audit.project.imports import Imports
from vibe_audit.project.routes.facts import BASE, Entry, Routing, View
from vibe_audit.project.routes.following import Follower, Place
from vibe_audit.project.routes.guarding import Guard, Guards
from vibe_audit.project.routes.tree import Tree
from vibe_audit.project.routes.urls import Urls

_NOTHING = Routing()


class Served(NamedTuple):
    """One way in which a function is reached.

    `path` is the whole path of the URL, None where it is worked out when the program runs; `methods` are in lower case, empty where
    nothing says which. `guards` are all that stands before it, the outermost first. `in_doubt` says why there may be more of them,
    or why nobody can tell what one of them does; empty where what is told is certain.
    """

    path: str | None
    methods: tuple[str, ...]
    guards: tuple[Guard, ...]
    in_doubt: str


class Routes:
    """The routes of a project whose modules are `facts` by path relative to `root`; without `imports` each module stands alone."""

    def __init__(self, facts: Mapping[str, Routing], imports: Imports | None, root: str) -> None:
        self._facts = facts
        self._follower = Follower(imports, root, facts)
        self._guards = Guards(facts, self._follower)
        self._tree = Tree(facts, self._follower, self._guards)
        self._urls = Urls(facts, self._follower, self._guards)
        self._entries: dict[Place, list[tuple[str, Entry]]] = defaultdict(list)
        self._derived: dict[Place, list[Place]] = defaultdict(list)
        for path, module in facts.items():
            for entry in module.entries:
                self._entries[self._follower.follow(entry.target, path)].append((path, entry))
            for name, found in module.classes.items():
                for base in found.bases:
                    self._derived[self._follower.follow(base, path)].append(Place(path, name))

    def served(self, path: str, name: str) -> tuple[Served, ...]:
        """The ways in which a function or a method (`Orders.get`) of a file is reached; none where it answers no requests."""
        place = Place(path, name)
        facts = self._facts.get(path, _NOTHING)
        view = facts.views.get(name)
        owner = name.rpartition(".")[0]
        holders = self._with_derived(Place(path, owner)) if owner in facts.classes else [place]
        found = [
            served
            for answering in dict.fromkeys([place, *holders])
            for served in (*self._by_router(answering, place, view), *self._by_urls(answering, place, view))
        ]
        if not found and view is not None:
            found = [self._told(None, view.methods, (), place, holders[0], view, "no router is known to be told of it")]
        return tuple(dict.fromkeys(found))

    def _by_router(self, answering: Place, place: Place, view: View | None) -> Iterator[Served]:
        for path, entry in self._entries.get(answering, ()):
            router = self._tree.router_at(entry.router, path)
            if router in self._urls.lists or (not router.path and router.name and not router.name.startswith("?")):
                continue
            for way in self._tree.ways_to(router):
                own = self._follower.text(entry.path, path)
                whole = None if way.prefix is None or own is None else way.prefix + own
                guards = (*way.guards, *self._guards.of(entry.marks, path))
                yield self._told(whole, entry.methods or (view.methods if view else ()), guards, place, answering, view, way.doubt)

    def _by_urls(self, answering: Place, place: Place, view: View | None) -> Iterator[Served]:
        for way in self._urls.ways_to(answering):
            name = place.name.rpartition(".")[2]
            below = (BELOW_SET.get(name) or (view.below if view else "")) if way.is_set else ""
            methods = view.methods if view else tuple([VIEW_METHODS[name]] if name in VIEW_METHODS else ())
            path = None if way.prefix is None or (way.is_set and not below and name not in BELOW_SET) else way.prefix + below
            yield self._told(path, methods, way.guards, place, answering, view, way.doubt)

    def _told(
        self,
        path: str | None,
        methods: tuple[str, ...],
        outer: Iterable[Guard],
        place: Place,
        answering: Place,
        view: View | None,
        doubt: str,
    ) -> Served:
        marks = view.marks if view else ()
        inner, resets = self._guards.of_class(answering, view.resets if view else ())
        own = [*self._guards.of(marks, place.path), *self._guards.needed_by(place)]
        bases = [guard.name for guard in inner if guard.kind == BASE]
        is_drf = any(name.startswith("rest_framework") for name in bases) if bases else view is not None and view.framework == "drf"
        around = self._urls.defaults(is_drf=is_drf, resets=resets) if self._is_django(view) else []
        guards = tuple(dict.fromkeys([*around, *outer, *inner, *own]))
        unknown = next((guard.name for guard in guards if not guard.home and not is_known(guard.name, is_base=guard.kind == BASE)), "")
        return Served(path, methods, guards, doubt or (f"{unknown.lstrip('?')} is not known" if unknown else ""))

    def _is_django(self, view: View | None) -> bool:
        return self._urls.is_there and (view is None or view.framework in ("django", "drf"))

    def _with_derived(self, owner: Place) -> list[Place]:
        found: dict[Place, None] = {}
        open_ = [owner]
        while open_:
            place = open_.pop()
            if place not in found:
                found[place] = None
                open_ += self._derived.get(place, ())
        return [*found]
