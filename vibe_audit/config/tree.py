"""Where configuration is read from: the disk, or a revision of a repository."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from vibe_audit.paths.disk import NotRegular, read_file

Signature = tuple[int, int, int] | None
"""What tells one state of a file from another; None for no file."""


class Tree(Protocol):
    """Some state of the files."""

    def read(self, file: Path) -> str | None:
        """The text of a file; None where there is none. Raises OSError or UnicodeDecodeError where it cannot be read."""

    def is_top(self, folder: Path) -> bool:
        """Whether a repository begins here."""


class Disk:
    """The files as they are now. It remembers what it was asked for, so that a change of any of them can be seen."""

    def __init__(self) -> None:
        self._seen: dict[Path, Signature] = {}

    def read(self, file: Path) -> str | None:
        """The text of a file; None where there is none, or a folder. Raises OSError for a pipe or a device."""
        self._seen[file] = _signature(file)
        try:
            text = read_file(file).decode()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except NotRegular:
            if file.is_dir():
                return None
            raise
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def is_top(self, folder: Path) -> bool:
        """Whether a repository begins here."""
        return (folder / ".git").exists()

    def has_changed(self) -> bool:
        """Whether a file that was asked for has changed, come or gone since."""
        return any(_signature(file) != before for file, before in self._seen.items())


def _signature(file: Path) -> Signature:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
