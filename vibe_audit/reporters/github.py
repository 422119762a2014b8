"""Findings as annotations on a pull request: the workflow commands that a GitHub runner reads from a job's output."""

from __future__ import annotations

from vibe_audit.reporters.escaping import visible
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """One workflow command a line."""
    return "".join(f"{_command(finding, report)}\n" for finding in report.findings)


def _command(finding: Finding, report: Report) -> str:
    properties = {
        "file": report.shown(finding.path),
        "line": finding.line,
        "endLine": finding.end_line,
        "col": finding.column,
        "title": f"{finding.rule.code} {finding.rule.name}",
    }
    written = ",".join(f"{key}={escape_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{escape_data(finding.message)}"


def escape_data(text: str) -> str:
    """The text behind the second `::`, as a runner undoes it; what it does not undo is written out."""
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def escape_property(text: str) -> str:
    """The value of a property, in which a colon or a comma would end it."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
