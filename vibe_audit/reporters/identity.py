"""What tells one finding from another in a system that follows findings from run to run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vibe_audit.identity.fingerprints import fingerprint_by_detail
from vibe_audit.reporters.report import Report


def identities(report: Report) -> Iterator[str]:
    """One identity a finding, in the order of the findings, each different: alike ones are counted."""
    seen: Counter[str] = Counter()
    for finding in report.findings:
        known_by = finding.fingerprint or fingerprint_by_detail(finding)
        seen[known_by] += 1
        yield f"{known_by}:{seen[known_by]}"
