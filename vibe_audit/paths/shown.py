"""Paths as they are shown to people and to programs."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: str, base: str) -> str:
    """The path below the folder `base`, or in full where it is not below it; with forward slashes."""
    full = Path(os.path.normpath(os.path.join(base, path)))  # noqa: PTH118 -- pathlib keeps `..`
    return (full.relative_to(base) if full.is_relative_to(base) else full).as_posix()
