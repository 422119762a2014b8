"""What several checkers saw, as one run in SARIF: each result tells who saw it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any

from vibe_audit.catalog import BY_CODE
from vibe_audit.reporters.escaping import visible
from vibe_audit.reporters.sarif import FINGERPRINT, LEVELS, artifact, descriptor, escape_links, log
from vibe_audit.rule import Severity

if TYPE_CHECKING:
    from vibe_audit.importers.sighting import Sighting


def render(sightings: Sequence[Sighting]) -> str:
    """One log with one run. It describes the rules that found something, those of other checkers by who saw them."""
    tools: dict[str, set[str]] = defaultdict(set)
    for sighting in sightings:
        tools[sighting.code] |= sighting.tools
    index = {code: number for number, code in enumerate(sorted(tools))}
    known = Counter[str]()
    results = [_result(sighting, index, known) for sighting in sightings]
    return log([_descriptor(code, tools[code]) for code in index], results)


def _descriptor(code: str, tools: set[str]) -> dict[str, Any]:
    if code in BY_CODE:
        return descriptor(BY_CODE[code])
    words = {"text": f"{visible(code)}, as {' and '.join(sorted(map(visible, tools)))} reports it"}
    return {"id": code, "shortDescription": words, "fullDescription": words, "help": words}


def _result(sighting: Sighting, index: Mapping[str, int], known: Counter[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": sighting.code,
        "ruleIndex": index[sighting.code],
        "level": LEVELS[sighting.severity or Severity.WARNING],
        "message": {"text": escape_links(visible(sighting.message))},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(sighting.path), "region": _region(sighting)}}],
        "properties": {"seenBy": sorted(sighting.tools)},
    }
    if sighting.fingerprint:
        known[sighting.fingerprint] += 1
        result["partialFingerprints"] = {FINGERPRINT: f"{sighting.fingerprint}:{known[sighting.fingerprint]}"}
    return result


def _artifact(path: str) -> dict[str, str]:
    is_of_windows = re.match(r"[A-Za-z]:/", path)
    return {"uri": PureWindowsPath(path).as_uri()} if is_of_windows else artifact(path)


def _region(sighting: Sighting) -> dict[str, int]:
    region = {"startLine": sighting.start.line, "startColumn": sighting.start.column}
    return region | ({"endLine": sighting.end.line, "endColumn": sighting.end.column} if sighting.end else {})
