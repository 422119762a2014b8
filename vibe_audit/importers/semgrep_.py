"""What semgrep writes as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vibe_audit.importers.sighting import Point, Sighting, code_and_message
from vibe_audit.rule import Severity

FORMAT = "semgrep (json)"
_SEVERITIES = {"CRITICAL": Severity.ERROR, "HIGH": Severity.ERROR, "ERROR": Severity.ERROR, "LOW": Severity.INFO, "INFO": Severity.INFO}


def fits(content: Any) -> bool:
    """Whether this is a file that semgrep wrote."""
    return isinstance(content, dict) and "results" in content and "errors" in content


def read(content: Any) -> Iterator[Sighting]:
    """The results, but for those that a comment silences, which `--disable-nosem` lists too."""
    for entry in content["results"]:
        extra = entry["extra"]
        if not extra.get("is_ignored"):
            code, message = code_and_message(entry["check_id"], extra["message"])
            start, end = (Point.at(entry[name]["line"], entry[name]["col"]) for name in ("start", "end"))
            severity = _SEVERITIES.get(extra["severity"], Severity.WARNING)
            yield Sighting(frozenset({"semgrep"}), code, message, entry["path"], start, end, severity)
