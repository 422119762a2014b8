"""Patterns of paths, in the three shapes that mean the same to gitignore, to semgrep and to us: `folder/`, `file*.py`, `/top/file*.py`."""

from __future__ import annotations

import re


class Patterns:
    """Several patterns as one question, asked of the folders above a file, of its name, and of its name within one folder."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        """Raises ValueError for a pattern of another shape."""
        self._folders = frozenset(pattern.rstrip("/") for pattern in patterns if pattern.endswith("/"))
        self._whole: dict[str, bool] = {}  # folders that were asked about
        self._names = _Names([pattern for pattern in patterns if "/" not in pattern])
        anchored: dict[str, list[str]] = {}
        for pattern in patterns:
            if pattern.startswith("/"):
                folder, _, name = pattern[1:].rpartition("/")
                anchored.setdefault(folder, []).append(name)
        self._anchored = {folder: _Names(names) for folder, names in anchored.items()}

    def match(self, path: str) -> bool:
        """Whether a path, which is relative and written with forward slashes, matches one of the patterns."""
        folder, _, name = path.rpartition("/")
        whole = self._whole.get(folder)
        if whole is None:
            whole = self._whole[folder] = not self._folders.isdisjoint(folder.split("/"))
        return whole or self._names.match(name) or (folder in self._anchored and self._anchored[folder].match(name))


class _Names:
    """Patterns for the names of files, with a star at the beginning, before `.py`, or at both: every file is asked about all of them."""

    def __init__(self, patterns: list[str]) -> None:
        self._whole = frozenset(pattern for pattern in patterns if "*" not in pattern)
        self._ends, self._beginnings, self._parts = (
            tuple(match[1] for pattern in patterns if (match := shape.fullmatch(pattern))) for shape in (_END, _BEGINNING, _PART)
        )
        if len(self._whole) + len(self._ends) + len(self._beginnings) + len(self._parts) < len(patterns):
            raise ValueError(f"a star at the beginning, before .py, or at both is wanted: {' '.join(patterns)}")

    def match(self, name: str) -> bool:
        if name in self._whole or name.endswith(self._ends):
            return True
        if name.endswith(".py"):
            if name.startswith(self._beginnings):
                return True
            for part in self._parts:
                if part in name[:-3]:
                    return True
        return False


_END = re.compile(r"\*([^*]+)")
_BEGINNING = re.compile(r"([^*]+)\*\.py")
_PART = re.compile(r"\*([^*]+)\*\.py")
