"""Where what is worked out about projects is kept: among the user's own files, where nothing lies that a repository brought."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "VIBE_AUDIT_CACHE_DIR"
"""The environment variable that names another folder than the platform's."""


def cache_folder() -> Path:
    """The folder: what the environment names, else where the platform keeps what can be made anew (`~/.cache/vibe-audit`)."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).absolute()
    from platformdirs import user_cache_path  # few runs need it

    return user_cache_path("vibe-audit", appauthor=False)


def prepared(folder: Path) -> Path:
    """The folder, made and marked as a cache where there was none. Raises OSError where it cannot be, or belongs to somebody else."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n", "ascii")
        (folder / ".gitignore").write_text("*\n", "ascii")
    if hasattr(os, "geteuid") and folder.stat().st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to another user")
    return folder
