"""Which files to check: the arguments, what is below them, and what is left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from vibe_audit import project
from vibe_audit.config import Config, config_for, lookup
from vibe_audit.knowledge.folders import NEVER, SUFFIXES
from vibe_audit.paths import ignoring
from vibe_audit.paths.ignoring import is_ignored, rules_in

_LOCK = ".#"  # Emacs marks a file that is being edited by a symbolic link to nowhere


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The Python files among and below `paths`, each once, in order. What is named is taken, whatever .gitignore says of it."""
    seen: set[tuple[str, str]] = set()
    for path in paths:
        for file in _below(path) if os.path.isdir(path) else [path]:  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
            folder, name = place = _place_of(file)
            if place not in seen:
                config, above = _configured_folder(folder)
                if not config.excludes(above + name):
                    seen.add(place)
                    yield file


def is_excluded(file: Path) -> bool:
    """Whether the configuration leaves `file` out."""
    config, relative = configured(file)
    return config.excludes(relative)


def configured(file: Path) -> tuple[Config, str]:
    """The configuration that decides about `file`, and the file's path as that configuration sees it."""
    folder, name = _place_of(file)
    config, above = _configured_folder(folder)
    return config, above + name


def _place_of(file: Path) -> tuple[str, str]:
    """The folder of a file, whole, and the file's name in it."""
    folder, name = os.path.split(file)
    if name in ("", ".", ".."):
        folder, name = os.path.split(os.path.abspath(file))  # noqa: PTH100 -- as in _full
    return _whole(folder, "" if os.path.isabs(folder) else os.getcwd()), name  # noqa: PTH117, PTH109 -- asked for every file


@cache
def _whole(folder: str, here: str) -> str:
    return os.path.abspath(os.path.join(here, folder))  # noqa: PTH100, PTH118 -- as in _full


@cache
def _configured_folder(folder: str) -> tuple[Config, str]:
    """The configuration of a folder, and what stands before the name of a file in it as the configuration sees it."""
    config = config_for(Path(folder))
    root = os.path.join(config.root, "")  # noqa: PTH118 -- as in _full
    whole = os.path.join(folder, "")  # noqa: PTH118 -- as in _full
    return config, whole[len(root) :].replace(os.sep, "/") if whole.startswith(root) else ""


def forget() -> None:
    """Let go of all that was read about files and folders: what they are ignored by, and how they are configured."""
    lookup.forget()
    _configured_folder.cache_clear()
    ignoring.forget()
    project.forget()


def refresh() -> bool:
    """Let go of it where a file that it was read from has changed, for whoever lives as long as an editor; whether one has."""
    changed = lookup.has_changed()
    if changed:
        forget()
    return changed


def _full(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 -- Path.absolute leaves `..` in, and the folders above would be wrong


def _below(folder: Path) -> Iterator[Path]:
    top = _full(folder)
    unlisted: list[OSError] = []
    inside = is_ignored(f"{top.name}/", rules_in(top.parent, Path(top.anchor)))
    outermost = top if inside else Path(top.anchor)  # who names an ignored folder wants what is in it
    for where, folders, names in os.walk(folder, onerror=unlisted.append):  # links to folders are not followed: no loops
        here = Path(where)
        full = _full(here)
        rules = rules_in(full, outermost)
        if "pyvenv.cfg" in names and here != folder:
            folders.clear()
            continue
        folders[:] = sorted(
            name for name in folders if name not in NEVER and not _is_closed(full, name) and not is_ignored(f"{name}/", rules)
        )
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith(_LOCK) and not is_ignored(name, rules):
                yield here / name
    for error in unlisted:
        yield Path(error.filename)  # reading it says why


def _is_closed(folder: Path, name: str) -> bool:
    """Whether the configuration of a folder excludes all that is below `name`, a project of its own included."""
    config = config_for(folder)
    return config.exclude is not None and config.excludes(f"{config.relative(folder / name)}/")
