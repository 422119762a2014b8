"""What was worked out about the files of a project, kept on disk: each answer until the content changes that it was worked out from.

One SQLite database per project, in the user's cache. Any number of processes may ask at once: the first works out what has changed,
the others wait and read it. Where nothing can be kept, everything is worked out.
"""

from __future__ import annotations

import hashlib
import json
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
from vibe_audit.project.cache_folder import cache_folder, prepared

UNUSED = 30 * 24 * 3600
"""Seconds after which the answers of another version, or about another project, are thrown away."""
PATIENCE = 120.0
"""Seconds to wait for another process, which may have a whole project to read."""
SETTLED = 2 * 10**9
"""Nanoseconds after which a file that was written twice cannot have the same time twice, on any file system in use."""

Extract = Callable[[str, bytes], Any]
"""Works out an answer that JSON can hold, from the path and the content of a file."""


Revive = Callable[[Any], Any]
"""Makes of what JSON holds what is asked for; raises ValueError or TypeError where it is something else."""

_OF_OURS = re.compile(r"[0-9a-f]{32}-\d[\w.+]*-\d+-py\d+\.\d+\.sqlite(?:-journal)?")


_GONE = object()
_UNUSABLE = (OSError, sqlite3.Error, UnicodeError)
"""Nothing may be written, the disk is full, the database is damaged."""


class _Row(NamedTuple):
    stamp: str
    digest: str
    answer: str


def _as_it_is(answer: Any) -> Any:
    return answer


class Index:
    """The answers about the files below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        place = hashlib.blake2b(str(root.absolute()).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._name = f"{place}-{_maker()}.sqlite"

    def answers(self, kind: str, paths: Iterable[str], extract: Extract, revive: Revive = _as_it_is) -> dict[str, Any]:
        """The answer of one kind for each of the files, by path; files that cannot be read are left out.

        These are all the files that there are: what was known of others is forgotten.
        """
        rows = self._current_rows(kind, paths, extract)
        found = {path: self._revived(path, row, extract, revive) for path, row in rows.items()}
        return {path: answer for path, answer in found.items() if answer is not _GONE}

    def _revived(self, path: str, row: _Row, extract: Extract, revive: Revive) -> Any:
        try:
            return revive(json.loads(row.answer))
        except (ValueError, TypeError, RecursionError):  # somebody has written into the database
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
        except _UNUSABLE as error:
            self._drop_if_damaged(error)
            rows = self._renewed(stamps, rows, extract)
        return rows

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        folder = prepared(cache_folder())
        file = folder / self._name
        if not file.exists():
            _drop_unused(folder)
        with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made anew
            database.execute(
                "CREATE TABLE IF NOT EXISTS answers (kind TEXT, path TEXT, stamp TEXT, digest TEXT, answer TEXT, PRIMARY KEY (kind, path))"
            )
            yield database

    def _drop_if_damaged(self, error: Exception) -> None:
        if type(error) is sqlite3.DatabaseError:
            with suppress(OSError):
                (cache_folder() / self._name).unlink(missing_ok=True)

    def _renewed(self, stamps: dict[str, str], rows: dict[str, _Row], extract: Extract) -> dict[str, _Row]:
        """The rows of all files, those worked out anew whose content is not what it was."""
        renewed = {path: self._renewed_row(path, stamp, rows.get(path), extract) for path, stamp in stamps.items()}
        return {path: row for path, row in renewed.items() if row is not None}

    def _renewed_row(self, path: str, stamp: str, row: _Row | None, extract: Extract) -> _Row | None:
        """The row of a file, worked out anew where its content is not what it was; None where it cannot be read."""
        if row is not None and not _is_stale(row, stamp):
            return row
        try:
            data = read_file(self._root / path)
        except OSError:
            return None
        digest = hashlib.blake2b(data, digest_size=16).hexdigest()
        return _Row(stamp, digest, row.answer if row and row.digest == digest else json.dumps(extract(path, data)))

    def _stamp(self, path: str) -> str | None:
        """What tells one state of a file from another; empty where it was written so lately that nothing does, None where there is none."""
        try:
            found = (self._root / path).stat()
        except OSError:
            return None
        if time.time_ns() - found.st_mtime_ns < SETTLED:
            return ""
        return f"{found.st_mtime_ns}:{found.st_size}:{found.st_ino}"


def _drop_unused(folder: Path) -> None:
    for other in folder.iterdir():
        with suppress(OSError):
            if _OF_OURS.fullmatch(other.name) and time.time() - other.lstat().st_mtime > UNUSED:
                other.unlink()


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
