"""What the index keeps of one module about routes: who makes routers, who puts them where, who answers, and what stands before it.

Names are paths as `project.routes.naming` writes them. A path of a URL is None where it is worked out when the program runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar

from vibe_audit.project.kept import words

DEPENDENCY, MIDDLEWARE, BEFORE, DECORATOR = "dependency", "middleware", "before_request", "decorator"
PERMISSION, AUTHENTICATION, THROTTLE, BASE = "permission", "authentication", "throttle", "base"
"""How something comes to stand before a route. `BASE` is a class that a view is made from."""

APPLICATION, ROUTER = "application", "router"

T = TypeVar("T")


class Mark(NamedTuple):
    """Something that is put before routes, at a line of the module: what kind, and what it is called."""

    kind: str
    name: str
    line: int


class Router(NamedTuple):
    """An application or a router that a module makes. `framework` is `fastapi`, `flask`, `drf` ..."""

    name: str
    kind: str
    framework: str
    prefix: str | None
    marks: tuple[Mark, ...]


class Link(NamedTuple):
    """A router that is put into another one. `prefix` is empty where none is given; what is mounted has no part in dependencies."""

    outer: str
    inner: str
    prefix: str | None
    is_mounted: bool
    marks: tuple[Mark, ...]


class Attached(NamedTuple):
    """What is put before all routes of a router; `is_everywhere` where before all of its application."""

    router: str
    is_everywhere: bool
    mark: Mark


class Entry(NamedTuple):
    """A function or a class that a router is told of, with what stands before this one."""

    target: str
    router: str
    path: str | None
    methods: tuple[str, ...]
    marks: tuple[Mark, ...]


class Url(NamedTuple):
    """A line of Django's `urlpatterns`, or of a list in it; `target` is a view, and what is included where `is_included`."""

    group: str
    path: str | None
    target: str
    is_included: bool
    marks: tuple[Mark, ...]


class View(NamedTuple):
    """A function or a method that answers requests.

    `resets` are the kinds of marks for which those of its class do not count; `below` is its path below that of a set of views, where it
    says one.
    """

    framework: str
    methods: tuple[str, ...]
    marks: tuple[Mark, ...]
    resets: tuple[str, ...]
    below: str


class Class(NamedTuple):
    """A class: what it is made from, what it puts before what it answers, and for which kinds those of its bases do not count."""

    bases: tuple[str, ...]
    marks: tuple[Mark, ...]
    resets: tuple[str, ...]


class Settings(NamedTuple):
    """Django's settings in a module: the module of the URLs, and what stands before all views."""

    urls: str = ""
    marks: tuple[Mark, ...] = ()


class Routing(NamedTuple):
    """All of it for one module.

    `needs` are the dependencies of functions and of aliases, `names` what other names stand for, and calls of functions that say what
    they return; `texts` are constants, those of classes included.
    """

    routers: tuple[Router, ...] = ()
    links: tuple[Link, ...] = ()
    attached: tuple[Attached, ...] = ()
    entries: tuple[Entry, ...] = ()
    urls: tuple[Url, ...] = ()
    views: Mapping[str, View] = {}
    classes: Mapping[str, Class] = {}
    needs: Mapping[str, tuple[Mark, ...]] = {}
    names: Mapping[str, str] = {}
    settings: Settings = Settings()
    texts: Mapping[str, str] = {}

    @classmethod
    def from_json(cls, answer: Any) -> Routing:
        """What the index has kept. Raises ValueError or TypeError for anything else."""
        routers, links, attached, entries, urls, views, classes, needs, names, settings, texts = answer
        return cls(
            _many(Router, routers), _many(Link, links), _many(Attached, attached), _many(Entry, entries), _many(Url, urls),
            _by_name(partial(_made, View), views), _by_name(partial(_made, Class), classes), _by_name(_marks, needs),
            _by_name(_word, names), _made(Settings, settings), _by_name(_word, texts),
        )  # fmt: skip


def _by_name(read: Callable[[Any], T], answer: Any) -> dict[str, T]:
    if not isinstance(answer, dict):
        raise ValueError("not by name")
    return {_word(name): read(value) for name, value in answer.items()}


def _many(kind: Callable[..., T], answer: Any) -> tuple[T, ...]:
    return tuple([_made(kind, record) for record in answer])


def _made(kind: Callable[..., T], answer: Any) -> T:
    fields: tuple[str, ...] = getattr(kind, "_fields", ())
    return kind(*[_read(field, value) for field, value in zip(fields, answer, strict=True)])


def _read(field: str, value: Any) -> Any:
    read = _FIELDS.get(field)
    return _word(value) if read is None else read(value)


def _marks(answer: Any) -> tuple[Mark, ...]:
    return _many(Mark, answer)


def _word(answer: Any) -> str:
    if not isinstance(answer, str):
        raise ValueError("not a text")
    return answer


def _number(answer: Any) -> int:
    if not isinstance(answer, int):
        raise ValueError("not a line")
    return answer


def _truth(answer: Any) -> bool:
    return bool(answer)


def _path(answer: Any) -> str | None:
    return None if answer is None else _word(answer)


_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "line": _number, "prefix": _path, "path": _path, "marks": _marks, "mark": lambda answer: _made(Mark, answer), "is_mounted": _truth,
    "is_everywhere": _truth, "is_included": _truth, "methods": words, "bases": words, "resets": words,
}  # fmt: skip
