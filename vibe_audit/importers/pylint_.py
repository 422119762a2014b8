"""What pylint writes as json2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vibe_audit.catalog import BY_CODE
from vibe_audit.importers.sighting import Point, Sighting, code_and_message
from vibe_audit.rule import Severity

FORMAT = "pylint (json2)"
_SEVERITIES = {"fatal": Severity.ERROR, "error": Severity.ERROR, "warning": Severity.WARNING}
_OTHER_SEVERITY = re.compile(r" \[(info|warning|error)\]$")
"""What our plugin ends a message in where pylint's letter does not tell its severity."""


def fits(content: Any) -> bool:
    """Whether this is a file that pylint wrote."""
    return isinstance(content, dict) and "messages" in content and "statistics" in content


def read(content: Any) -> Iterator[Sighting]:
    """The messages: ours by code, the others by message id. pylint counts columns from 0."""
    for entry in content["messages"]:
        is_ours = entry["symbol"] in BY_CODE
        code, message = code_and_message(entry["symbol"] if is_ours else entry["messageId"], entry["message"])
        severity = _SEVERITIES.get(entry["type"], Severity.INFO)
        if is_ours and (told := _OTHER_SEVERITY.search(message)):
            severity, message = Severity(told[1]), message[: told.start()]
        start = Point.at(entry["line"], entry["column"] + 1)
        end = None if entry["endLine"] is None or entry["endColumn"] is None else Point.at(entry["endLine"], entry["endColumn"] + 1)
        yield Sighting(frozenset({"pylint"}), code, message, entry["path"], start, end, severity)
