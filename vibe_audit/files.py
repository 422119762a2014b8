"""Which files to check: the arguments, what is below them, and what is left out."""

from __future__ import annotations

import os
import stat
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
_LOCK = ".#"  # Emacs marks a file that is being edited by a symbolic link to nowhere


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The Python files among and below `paths`, each once, in order. What is named is taken, whatever .gitignore says of it."""
    seen: set[str] = set()
    for path in paths:
        for file in _below(path) if os.path.isdir(path) else [path]:  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
            key = os.path.abspath(file)  # noqa: PTH100 -- as in _full, without the cost of a Path
            if key not in seen and not is_excluded(file):
                seen.add(key)
                yield file


def is_excluded(file: Path) -> bool:
    """Whether the configuration leaves `file` out."""
    config, relative = configured(file)
    return config.exclude.match_file(relative)


def configured(file: Path) -> tuple[Config, str]:
    """The configuration that decides about `file`, and the file's path as that configuration sees it."""
    folder, _, name = os.path.abspath(file).rpartition(os.sep)  # noqa: PTH100 -- as in _full
    config, above = _configured_folder(folder or os.sep)
    return config, above + name


@cache
def _configured_folder(folder: str) -> tuple[Config, str]:
    """The configuration of a folder, and what stands before the name of a file in it as the configuration sees it."""
    config = config_for(Path(folder))
    inside = Path(folder) == config.root or config.root in Path(folder).parents
    below = config.relative(Path(folder)) if inside else "."
    return config, "" if below == "." else f"{below}/"


def read_file(file: Path) -> bytes:
    """The content of a file. Raises OSError for whatever has none, and does not wait for a pipe to be written to."""
    mode = file.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError("not a regular file")
    return file.read_bytes()


def _full(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 -- Path.absolute leaves `..` in, and the folders above would be wrong


def _below(folder: Path) -> Iterator[Path]:
    top = _full(folder)
    unlisted: list[OSError] = []
    inside = _is_ignored(top, Path(top.anchor), is_folder=True)
    outermost = top if inside else Path(top.anchor)
    for where, folders, names in os.walk(folder, onerror=unlisted.append):  # links to folders are not followed: no loops
        here = Path(where)
        full = _full(here)
        folders[:] = sorted(
            name for name in folders
            if name not in _NEVER and not _is_closed(full, name) and not _is_ignored(full / name, outermost, is_folder=True)
            and not (here / name / "pyvenv.cfg").exists()
        )
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith(_LOCK) and not _is_ignored(full / name, outermost, is_folder=False):
                yield here / name
    for error in unlisted:
        yield Path(error.filename)  # reading it says why


def _is_closed(folder: Path, name: str) -> bool:
    """Whether the configuration of a folder excludes all that is below `name`, a project of its own included."""
    config = config_for(folder)
    return config.exclude.match_file(f"{config.relative(folder / name)}/")


def _is_ignored(path: Path, outermost: Path, *, is_folder: bool) -> bool:
    """Whether a .gitignore leaves `path` out: one between it and the root of its repository, and not above `outermost`."""
    ignored: bool | None = None
    for folder, spec in _ignore_files(path.parent):
        if folder == outermost or outermost in folder.parents:
            answer = spec.check_file(path.relative_to(folder).as_posix() + ("/" if is_folder else "")).include
            ignored = ignored if answer is None else answer
    return bool(ignored)


@cache
def _ignore_files(folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
    """The .gitignore files that count in `folder`, the outermost first."""
    above: tuple[tuple[Path, GitIgnoreSpec], ...] = ()
    if not (folder / ".git").exists() and folder.parent != folder:
        above = _ignore_files(folder.parent)
    try:
        lines = (folder / ".gitignore").read_text("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return above
    return (*above, (folder, GitIgnoreSpec.from_lines(filter(_is_pattern, lines))))


def _is_pattern(line: str) -> bool:
    """Whether git would make something of the line; what it would not, it passes over."""
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
