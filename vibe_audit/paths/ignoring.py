"""What git is told to ignore: by the .gitignore files of a folder and of those above it."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vibe_audit.paths.disk import read_file

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def rules_in(folder: Path, outermost: Path) -> list[tuple[GitIgnoreSpec, str]]:
    """The .gitignore files that count in `folder`, none from above `outermost`: each with what it calls the folder."""
    if not _ignore_files(folder):
        return []
    counting = [(above, spec) for above, spec in _ignore_files(folder) if above == outermost or outermost in above.parents]
    return [(spec, "" if above == folder else f"{folder.relative_to(above).as_posix()}/") for above, spec in counting]


def is_ignored(name: str, rules: list[tuple[GitIgnoreSpec, str]]) -> bool:
    """Whether a .gitignore leaves out what goes by `name` in a folder; the name of a folder ends in a slash."""
    answers = (spec.check_file(above + name).include for spec, above in rules)
    return bool(next((answer for answer in reversed(list(answers)) if answer is not None), False))


def forget() -> None:
    """Read the .gitignore files anew when they are next asked for."""
    _ignore_files.cache_clear()


@cache
def _ignore_files(folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
    """The .gitignore files that count in `folder`, the outermost first."""
    above: tuple[tuple[Path, GitIgnoreSpec], ...] = ()
    if not os.path.exists(f"{folder}/.git") and folder.parent != folder:  # noqa: PTH110 -- asked of every folder
        above = _ignore_files(folder.parent)
    if not os.path.exists(f"{folder}/.gitignore"):  # noqa: PTH110 -- as above
        return above
    try:
        lines = read_file(f"{folder}/.gitignore").decode("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return above
    from vibe_audit.paths.gitignore import spec_from  # a tenth of the start, and only a folder with a .gitignore needs it

    patterns: list[str] = []
    for line in lines:
        with suppress(ValueError):  # what git can make nothing of, it passes over
            spec_from([line])
            patterns.append(line)
    return (*above, (folder, spec_from(patterns)))
