"""Which files to check: the arguments, what is below them, and what is left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pathspec import GitIgnoreSpec

from vibe_audit.config import Config, config_for

SUFFIXES = (".py", ".pyi")
_NEVER = frozenset({
    ".eggs", ".git", ".hg", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".svn", ".tox", ".venv", "__pycache__",
    "node_modules", "site-packages", "venv",
})


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The Python files among and below `paths`, each once, in order. A file that is named is taken whatever excludes it by .gitignore."""
    seen: set[Path] = set()
    for path in paths:
        found = [path] if not path.is_dir() else _below(path)
        for file in found:
            key = file.absolute()
            if key not in seen and not _is_excluded(file):
                seen.add(key)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder, followlinks=False):  # a loop of symbolic links is never entered
        here = Path(where)
        folders[:] = sorted(
            name for name in folders
            if name not in _NEVER and not _is_ignored(here / name, is_folder=True)
            and not (here / name / "pyvenv.cfg").exists()
        )
        for name in sorted(names):
            file = here / name
            if name.endswith(SUFFIXES) and not _is_ignored(file, is_folder=False) and not file.is_dir():
                yield file


def _is_excluded(file: Path) -> bool:
    config = config_for(file.absolute().parent)
    return config.exclude.match_file(config.relative(file))


def _is_ignored(path: Path, *, is_folder: bool) -> bool:
    """Whether a .gitignore between `path` and the root of its repository leaves it out."""
    path = path.absolute()
    ignored: bool | None = None
    for folder, spec in _ignore_files(path.parent):
        relative = path.relative_to(folder).as_posix() + ("/" if is_folder else "")
        answer = spec.check_file(relative).include
        ignored = ignored if answer is None else answer
    return bool(ignored)


@cache
def _ignore_files(folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
    """The .gitignore files that count in `folder`, the outermost first."""
    above: tuple[tuple[Path, GitIgnoreSpec], ...] = ()
    if not (folder / ".git").exists() and folder.parent != folder:
        above = _ignore_files(folder.parent)
    file = folder / ".gitignore"
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return above
    return (*above, (folder, GitIgnoreSpec.from_lines(lines)))


def configured(file: Path) -> tuple[Config, str]:
    """The configuration that decides about `file`, and the file's path as that configuration sees it."""
    config = config_for(file.absolute().parent)
    return config, config.relative(file)
