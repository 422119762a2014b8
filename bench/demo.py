"""Run all checkers over one small service, and show who reports which line.

    python -m bench.demo [PROJECT]

The project is checked in place, under its own configuration. flake8, pylint and the command must report the same lines.
semgrep must report nothing more, and every line of the rules that claim `exact`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.agreement import NOT_FROM_SEMGREP
from bench.checkers import CHECKERS, Answer, Reported, run_all
from vibe_audit.catalog import BY_CODE
from vibe_audit.config import config_for
from vibe_audit.rule import Vector
from vibe_audit.running.files import find_files

ORDERS = Path(__file__).parent.parent / "examples" / "orders"
COMMAND = "vibe-audit"
ROW = "{place:<38} {code:<7} {name:<26} {severity:<8} {marks}"


class Row(NamedTuple):
    """One line that at least one checker reports under a code, and which checkers do."""

    path: str
    line: int
    code: str
    severity: str
    seen_by: frozenset[str]

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"


def demonstrate(project: Path) -> list[Row]:
    """What the checkers say about all files of `project`, sorted by place."""
    project = project.resolve()
    paths = [file.relative_to(project).as_posix() for file in find_files([project])]
    answers = {checker: _configured(answer, project) for checker, answer in run_all(project, paths).items()}
    return sorted(_rows(answers))


def _configured(answer: Answer, project: Path) -> Answer:
    """The answer without rules that the project switched off: semgrep knows the pack, not the configuration."""
    config = config_for(project)
    kept = {r for r in answer.reported if config.decide(config.relative(project / r.path)).is_active(r.code)}
    return Answer(frozenset(kept), answer.unread)


def _rows(answers: Mapping[str, Answer]) -> Iterator[Row]:
    reports: dict[tuple[str, int, str], dict[str, Reported]] = {}
    for checker, answer in answers.items():
        for reported in answer.reported:
            reports.setdefault((reported.path, reported.line, reported.code), {})[checker] = reported
    for (path, line, code), by_checker in reports.items():
        # flake8 has no severities, and the pack's are those of the production profile
        severity = next((by_checker[c].severity for c in (COMMAND, "pylint", "semgrep") if c in by_checker), "")
        yield Row(path, line, code, severity, frozenset(by_checker))


def disagreements(rows: list[Row]) -> list[str]:
    """Every broken promise, in words."""
    return [f"{row.place}: {row.code}: {words}" for row in rows for words in _disagreements(row)]


def _disagreements(row: Row) -> Iterator[str]:
    hosts = row.seen_by & {"flake8", "pylint", COMMAND}
    if 0 < len(hosts) < 3:
        yield f"only {' and '.join(sorted(hosts))} of flake8, pylint and {COMMAND}"
    if "semgrep" in row.seen_by and COMMAND not in row.seen_by:
        yield f"semgrep, and not {COMMAND}"
    if "semgrep" not in row.seen_by and row.code not in NOT_FROM_SEMGREP and BY_CODE[row.code].semgrep == "exact":
        yield "not semgrep, which claims to see exactly what the engine sees"


def _mark(row: Row, checker: str) -> str:
    if checker in row.seen_by:
        return "✓"
    return "–" if checker == "semgrep" and row.code in NOT_FROM_SEMGREP else "."


def table(rows: list[Row]) -> Iterator[str]:
    """A line per row and a column per checker."""
    yield ROW.format(place="", code="code", name="name", severity="severity", marks="  ".join(CHECKERS))
    for row in rows:
        marks = "  ".join(f"{_mark(row, checker):^{len(checker)}}" for checker in CHECKERS).rstrip()
        yield ROW.format(place=row.place, code=row.code, name=BY_CODE[row.code].name, severity=row.severity, marks=marks)


def summary(rows: list[Row]) -> Iterator[str]:
    """How many lines each checker reports, by vector."""
    yield f"{'vector':<14} {'lines':>5}  {'  '.join(CHECKERS)}"
    total = Counter[str]()
    for vector in Vector:
        counts = Counter(checker for row in rows if BY_CODE[row.code].vector is vector for checker in {*row.seen_by, "lines"})
        total += counts
        if counts:
            yield _counted(vector.value, counts)
    yield _counted("all", total)


def _counted(title: str, counts: Counter[str]) -> str:
    return f"{title:<14} {counts['lines']:>5}  " + "  ".join(f"{counts[checker]:>{len(checker)}}" for checker in CHECKERS)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", nargs="?", type=Path, default=ORDERS, help="default: examples/orders")
    rows = demonstrate(parser.parse_args().project)
    print("\n".join([*table(rows), "", *summary(rows), ""]))
    print("✓ reported   . not reported   – semgrep does not claim the rule\n")
    broken = disagreements(rows)
    print("\n".join([*broken, f"disagreements: {len(broken)}"]))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
