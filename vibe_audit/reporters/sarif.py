"""Findings as SARIF 2.1.0, for code scanning and for whatever else collects the results of many tools."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from vibe_audit import __version__
from vibe_audit.reporters.escaping import as_json, visible
from vibe_audit.reporters.identity import identities
from vibe_audit.reporters.report import Report
from vibe_audit.rule import CRASHED, NOT_CHECKED, Finding, Profile, Rule, Severity, Vector

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://vibe-audit.readthedocs.io/"
FINGERPRINT = "vibeAudit/v2"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_SECURITY_SCORES = {Severity.ERROR: "8.0", Severity.WARNING: "5.0", Severity.INFO: "3.0"}


def render(report: Report) -> str:
    """One log with one run. It describes the rules that found something."""
    rules = sorted(report.by_rule, key=lambda rule: rule.code)
    index = {rule: number for number, rule in enumerate(rules)}
    results = [
        _result(finding, report, index[finding.rule], identity)
        for finding, identity in zip(report.findings, identities(report), strict=True)
    ]
    return log([descriptor(rule) for rule in rules], results)


def log(descriptors: Sequence[dict[str, Any]], results: Sequence[dict[str, Any]]) -> str:
    """A log of one run of this suite, with these rules and results.

    What could not be checked is told of the run as well. A file that is no Python is a warning, and the run was successful: where
    a log says otherwise, code scanning believes nothing of it. A crash of ours is an error, beside which no run is a success.
    """
    notes = [_notification(result) for result in results if result["ruleId"] in NOT_CHECKED]
    invocation: dict[str, Any] = {"executionSuccessful": all(note["level"] != "error" for note in notes)}
    if notes:
        invocation["toolExecutionNotifications"] = notes
    run = {
        "tool": {
            "driver": {
                "name": "vibe-audit",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": HOME,
                "rules": descriptors,
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _notification(result: dict[str, Any]) -> dict[str, Any]:
    about = {"associatedRule": {"id": result["ruleId"], "index": result["ruleIndex"]}}
    level = "error" if result["ruleId"] == CRASHED else "warning"
    return {"level": level, "message": result["message"], "locations": result["locations"], **about}


def descriptor(rule: Rule) -> dict[str, Any]:
    """What a log says of a rule."""
    severity = rule.severity_in(Profile.PRODUCTION)
    is_strict = severity is Severity.OFF
    level = rule.severity_in(Profile.REGULATED) if is_strict else severity
    weaknesses = [reference.removeprefix("CWE-") for reference in rule.refs if reference.startswith("CWE-")]
    properties: dict[str, Any] = {
        "tags": [rule.vector.value, *(f"CWE-{n}" for n in weaknesses), *(f"external/cwe/cwe-{n:0>3}" for n in weaknesses)],
        "precision": "medium" if is_strict else "high",
        "problem.severity": _PROBLEMS.get(level, "recommendation"),
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
        "defaultConfiguration": {"enabled": not is_strict, "level": LEVELS.get(level, "note")},
        "properties": properties,
    }


def _result(finding: Finding, report: Report, rule_index: int, identity: str) -> dict[str, Any]:
    related = [
        {
            "physicalLocation": {"artifactLocation": artifact(report.shown(path)), "region": {"startLine": line}},
            "message": {"text": escape_links(visible(text))},
        }
        for path, line, text in finding.related
    ]
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": LEVELS[finding.severity],
        "message": {"text": escape_links(visible(finding.message))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact(report.shown(finding.path)),
                    "region": {
                        "startLine": finding.line,
                        "startColumn": finding.column,
                        "endLine": finding.end_line,
                        "endColumn": finding.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: identity},
        **({"relatedLocations": related} if related else {}),
    }


def artifact(path: str) -> dict[str, str]:
    """Where a file lies: below the root of the sources, or anywhere."""
    try:
        encoded = os.fsencode(path)
    except UnicodeEncodeError:  # no file system has such a name, but a caller may
        return artifact(path.encode("utf-8", "backslashreplace").decode())
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(encoded), "uriBaseId": "%SRCROOT%"}


def escape_links(text: str) -> str:
    """The text with nothing in it that a viewer would take for an embedded link, `[text](target)`."""
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text
