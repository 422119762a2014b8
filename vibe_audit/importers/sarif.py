"""What any checker writes as SARIF: semgrep, ruff, our own command, and the outcome of an earlier merge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from vibe_audit.importers.sighting import Point, Sighting, code_and_message
from vibe_audit.rule import Severity

FORMAT = "SARIF"
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING}
_FINDINGS = ("fail", "open", "review")


def fits(content: Any) -> bool:
    """Whether this is a SARIF log."""
    return isinstance(content, dict) and isinstance(content.get("runs"), list)


def read(content: Any) -> Iterator[Sighting]:
    """The results of all runs, but for what is suppressed, gone, nowhere, or no finding."""
    for run in content["runs"]:
        for result in run.get("results") or ():
            if _is_finding(result):
                yield _sighting(result, run)


def _is_finding(result: Any) -> bool:
    if not result.get("locations") or result.get("kind", "fail") not in _FINDINGS or result.get("baselineState") == "absent":
        return False
    return not _is_suppressed(result)


def _is_suppressed(result: Any) -> bool:
    suppressions = result.get("suppressions") or ()
    return bool(suppressions) and all(entry.get("status", "accepted") == "accepted" for entry in suppressions)


def _sighting(result: Any, run: Any) -> Sighting:
    rule = _rule_of(result, run)
    code, message = code_and_message(result.get("ruleId") or rule["id"], _message(result, rule))
    physical = result["locations"][0]["physicalLocation"]
    region = physical.get("region", {})
    start = Point.at(region.get("startLine", 1), region.get("startColumn", 1))
    end = Point.at(region.get("endLine", start.line), region["endColumn"]) if "endColumn" in region else None
    level = result.get("level") or rule.get("defaultConfiguration", {}).get("level", "warning")
    severity = _SEVERITIES.get(level, Severity.INFO)
    fingerprint = result.get("partialFingerprints", {}).get("vibeAudit/v2", "").partition(":")[0]
    return Sighting(_tools(result, run), code, message, _path(physical["artifactLocation"], run), start, end, severity, fingerprint)


def _rule_of(result: Any, run: Any) -> Any:
    rules = run["tool"]["driver"].get("rules") or ()
    reference = result.get("rule", {})
    index = result.get("ruleIndex", reference.get("index", -1))
    if 0 <= index < len(rules) and "toolComponent" not in reference:
        return rules[index]
    return next((rule for rule in rules if rule["id"] == result.get("ruleId")), reference)


def _tools(result: Any, run: Any) -> frozenset[str]:
    name: str = run["tool"]["driver"]["name"].lower()
    seen_by = result.get("properties", {}).get("seenBy")
    return frozenset(seen_by or ["semgrep" if name.startswith("semgrep ") else name])  # "Semgrep OSS", "Semgrep PRO"


def _message(result: Any, rule: Any) -> str:
    """The text, with the brackets back that were kept from becoming a link."""
    text: str = result["message"].get("text") or rule.get("shortDescription", {}).get("text", "")
    return text.replace("\\[", "[").replace("\\]", "]") if "\\](" in text else text


def _path(location: Any, run: Any) -> str:
    if "uri" not in location:
        location = run["artifacts"][location["index"]]["location"]
    base = run.get("originalUriBaseIds", {}).get(location.get("uriBaseId"), {}).get("uri", "")
    uri = urlsplit(urljoin(base, location["uri"]) if base else location["uri"])
    path = unquote(uri.path, errors="surrogateescape")
    return path[1:] if re.match(r"/[A-Za-z]:/", path) else path
