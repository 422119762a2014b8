"""Where in a TOML file something is said. The parser of the standard library keeps no lines, so they are found when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from vibe_audit.config.errors import ConfigError
from vibe_audit.source.toml import TOMLDecodeError, loads

Path = tuple["str | int", ...]
"""Keys, and the numbers of tables in an array of tables."""


class _Statement(NamedTuple):
    first: int
    last: int
    path: Path


@dataclass(frozen=True, eq=False)
class Source:
    """One configuration file: the name it is shown by, its text, and what stands above our keys (`tool`, `vibe-audit`)."""

    name: str
    text: str
    above: Path = ()

    def line_of(self, path: Path, word: str | None = None) -> int:
        """The line, from 1, of the longest beginning of `path` that is written down; of `word` in its value, where it stands there."""
        whole = (*self.above, *path)
        best = _Statement(1, 1, ())
        for statement in self._statements:
            if whole[: len(statement.path)] == statement.path and len(statement.path) > len(best.path):
                best = statement
            elif statement.path[: len(whole)] == whole and best.path != whole[: len(best.path) + 1]:
                return statement.first  # a table that is spelled out by dotted keys only
        wanted = [json.dumps(part) for part in (word, *reversed(whole[len(best.path) :])) if isinstance(part, str)]
        lines = self.text.split("\n")
        for text in wanted:
            for number in range(best.first, best.last + 1):
                if text in lines[number - 1] or text.strip('"') in lines[number - 1].partition("=")[0]:
                    return number
        return best.first

    @cached_property
    def _statements(self) -> list[_Statement]:
        return list(_iter_statements(self.text))


@dataclass(frozen=True, eq=False)
class Place:
    """One key of one configuration file. `layer` is the file's rank: a file that extends another comes after it."""

    source: Source
    path: Path = ()
    layer: int = 0
    _lines: dict[Any, int] = field(default_factory=dict)

    def at(self, *keys: str | int) -> Place:
        """A key below this one."""
        return Place(self.source, (*self.path, *keys), self.layer)

    @property
    def line(self) -> int:
        """The line, from 1."""
        if None not in self._lines:
            self._lines[None] = self.source.line_of(self.path)
        return self._lines[None]

    @property
    def key(self) -> str:
        """The key as it would be written, numbers of tables left out: `severity.VBE110`."""
        return ".".join(part for part in self.path if isinstance(part, str))

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}"

    def error(self, complaint: str, word: str | None = None) -> ConfigError:
        """The error that says what is wrong here: file, line, key, complaint."""
        line = self.source.line_of(self.path, word)
        where = f"{self.source.name}:{line}" if self.source.text else self.source.name
        return ConfigError(": ".join(part for part in (where, self.key, complaint) if part))


def _iter_statements(text: str) -> Iterator[_Statement]:
    """Every header and every `key = value` of a file that is valid TOML, with the lines that it takes up."""
    header: Path = ()
    counts: dict[Path, int] = {}
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        first = number
        statement = lines[number].strip()
        number += 1
        if not statement or statement.startswith("#"):
            continue
        said = _parsed(statement)
        while said is None and number < len(lines):  # a value of several lines
            statement += "\n" + lines[number]
            number += 1
            said = _parsed(statement)
        path, value = _only_path(said or {})
        if statement.startswith("["):
            header = path
            if isinstance(value, list):
                counts[path] = counts.get(path, -1) + 1
            header = tuple(_numbered(path, counts))
            yield _Statement(first + 1, number, header)
        else:
            yield _Statement(first + 1, number, (*header, *path))


def _parsed(statement: str) -> Mapping[str, Any] | None:
    try:
        return loads(statement)
    except TOMLDecodeError:
        return None


def _only_path(said: Mapping[str, Any]) -> tuple[Path, Any]:
    """The keys that lead to the value of one statement, and the value. An inline table is a value."""
    path: list[str] = []
    value: Any = said
    while isinstance(value, dict) and len(value) == 1:
        key, value = next(iter(value.items()))
        path.append(key)
    return tuple(path), value


def _numbered(path: Path, counts: Mapping[Path, int]) -> Iterator[str | int]:
    for length, part in enumerate(path, 1):
        yield part
        if path[:length] in counts:
            yield counts[path[:length]]
