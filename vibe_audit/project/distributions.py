"""Whether what a project declares brings an import name, by whatever name the distribution goes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from vibe_audit.knowledge.distributions import BUILD_TOOLS, COMPANIONS, DISTRIBUTIONS, NAMESPACES
from vibe_audit.project.manifests.requirement import canonical

ALIKE = 0.8
"""From here on two names are taken for one: `py-jose` for `python-jose`, `pyyml` for `pyyaml`."""


@lru_cache(maxsize=64)
def _brought_along(declared: frozenset[str]) -> frozenset[str]:
    """The import names of what is always installed with one of these distributions."""
    return frozenset(name for distribution in declared for name in COMPANIONS.get(distribution, ()))


def distributions_of(imported: str) -> tuple[str, ...]:
    """The distributions that are known to bring a dotted import path under another name than its own; the longest entry counts."""
    path = imported
    while path:
        if path in DISTRIBUTIONS:
            return DISTRIBUTIONS[path]
        path = path.rpartition(".")[0]
    return ()


def is_brought(imported: str, declared: frozenset[str]) -> bool:
    """Whether one of the declared distributions, by canonical name, brings a dotted import path, or may well do."""
    top = imported.partition(".")[0]
    known = distributions_of(imported)
    if top in BUILD_TOOLS or (top in NAMESPACES and not known) or not declared.isdisjoint(known):
        return True
    along = _brought_along(declared)
    if any(beginning in along for beginning in _beginnings(imported)):
        return True
    name = canonical(top).strip("-")
    return any(_is_alike(name, other) for other in declared) or bool(get_close_matches(name, declared, 1, ALIKE))


def _is_alike(name: str, declared: str) -> bool:
    """Whether the name is a part of what is declared: `apache-airflow` brings `airflow`, `pyserial` brings `serial`.

    Not the other way round: who declares `fastapi` has not declared `fastapi_magic`.
    """
    if name in declared.split("-"):
        return True
    short, long = name.replace("-", ""), declared.replace("-", "")
    return len(short) > 3 and (long.startswith(short) or long.endswith(short))


def _beginnings(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]
