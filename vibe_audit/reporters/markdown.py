"""Findings as Markdown, for the summary of a job or a comment on a pull request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from vibe_audit.reporters.escaping import visible
from vibe_audit.reporters.report import LEVELS, Report
from vibe_audit.reporters.text import summary
from vibe_audit.rule import Finding, Vector

LONGEST = 60_000
"""Characters. GitHub refuses a comment of more than 65,536."""
_WIDEST = 200
_TRAILER = 100


def render(report: Report) -> str:
    """What the run comes to, counts by vector and severity, and the findings, the gravest first, as far as there is room."""
    head = f"## vibe-audit\n\n{summary(report)}\n"
    if report.findings:
        head += f"\n{_counts(report)}\n| place | rule | severity | message |\n|---|---|---|---|\n"
    return head + "".join(_rows(report, LONGEST - len(head)))


def _counts(report: Report) -> str:
    count = Counter((finding.rule.vector, finding.severity) for finding in report.findings)
    table = f"| vector | {' | '.join(level.value for level in LEVELS)} |\n|---|{'--:|' * len(LEVELS)}\n"
    for vector in Vector:
        row = [count[vector, level] for level in LEVELS]
        if any(row):
            table += f"| {vector.value} | {' | '.join(map(str, row))} |\n"
    return table


def _rows(report: Report, room: int) -> Iterator[str]:
    gravest_first = sorted(report.findings, key=lambda finding: -finding.severity.rank)
    for number, finding in enumerate(gravest_first):
        row = _row(finding, report)
        room -= len(row)
        if room < _TRAILER:
            yield f"\n{len(gravest_first) - number} more left out here.\n"
            return
        yield row


def _row(finding: Finding, report: Report) -> str:
    rule = finding.rule
    path = visible(report.shown(finding.path))
    path = path if len(path) <= _WIDEST else f"…{path[-_WIDEST:]}"
    detail = visible(finding.detail)
    detail = detail if len(detail) <= _WIDEST else f"{detail[:_WIDEST]}…"
    message = f"{rule.headline}: {as_code(detail)}" if detail else rule.headline
    return f"| {as_code(f'{path}:{finding.line}')} | [{rule.code}]({rule.url}) {rule.name} | {finding.severity.value} | {message} |\n"


def as_code(text: str) -> str:
    """The text as code spans, in which nothing is a mention, a link, HTML or markup, fit for the cell of a table.

    A pipe stands between spans: renderers disagree on what a backslash before one means inside a span.
    """
    return "&#124;".join(_span(part) if part else "" for part in text.split("|"))


def _span(text: str) -> str:
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    padding = " " if text.strip() and (text[0] in "` " or text[-1] in "` ") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
