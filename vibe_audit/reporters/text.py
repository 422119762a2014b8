"""Findings for people: each with its lines of code and a pointer to the remedy, and what it comes to at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from vibe_audit.reporters.escaping import visible, visible_at_start
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding, Severity

Line = list[tuple[str, str]]
"""Pieces of one line of output, each with its style; without colour the styles are left out and nothing else."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_TAB = "    "
_WIDEST = 120
_BEFORE = 40


def write(report: Report, stream: TextIO, *, statistics: bool = False) -> None:
    """Write the report: in colour where the stream is a terminal and rich is installed, plain everywhere else."""
    lines = render(report, statistics=statistics)
    if stream.isatty() and _write_in_colour(lines, stream):
        return
    for line in lines:
        stream.write("".join(text for text, _ in line) + "\n")


def _write_in_colour(lines: Iterator[Line], stream: TextIO) -> bool:
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return False
    console = Console(file=stream)
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)
    return True


def render(report: Report, *, statistics: bool = False) -> Iterator[Line]:
    """The lines of the report."""
    for finding in report.findings:
        yield from _entry(finding, report)
        yield []
    if statistics and report.findings:
        yield from render_statistics(report)
        yield []
    yield [(summary(report), "bold")]


def render_statistics(report: Report) -> Iterator[Line]:
    """How often each rule found something."""
    for rule, count in report.by_rule.items():
        yield [(f"{count:>6}  ", ""), (rule.code, "bold"), (f"  {rule.name}", "")]


def summary(report: Report) -> str:
    """The run in one sentence."""
    if not report.files:
        return "No Python files to check."
    checked = f"Checked {_counted(report.files, 'file')}"
    held_back = f" The baseline holds back {_counted(report.known, 'known finding')}." if report.known else ""
    if not report.findings:
        return f"{checked}: no findings.{held_back}"
    parts = [_counted(count, severity.value, many=severity.value if severity is Severity.INFO else "")
             for severity, count in report.by_severity.items() if count]
    return f"{checked}: {_counted(len(report.findings), 'finding')} ({', '.join(parts)}).{held_back}"


def _counted(count: int, noun: str, *, many: str = "") -> str:
    return f"{count} {noun if count == 1 else many or noun + 's'}"


def _entry(finding: Finding, report: Report) -> Iterator[Line]:
    rule = finding.rule
    yield [
        (f"{visible_at_start(report.shown(finding.path))}:{finding.line}:{finding.column}: ", "bold"),
        (finding.severity.value, _STYLES[finding.severity]),
        (f" {rule.code} ", "bold"),
        (f"{rule.name}: {visible(finding.message)}", ""),
    ]
    yield from _frame(finding, report)
    for path, line, text in finding.related:
        yield [("  see: ", "dim"), (f"{visible(report.shown(path))}:{line}: {visible(text)}", "")]
    yield [("  help: ", "dim"), (f"vibe-audit explain {rule.code}", "dim")]


def _frame(finding: Finding, report: Report) -> Iterator[Line]:
    """The line of the finding and one on either side of it, the place underlined."""
    lines = report.lines(finding.path)
    if not report.line(finding):
        return
    last = min(finding.line + 1, len(lines) - (not lines[-1]))
    gutter = len(str(last))
    start = finding.column - 1
    left = _left_edge(lines[finding.line - 1], start)
    for number in range(max(finding.line - 1, 1), last + 1):
        line = lines[number - 1]
        yield [(f"  {number:>{gutter}} | ", "dim"), (_shown(line[left : left + _WIDEST]), "")]
        if number == finding.line:
            end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
            end = min(end, left + _WIDEST)
            marks = "^" * max(_width(_shown(line[start:end])), 1)
            blank = " " * _width(_shown(line[left:start]))
            yield [(f"  {'':>{gutter}} | ", "dim"), (blank, ""), (marks, _STYLES[finding.severity])]


def _left_edge(line: str, start: int) -> int:
    """Where to begin showing a line that is too long to be shown whole."""
    return max(0, start - _BEFORE) if len(line) > _WIDEST else 0


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _width(text: str) -> int:
    """The columns that the text takes up on a terminal."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
