"""Findings and reports for the tests of what is made of them."""

from __future__ import annotations

from typing import Any

from vibe_audit.catalog import BY_CODE
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding, Severity
from vibe_audit.source.places import Span


def finding(path: str = "app/x.py", line: int = 3, columns: tuple[int, int] = (1, 13), code: str = "VBE110", **changes: Any) -> Finding:
    place = Span(line, columns[0] - 1, line, columns[1] - 1)
    values: dict[str, Any] = {"detail": "requests.get", "severity": Severity.WARNING, **changes}
    return Finding(BY_CODE[code], place, defect=place, path=path, **values)


def report_on(source: str, *findings: Finding) -> Report:
    return Report(findings, files=1, given={one.path: source.encode("utf-8", "surrogatepass") for one in findings})
