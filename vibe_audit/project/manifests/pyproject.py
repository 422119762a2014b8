"""pyproject.toml: PEP 621 and 735, Poetry, PDM, Hatch, uv, Pixi, and what the build asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vibe_audit.project.manifests.requirement import names_in
from vibe_audit.source.toml import loads

# Lists of requirements, and tables of lists of them.
_LISTS: tuple[tuple[str, ...], ...] = (
    ("project", "dependencies"), ("build-system", "requires"), ("tool", "hatch", "metadata", "dependencies"),
    ("tool", "uv", "constraint-dependencies"), ("tool", "uv", "dev-dependencies"), ("tool", "uv", "override-dependencies"),
)
_GROUPS: tuple[tuple[str, ...], ...] = (("project", "optional-dependencies"), ("dependency-groups",), ("tool", "pdm", "dev-dependencies"))
# Tables whose keys are the names.
_TABLES = (
    ("tool", "poetry", "dependencies"), ("tool", "poetry", "dev-dependencies"), ("tool", "pixi", "dependencies"),
    ("tool", "pixi", "pypi-dependencies"), ("tool", "uv", "sources"),
)


def load(text: str) -> dict[str, Any]:
    """The content of a TOML file; nothing where it is broken."""
    try:
        return loads(text)
    except (ValueError, RecursionError):  # a number of 5,000 digits is a plain ValueError
        return {}


def python_asked_for(text: str) -> str:
    """The versions of Python that a pyproject.toml asks for, as it says it; empty where it does not."""
    data = load(text)
    for path in (("project", "requires-python"), ("tool", "poetry", "dependencies", "python")):
        if isinstance(wanted := _at(data, path), str):
            return wanted
    return ""


def read(text: str) -> Iterator[str]:
    """The names that a pyproject.toml declares."""
    data = load(text)
    for path in _LISTS:
        yield from _names(_at(data, path))
    for path in _GROUPS:
        for group in _values(_at(data, path)):
            yield from _names(group)
    for path in _TABLES:
        yield from _table(_at(data, path))
    for group in _values(_at(data, ("tool", "poetry", "group"))):
        yield from _table(_at(group, ("dependencies",)))
    for environment in _values(_at(data, ("tool", "hatch", "envs"))):
        for key in ("dependencies", "extra-dependencies"):
            yield from _names(_at(environment, (key,)))
    for feature in _values(_at(data, ("tool", "pixi", "feature"))):
        for key in ("dependencies", "pypi-dependencies"):
            yield from _table(_at(feature, (key,)))


def _at(data: object, path: tuple[str, ...]) -> object:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _values(table: object) -> list[object]:
    return list(table.values()) if isinstance(table, dict) else []


def _names(requirements: object) -> Iterator[str]:
    for requirement in requirements if isinstance(requirements, list) else []:
        if isinstance(requirement, str):  # a group may include another by a table
            yield from names_in(requirement)


def _table(table: object) -> Iterator[str]:
    for name, wanted in table.items() if isinstance(table, dict) else ():
        yield name
        extras = wanted.get("extras") if isinstance(wanted, dict) else None
        for extra in extras if isinstance(extras, list) else []:
            yield str(extra)
            yield f"{name}-{extra}"
