"""What was worked out about the files of a project, kept on disk: each answer until the content changes that it was worked out from.

One SQLite database per project, in a folder of its own at the root that git ignores. Any number of processes may ask at once: the
first works out what has changed, the others wait and read it. Where nothing can be kept, everything is worked out.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from vibe_audit import __version__
from vibe_audit.paths.disk import read_file
from vibe_audit.project.tracked import is_tracked

FOLDER = ".vibe_audit_cache"
UNUSED = 30 * 24 * 3600
"""Seconds after which the answers of another version are thrown away."""
PATIENCE = 120.0
"""Seconds to wait for another process, which may have a whole project to read."""
SETTLED = 2 * 10**9
"""Nanoseconds after which a file that was written twice cannot have the same time twice, on any file system in use."""

Extract = Callable[[str, bytes], Any]
"""Works out an answer that JSON can hold, from the path and the content of a file."""


Revive = Callable[[Any], Any]
"""Makes of what JSON holds what is asked for; raises ValueError or TypeError where it is something else."""

_OF_OURS = re.compile(r"\d[\w.+]*-\d+-py\d+\.\d+\.sqlite(?:-journal)?")


_GONE = object()


class _Row(NamedTuple):
    stamp: str
    digest: str
    answer: str


class Index:
    """The answers about the files below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._file = root / FOLDER / f"{_maker()}.sqlite"

    def answers(self, kind: str, paths: Iterable[str], extract: Extract, revive: Revive = lambda answer: answer) -> dict[str, Any]:
        """The answer of one kind for each of the files, by path; files that cannot be read are left out.

        `revive` makes of what JSON holds what is asked for, and raises ValueError or TypeError where that is something else.
        """
        rows = self._current_rows(kind, paths, extract)
        found = {path: self._revived(path, row, extract, revive) for path, row in rows.items()}
        return {path: answer for path, answer in found.items() if answer is not _GONE}

    def _revived(self, path: str, row: _Row, extract: Extract, revive: Revive) -> Any:
        try:
            return revive(json.loads(row.answer))
        except (ValueError, TypeError):  # somebody has written into the database
            with suppress(OSError):
                return revive(json.loads(json.dumps(extract(path, read_file(self._root / path)))))
        return _GONE

    def _current_rows(self, kind: str, paths: Iterable[str], extract: Extract) -> dict[str, _Row]:
        stamps = {path: stamp for path in paths if (stamp := self._stamp(path)) is not None}
        rows: dict[str, _Row] = {}
        try:
            with self._opened() as database:
                rows = _rows(database, kind)
                if rows.keys() != stamps.keys() or any(_is_stale(rows[path], stamp) for path, stamp in stamps.items()):
                    database.execute("BEGIN IMMEDIATE")
                    rows = _rows(database, kind)  # which another process may have renewed meanwhile
                    renewed = self._renewed(stamps, rows, extract)
                    _keep(database, kind, rows, renewed)
                    database.execute("COMMIT")
                    rows = renewed
        except (OSError, sqlite3.Error, UnicodeError) as error:  # nothing may be written, the disk is full, the database is damaged
            if type(error) is sqlite3.DatabaseError:
                self._file.unlink(missing_ok=True)
            rows = self._renewed(stamps, rows, extract)
        return rows

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self._prepare()
        if not _is_ours(self._file.parent):
            raise OSError("the folder is not ours to write into")
        with closing(sqlite3.connect(self._file, timeout=PATIENCE, isolation_level=None)) as database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS answers (kind TEXT, path TEXT, stamp TEXT, digest TEXT, answer TEXT, PRIMARY KEY (kind, path))"
            )
            yield database

    def _prepare(self) -> None:
        folder = self._file.parent
        if not os.path.lexists(folder):
            folder.mkdir()
        if not _is_ours(folder):
            return
        if not (folder / ".gitignore").exists():
            (folder / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n", "ascii")
            (folder / ".gitignore").write_text("*\n", "ascii")
        if not self._file.exists():
            for other in folder.iterdir():
                with suppress(OSError):
                    if _OF_OURS.fullmatch(other.name) and time.time() - other.lstat().st_mtime > UNUSED:
                        other.unlink()

    def _renewed(self, stamps: dict[str, str], rows: dict[str, _Row], extract: Extract) -> dict[str, _Row]:
        """The rows of all files, those worked out anew whose content is not what it was."""
        renewed = {}
        for path, stamp in stamps.items():
            row = rows.get(path)
            if row is None or _is_stale(row, stamp):
                try:
                    data = read_file(self._root / path)
                except OSError:
                    continue
                digest = hashlib.blake2b(data, digest_size=16).hexdigest()
                row = _Row(stamp, digest, row.answer if row and row.digest == digest else json.dumps(extract(path, data)))
            renewed[path] = row
        return renewed

    def _stamp(self, path: str) -> str | None:
        """What tells one state of a file from another; empty where it was written so lately that nothing does, None where there is none."""
        try:
            found = (self._root / path).stat()
        except OSError:
            return None
        if time.time_ns() - found.st_mtime_ns < SETTLED:
            return ""
        return f"{found.st_mtime_ns}:{found.st_size}:{found.st_ino}"


@cache
def _is_ours(folder: Path) -> bool:
    """Whether we may write into the folder, and believe what it holds: nothing leads out of it, and it did not come with the repository."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    with os.scandir(folder) as entries:
        if any(entry.is_symlink() for entry in entries):
            return False
    return not is_tracked(folder)


@cache
def _maker() -> str:
    """Who answers: this version of the suite, as its files are now, on this version of Python, of which a newer one can parse more."""
    changed = max(int(file.stat().st_mtime) for file in Path(__file__).parent.parent.rglob("*.py"))
    return f"{__version__}-{changed}-py{sys.version_info.major}.{sys.version_info.minor}"


def _is_stale(row: _Row, stamp: str) -> bool:
    return not stamp or row.stamp != stamp


def _rows(database: sqlite3.Connection, kind: str) -> dict[str, _Row]:
    found = database.execute("SELECT path, stamp, digest, answer FROM answers WHERE kind = ?", (kind,))
    return {path: _Row(stamp, digest, answer) for path, stamp, digest, answer in found}


def _keep(database: sqlite3.Connection, kind: str, before: dict[str, _Row], rows: dict[str, _Row]) -> None:
    gone = ((kind, path) for path in before.keys() - rows.keys())
    database.executemany("DELETE FROM answers WHERE kind = ? AND path = ?", gone)
    changed = ((kind, path, *row) for path, row in rows.items() if before.get(path) != row)
    database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", changed)
