"""Scratch projects for tests."""

from __future__ import annotations

import os
import time
from pathlib import Path

from vibe_audit.project import Project
from vibe_audit.project.index import SETTLED


def write(root: Path, files: dict[str, str]) -> Project:
    """A project of these files, by path."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return Project(root)


def settle(file: Path) -> None:
    """Make a file so old that its time tells whether it has changed."""
    old = time.time() - 10 * SETTLED / 10**9
    os.utime(file, (old, old))
