"""Findings as JSON, for programs that know this suite."""

from __future__ import annotations

from typing import Any

from vibe_audit import __version__
from vibe_audit.reporters.escaping import as_json
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding


def render(report: Report) -> str:
    """One JSON object: version, findings and summary. Columns count characters from 1, the end lies behind the last one."""
    summary = {
        "files": report.files,
        "findings": len(report.findings),
        "known": report.known,
        "by_severity": {severity.value: count for severity, count in report.by_severity.items()},
        "by_code": {rule.code: count for rule, count in report.by_rule.items()},
    }
    findings = [_entry(finding, report) for finding in report.findings]
    return as_json({"version": __version__, "findings": findings, "summary": summary})


def _entry(finding: Finding, report: Report) -> dict[str, Any]:
    rule = finding.rule
    return {
        "path": report.shown(finding.path),
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "code": rule.code,
        "name": rule.name,
        "vector": rule.vector.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "detail": finding.detail,
        "url": rule.url,
        "fingerprint": finding.fingerprint,
        "related": [{"path": report.shown(path), "line": line, "message": text} for path, line, text in finding.related],
    }
