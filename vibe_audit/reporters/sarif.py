"""Findings as SARIF 2.1.0, for code scanning and for whatever else collects the results of many tools."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from vibe_audit import __version__
from vibe_audit.reporters.escaping import visible
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding, Profile, Rule, Severity, Vector
from vibe_audit.runner import NOT_CHECKED

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://vibe-audit.readthedocs.io/"
FINGERPRINT = "vibeAudit/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SECURITY_SCORES = {Severity.ERROR: "8.0", Severity.WARNING: "5.0", Severity.INFO: "3.0"}


def render(report: Report) -> str:
    """One log with one run. It describes the rules that found something."""
    rules = sorted(report.by_rule, key=lambda rule: rule.code)
    index = {rule: number for number, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    run = {
        "tool": {
            "driver": {
                "name": "vibe-audit",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": HOME,
                "rules": [_descriptor(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not any(rule.code in NOT_CHECKED for rule in rules)}],
        "results": [_result(finding, report, index[finding.rule], seen) for finding in report.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    severity = rule.severity_in(Profile.PRODUCTION)
    is_strict = severity is Severity.OFF
    level = rule.severity_in(Profile.REGULATED) if is_strict else severity
    weaknesses = [reference for reference in rule.refs if reference.startswith("CWE-")]
    properties: dict[str, Any] = {
        "tags": [rule.vector.value, *weaknesses, *(f"external/cwe/{weakness.lower()}" for weakness in weaknesses)],
        "precision": "medium" if is_strict else "high",
    }
    if rule.vector is Vector.SECURITY:
        properties["security-severity"] = _SECURITY_SCORES.get(level, "3.0")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.headline},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "helpUri": rule.url,
        "defaultConfiguration": {"enabled": not is_strict, "level": _LEVELS.get(level, "note")},
        "properties": properties,
    }


def _result(finding: Finding, report: Report, rule_index: int, seen: Counter[str]) -> dict[str, Any]:
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": escape_links(visible(finding.message))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(report.shown(finding.path)),
                    "region": {
                        "startLine": finding.line,
                        "startColumn": finding.column,
                        "endLine": finding.end_line,
                        "endColumn": finding.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: _fingerprint(finding, report, seen)},
    }


def _artifact(path: str) -> dict[str, str]:
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": "%SRCROOT%"}


def _fingerprint(finding: Finding, report: Report, seen: Counter[str]) -> str:
    """Code, path and the line without its white space; counted where a file has the same line twice."""
    line = "".join(report.line(finding).split())
    known_by = "\0".join((finding.rule.code, report.shown(finding.path), line))
    digest = hashlib.sha256(known_by.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"


def escape_links(text: str) -> str:
    """The text with nothing in it that a viewer would take for an embedded link, `[text](target)`."""
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text
