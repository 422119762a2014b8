"""Whether git tracks something below a folder, read from git's own index: no program is asked, and nothing is run."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from vibe_audit.paths.disk import read_file

_HEADER, _ENTRY, _EXTENDED = 12, 62, 0x4000


def is_tracked(folder: Path) -> bool:
    """Whether the repository that holds a folder tracks a file below it; taken to be so where that cannot be told."""
    for top in folder.parents:
        git = top / ".git"
        if os.path.lexists(git):
            below = os.fsencode(f"{folder.relative_to(top).as_posix()}/")
            try:
                return _holds(read_file(_directory(git) / "index"), below)
            except FileNotFoundError:
                return False  # nothing was ever added
            except (OSError, ValueError, struct.error):
                return True
    return False


def _directory(git: Path) -> Path:
    """The folder of git's files: `.git`, or where the file of this name, in another work tree or a submodule, says that it is."""
    if git.is_dir():
        return git
    return (git.parent / os.fsdecode(read_file(git)).removeprefix("gitdir:").strip()).resolve()


def _holds(index: bytes, below: bytes) -> bool:
    """Whether a path in the index begins so. Paths stand there whole, but in version 4, where each goes on from the one before."""
    if index[:4] != b"DIRC":
        raise ValueError("no index of git")
    version, count = struct.unpack_from(">II", index, 4)
    if version < 4:
        return below in index
    return any(path.startswith(below) for path in _paths(index, count))


def _paths(index: bytes, count: int) -> list[bytes]:
    # https://git-scm.com/docs/index-format
    found, path, at = [], b"", _HEADER
    for _ in range(count):
        (flags,) = struct.unpack_from(">H", index, at + _ENTRY - 2)
        at += _ENTRY + (2 if flags & _EXTENDED else 0)
        dropped, at = _number(index, at)
        end = index.index(b"\0", at)
        path = path[: len(path) - dropped] + index[at:end]
        found.append(path)
        at = end + 1
    return found


def _number(index: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, as in the offsets of packs, and where it ends."""
    byte = index[at]
    number = byte & 127
    while byte & 128:
        at += 1
        byte = index[at]
        number = ((number + 1) << 7) | (byte & 127)
    return number, at + 1
