"""What flake8 writes: its default lines, or the JSON of flake8-json."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vibe_audit.importers.sighting import Point, Sighting, code_and_message

FORMAT = "flake8 (default, json)"
_LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]+\d*) (?P<text>.*)")


def fits(content: Any) -> bool:
    """Whether this is a file that flake8 wrote. Without findings it is empty."""
    if isinstance(content, str):
        return not content.strip() or _LINE.match(content.lstrip()) is not None
    return isinstance(content, dict) and all(isinstance(entries, list) and all(map(_is_entry, entries)) for entries in content.values())


def read(content: Any) -> Iterator[Sighting]:
    """The findings. Other lines, such as those of `--show-source`, are passed over."""
    if isinstance(content, str):
        for match in filter(None, map(_LINE.fullmatch, content.splitlines())):
            yield _sighting(*match.group("path", "line", "column", "code", "text"))
    else:
        for entry in (entry for entries in content.values() for entry in entries):
            yield _sighting(entry["filename"], entry["line_number"], entry["column_number"], entry["code"], entry["text"])


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, dict) and "physical_line" in entry


def _sighting(path: str, line: int | str, column: int | str, code: str, text: str) -> Sighting:
    code, message = code_and_message(code, text)
    return Sighting(frozenset({"flake8"}), code, message, path, Point.at(line, column))
