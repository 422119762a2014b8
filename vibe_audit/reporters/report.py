"""What every reporter is given: the findings, how many files were checked, and the lines that the findings stand on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vibe_audit.paths.disk import read_file
from vibe_audit.paths.shown import shown
from vibe_audit.rule import Finding, Rule, Severity
from vibe_audit.source.parsing import Unreadable, decode

LEVELS = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True)
class Report:
    """The outcome of one run. `given` is the content of files that were handed over instead of read.

    `known` is how many findings the baseline holds back.
    """

    findings: Sequence[Finding]
    files: int
    given: Mapping[str, bytes] = field(default_factory=dict)
    base: str = field(default_factory=os.getcwd)
    known: int = 0
    _lines: dict[str, list[str]] = field(default_factory=dict)

    @property
    def by_severity(self) -> dict[Severity, int]:
        """How many findings there are of each severity, the gravest first."""
        count = Counter(finding.severity for finding in self.findings)
        return {severity: count[severity] for severity in LEVELS}

    @property
    def by_rule(self) -> dict[Rule, int]:
        """How many findings there are of each rule, the most frequent first."""
        count = Counter(finding.rule for finding in self.findings)
        return dict(sorted(count.items(), key=lambda pair: (-pair[1], pair[0].code)))

    def shown(self, path: str) -> str:
        """The path below the working directory, or in full where it is not below it; with forward slashes."""
        return shown(path, self.base)

    def lines(self, path: str) -> list[str]:
        """The lines of a file that has findings; none where it cannot be read."""
        if path not in self._lines:
            self._lines[path] = self._read(path).split("\n")
        return self._lines[path]

    def line(self, finding: Finding) -> str:
        """The line that the finding begins on."""
        lines = self.lines(finding.path)
        return lines[finding.line - 1] if finding.line <= len(lines) else ""

    def _read(self, path: str) -> str:
        try:
            data = self.given[path] if path in self.given else read_file(Path(path))
            return decode(data)
        except (OSError, ValueError, Unreadable):  # ValueError: a name that no file can have
            return ""
