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
    `folder` holds what lies below it; None for a plain module. `stub` tells of names beside those; `is_open` where something
    compiled may define any.
    """

    file: str | None
    folder: str | None
    stub: str | None = None
    is_open: bool = False


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
        return _defined(inner, "__init__", inner, layout)
    if listing.runs(name):
        return _defined(folder, name, None, layout)
    if name in listing.stems:  # who reads the stub sees a module, who runs the folder a namespace
        return _defined(folder, name, inner if is_folder else None, layout)
    return _defined(inner, "__init__", inner, layout) if layout.is_python(inner) else None


def _defined(folder: str, name: str, below: str | None, layout: Layout) -> Found:
    """The module of a name in a folder, with what defines its names."""
    listing = layout.listing(folder)
    whole = f"{folder.rstrip('/')}/{name}"
    has_source = f"{name}.py" in listing.files
    is_open = name in listing.compiled or f"{name}.pyx" in listing.files or (f"{name}.pyc" in listing.files and not has_source)
    stub = f"{whole}.pyi" if f"{name}.pyi" in listing.files else None
    if stub is None and "__init__.pyi" in layout.listing(whole).files:
        stub = f"{whole}/__init__.pyi"
    return Found(f"{whole}.py" if has_source and not is_open else None, below, stub, is_open)


def bases(folder: str, layout: Layout) -> Iterator[str]:
    """The folders that a module in `folder` may import from by absolute paths, the nearest first."""
    for above in layout.above(folder):
        yield above
        for name in _BESIDE:
            if name in layout.listing(above).folders:
                yield f"{above.rstrip('/')}/{name}"
