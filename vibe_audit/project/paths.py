"""Where a dotted path leads from a folder: to a module, to a folder, or to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vibe_audit.project.layout import Layout

_BESIDE = ("src", "lib")
"""Folders whose content is imported without their name, below any folder that holds them."""


class Found(NamedTuple):
    """A module or package that a dotted path leads to.

    `file` is the source that defines its names; None for a folder without one, and for a module that is not Python source.
    `folder` holds what lies below it; None for a plain module.
    """

    file: str | None
    folder: str | None


class Missing(NamedTuple):
    """A dotted path breaks off: `package` holds nothing by the name `part`."""

    package: Found
    part: str


def follow(parts: Sequence[str], base: str, layout: Layout) -> Found | Missing | None:
    """What the dotted path leads to from the folder `base`; None where not even its first part is there."""
    found = step(base, parts[0], layout)
    if found is None:
        return None
    for part in parts[1:]:
        inner = None if found.folder is None else step(found.folder, part, layout)
        if inner is None:
            return Missing(found, part)
        found = inner
    return found


def step(folder: str, name: str, layout: Layout) -> Found | None:
    """What goes by a name in a folder, in the order in which Python's finder of paths looks there.

    A folder with an `__init__`, a module (compiled, source, bytecode), a folder of some Python without one. Archives and what `.pth`
    files add are left out. A stub by itself counts as a module that nobody can look into.
    """
    listing = layout.listing(folder)
    is_folder = name in listing.folders
    if not is_folder and name not in listing.stems:
        return None
    inner = f"{folder.rstrip('/')}/{name}"
    if is_folder and layout.listing(inner).runs("__init__"):
        return Found(_source(inner, "__init__", layout), inner)
    if listing.runs(name):
        return Found(_source(folder, name, layout), None)
    if name in listing.stems:  # who reads the stub sees a module, who runs the folder a namespace
        return Found(None, inner if is_folder else None)
    return Found(None, inner) if layout.is_python(inner) else None


def _source(folder: str, name: str, layout: Layout) -> str | None:
    """The source that defines the names of a module; None where something compiled comes before it, or a stub tells of more."""
    listing = layout.listing(folder)
    is_alone = f"{name}.py" in listing.files and f"{name}.pyi" not in listing.files and name not in listing.compiled
    return f"{folder.rstrip('/')}/{name}.py" if is_alone else None


def bases(folder: str, layout: Layout) -> Iterator[str]:
    """The folders that a module in `folder` may import from by absolute paths, the nearest first."""
    for above in layout.above(folder):
        yield above
        for name in _BESIDE:
            if name in layout.listing(above).folders:
                yield f"{above.rstrip('/')}/{name}"
