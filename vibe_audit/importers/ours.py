"""What our own command writes as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vibe_audit.importers.sighting import Point, Sighting
from vibe_audit.rule import Severity

FORMAT = "vibe-audit (json)"


def fits(content: Any) -> bool:
    """Whether this is a file that our command wrote."""
    return isinstance(content, dict) and "findings" in content and "summary" in content


def read(content: Any) -> Iterator[Sighting]:
    """The findings."""
    for entry in content["findings"]:
        yield Sighting(
            frozenset({"vibe-audit"}),
            entry["code"],
            entry["message"],
            entry["path"],
            Point.at(entry["line"], entry["column"]),
            Point.at(entry["end_line"], entry["end_column"]),
            Severity(entry["severity"]),
            entry.get("fingerprint", ""),
        )
