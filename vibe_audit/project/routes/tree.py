"""The tree of the applications and routers of a project: under which paths each stands, and what stands before all that it is told of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from vibe_audit.project.routes.facts import APPLICATION, BEFORE, MIDDLEWARE, Link, Router, Routing
from vibe_audit.project.routes.following import Follower, Place
from vibe_audit.project.routes.guarding import Guard, Guards
from vibe_audit.project.routes.naming import joined

_MOST_WAYS = 20
NOWHERE = "no application is known to include its router"


class Way(NamedTuple):
    """One way from an application to a router, or to a view.

    `doubt` says why there may be more before it than `guards`; empty where that is all. `is_set` where it leads to a set of views, each
    of which has a path of its own below `prefix`.
    """

    prefix: str | None
    guards: tuple[Guard, ...]
    doubt: str = ""
    is_set: bool = False


class Tree:
    """The routers of a project whose modules are `facts` by path."""

    def __init__(self, facts: Mapping[str, Routing], follower: Follower, guards: Guards) -> None:
        self._follower = follower
        self._guards = guards
        self._routers: dict[Place, list[Router]] = defaultdict(list)
        self._above: dict[Place, list[tuple[Place, Link, str]]] = defaultdict(list)
        self._attached: dict[Place, list[Guard]] = defaultdict(list)
        self._known: dict[Place, tuple[Way, ...]] = {}
        self._stray: dict[str, str] = {}
        """By folder at the top of the project, why it is not known what stands before its applications."""
        self._applications: list[Place] = []
        everywhere: list[tuple[Place, list[Guard]]] = []
        for path, module in facts.items():
            for router in module.routers:
                self._routers[Place(path, router.name)].append(router)
                if router.kind == APPLICATION:
                    self._applications.append(Place(path, router.name))
        self._applications = [*dict.fromkeys(self._applications)]
        for path, module in facts.items():
            for link in module.links:
                self._above[self._kept(follower.follow(link.inner, path))].append((self.router_at(link.outer, path), link, path))
            for attached in module.attached:
                found = list(guards.of((attached.mark,), path))
                place = self.router_at(attached.router, path)
                if place not in self._routers:
                    self._stray[_top(Place(path, ""))] = f"nobody can tell which application {attached.mark.name} is put before"
                elif attached.is_everywhere:
                    everywhere.append((place, found))
                else:
                    self._attached[place] += found
        for place, found in everywhere:
            for top in self._tops(place):
                self._attached[top] += found

    def router_at(self, name: str, path: str) -> Place:
        """The router that a name stands for; the only application of the project where it is handed in as a parameter."""
        place = self._kept(self._follower.follow(name, path))
        is_handed_in = name in ("", "flask.current_app") or (name.startswith(":") and "." in name)
        if place in self._routers or not is_handed_in or (place.path and place.path != path):
            return place
        near = self._applications
        if len(near) > 1:
            near = [application for application in near if _top(application) == _top(Place(path, ""))]
        return near[0] if len(near) == 1 else place

    def ways_to(self, place: Place) -> tuple[Way, ...]:
        """All ways to a router, one where nothing is known to lead there."""
        if place not in self._known:
            self._known[place] = (Way(None, (), "routers that include each other"),)
            self._known[place] = tuple(self._ways(place)[:_MOST_WAYS])
        return self._known[place]

    def _ways(self, place: Place) -> list[Way]:
        made = self._routers.get(place, [])
        own = (*(guard for router in made[:1] for guard in self._guards.of(router.marks, place.path)), *self._attached.get(place, ()))
        prefixes = {self._follower.text(router.prefix, place.path) for router in made}
        prefix = prefixes.pop() if len(prefixes) == 1 else None
        if not made:
            return [Way(None, own, "what makes its router is not known")]
        if len(made) > 1 and {router.marks for router in made} != {made[0].marks}:
            return [Way(None, own, "its router is made more than once")]
        above = self._above.get(place, [])
        if not above:
            return [Way(prefix, own, self._stray.get(_top(place), "") if made[0].kind == APPLICATION else NOWHERE)]
        found: list[Way] = []
        for outer, link, path in above:
            put = tuple(self._guards.of(link.marks, path))
            own_prefix = "" if made[0].framework == "flask" and link.prefix else prefix
            for way in self.ways_to(outer):
                taken = tuple([guard for guard in way.guards if guard.kind in (MIDDLEWARE, BEFORE)]) if link.is_mounted else way.guards
                found.append(Way(joined(way.prefix, self._follower.text(link.prefix, path), own_prefix), (*taken, *put, *own), way.doubt))
        return found

    def _kept(self, place: Place) -> Place:
        """The router that is an attribute of all instances of a class, for that of one of them."""
        of_class = Place(place.path, place.name.replace("()", ""))
        return of_class if place not in self._routers and of_class in self._routers else place

    def _tops(self, place: Place) -> list[Place]:
        """The applications that a router ends up in."""
        seen: set[Place] = set()
        open_ = [place]
        while open_:
            here = open_.pop()
            if here not in seen:
                seen.add(here)
                open_ += [outer for outer, _, _ in self._above.get(here, ())]
        return [found for found in seen if any(router.kind == APPLICATION for router in self._routers.get(found, ()))]


def _top(place: Place) -> str:
    return place.path.partition("/")[0] if "/" in place.path else ""
