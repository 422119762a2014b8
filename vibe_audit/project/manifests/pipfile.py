"""Pipfile and Pipfile.lock."""

from __future__ import annotations

import json
from collections.abc import Iterator

from vibe_audit.project.manifests.pyproject import load

_NO_PACKAGES = frozenset({"_meta", "pipenv", "requires", "scripts", "source"})


def read(text: str) -> Iterator[str]:
    """The names in a Pipfile, whatever its categories are called."""
    yield from _keys(load(text))


def read_lock(text: str) -> Iterator[str]:
    """The names in a Pipfile.lock."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _keys(data)


def _keys(data: object) -> Iterator[str]:
    for category, packages in data.items() if isinstance(data, dict) else ():
        if category not in _NO_PACKAGES and isinstance(packages, dict):
            yield from packages
