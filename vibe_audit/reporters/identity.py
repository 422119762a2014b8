"""What tells one finding from another in a system that follows findings from run to run."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding


def identities(report: Report) -> Iterator[str]:
    """One identity a finding, in the order of the findings, each different: alike ones are counted."""
    seen: Counter[str] = Counter()
    for finding in report.findings:
        digest = _digest(finding, report)
        seen[digest] += 1
        yield f"{digest}:{seen[digest]}"


def _digest(finding: Finding, report: Report) -> str:
    """Code, path and the line without its white space."""
    line = "".join(report.line(finding).split())
    known_by = "\0".join((finding.rule.code, report.shown(finding.path), line))
    return hashlib.sha256(known_by.encode("utf-8", "surrogatepass")).hexdigest()[:32]
