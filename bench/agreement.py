"""Run all checkers over real trees and print every (code, path, line) on which they differ.

    python -m bench.agreement REPOSITORY... [--checkers flake8 semgrep] [--markdown FILE]

Every rule is switched on. flake8, pylint and the command must say the same. semgrep must say the same where the rule
claims `exact`, and never more where it claims `subset`. Files that a checker cannot parse are left out and counted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench.checkers import CHECKERS, Answer, lay_out, run_all
from vibe_audit.catalog import BY_CODE, CATALOG
from vibe_audit.files import find_files
from vibe_audit.rule import Vector

Line = tuple[str, str, int]
NOT_FROM_SEMGREP = {rule.code for rule in CATALOG if rule.vector is Vector.SUITE or rule.semgrep == "no"}


@dataclass
class Tally:
    """What has been counted so far, by code."""

    engine: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    differing: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    files: int = 0
    unread: int = 0


def compare(name: str, paths: Iterable[str], answers: dict[str, Answer], tally: Tally) -> None:
    """Count one repository, and keep a line for every difference that breaks a claim."""
    unread = frozenset[str]().union(*(answer.unread for answer in answers.values()))
    paths = list(paths)
    tally.files += len(paths)
    tally.unread += len(unread)
    lines = {checker: _lines(answer, unread) for checker, answer in answers.items()}
    engine = lines["vibe-audit"]
    tally.engine.update(code for code, _, _ in engine)
    for checker in lines.keys() & {"flake8", "pylint"}:
        _note(name, checker, lines[checker] - engine, engine - lines[checker], tally)
    if "semgrep" in lines:
        visible = {line for line in engine if line[0] not in NOT_FROM_SEMGREP}
        tally.seen.update(code for code, _, _ in visible & lines["semgrep"])
        missed = {line for line in visible - lines["semgrep"] if BY_CODE[line[0]].semgrep == "exact"}
        _note(name, "semgrep", lines["semgrep"] - engine, missed, tally)


def _lines(answer: Answer, unread: frozenset[str]) -> set[Line]:
    return {(r.code, r.path, r.line) for r in answer.reported if r.path not in unread}


def _note(name: str, checker: str, more: set[Line], fewer: set[Line], tally: Tally) -> None:
    for what, differing in (("only", more), ("not", fewer)):
        for code, path, line in sorted(differing):
            tally.differing[code] += 1
            tally.lines.append(f"{what} {checker}: {code} {name}/{path}:{line}")


def table(tally: Tally) -> list[str]:
    """The counts as a Markdown table, a row per rule that found anything."""
    rows = ["| code | name | semgrep claims | lines | seen by semgrep | differing |", "|---|---|---|---:|---:|---:|"]
    for rule in CATALOG:
        if tally.engine[rule.code] or tally.differing[rule.code]:
            lines, seen = tally.engine[rule.code], tally.seen[rule.code]
            share = "–" if rule.code in NOT_FROM_SEMGREP else f"{seen} ({100 * seen // max(1, lines)} %)"
            claim = "–" if rule.vector is Vector.SUITE else rule.semgrep
            rows.append(f"| {rule.code} | {rule.name} | {claim} | {lines} | {share} | {tally.differing[rule.code]} |")
    visible = sum(count for code, count in tally.engine.items() if BY_CODE[code].vector is not Vector.SUITE)
    seen = sum(tally.seen.values())
    rows.append(f"| | **all** | | {visible} | {seen} ({100 * seen // max(1, visible)} %) | {sum(tally.differing.values())} |")
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--checkers", nargs="+", choices=CHECKERS, default=list(CHECKERS))
    parser.add_argument("--markdown", type=Path)
    arguments = parser.parse_args()
    tally = Tally()
    for repository in arguments.repositories:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            paths = lay_out(repository, project, find_files([repository]))
            compare(repository.name, paths, run_all(project, paths, {*arguments.checkers, "vibe-audit"}), tally)
        print(f"{repository.name}: {len(paths)} files", file=sys.stderr, flush=True)
    print("\n".join(tally.lines))
    print("\n".join(table(tally)))
    print(f"{tally.files} files, {tally.unread} of them unreadable to one checker or another and left out")
    if arguments.markdown:
        arguments.markdown.write_text("\n".join([*table(tally), ""]))
    return 1 if tally.differing else 0


if __name__ == "__main__":
    sys.exit(main())
