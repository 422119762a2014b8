"""Findings as a GitLab code quality report, which a merge request shows beside the changed lines."""

from __future__ import annotations

from typing import Any

from vibe_audit.reporters.escaping import as_json, visible
from vibe_audit.reporters.identity import identities
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding, Severity

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(report: Report) -> str:
    """A JSON list with an entry a finding. GitLab keeps one entry a fingerprint."""
    return as_json([_entry(finding, report, identity) for finding, identity in zip(report.findings, identities(report), strict=True)])


def _entry(finding: Finding, report: Report, identity: str) -> dict[str, Any]:
    return {
        "description": visible(finding.text),
        "check_name": finding.rule.code,
        "fingerprint": identity,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": visible(report.shown(finding.path)), "lines": {"begin": finding.line, "end": finding.end_line}},
    }
