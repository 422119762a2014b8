"""Run all checkers over real trees and print every (code, path, line) on which they differ.

    python -m bench.agreement REPOSITORY... [--checkers flake8 semgrep] [--page docs/parity.md]

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
from tests.corpus import BEYOND, SHARED, read_corpora
from vibe_audit.catalog import BY_CODE, CATALOG
from vibe_audit.rule import Vector
from vibe_audit.running.files import find_files

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


def extent(tally: Tally, repositories: int) -> str:
    """How much was compared."""
    left_out = f"{tally.unread} of them unreadable to one checker or another and left out"
    return f"{repositories} repositories, {tally.files} files, {left_out}, {len(tally.lines)} differing lines."


def corpora() -> list[str]:
    """What the two annotated corpora hold, a row per rule."""
    shared = {corpus.rule.code: len(corpus.expected) for corpus in read_corpora(SHARED)}
    beyond = {corpus.rule.code: len(corpus.expected) for corpus in read_corpora(BEYOND)}
    rows = ["| code | name | lines all checkers report | lines beyond semgrep |", "|---|---|---:|---:|"]
    for rule in CATALOG:
        if rule.code in shared.keys() | beyond.keys():
            rows.append(f"| {rule.code} | {rule.name} | {shared.get(rule.code, 0)} | {beyond.get(rule.code, 0)} |")
    return rows


def page(tally: Tally, repositories: int) -> str:
    """The measurement as a page of the documentation."""
    return PAGE.format(extent=extent(tally, repositories), table="\n".join(table(tally)), corpora="\n".join(corpora()))


PAGE = """\
<!-- Generated by: python -m bench.agreement REPOSITORY... --page docs/parity.md -->

# Parity

flake8, pylint and the command ask the same engine, so they report the same lines by construction, and a test over both corpora
holds them to the same columns, messages and severities too. semgrep has patterns of its own. A rule claims *exact* (the same
lines on any code), *subset* (a part of them and never a line more) or *no* (a pattern cannot ask the question).

## On real code

All checkers over AI-written and mature repositories, every rule switched on. A line differs where flake8, pylint or the command
report what the others do not, where semgrep reports what the engine does not, or where it misses a line of an *exact* rule.

{extent}

{table}

## On the annotated corpora

{corpora}

## Known differences

- A suppression text inside a string literal silences semgrep, and only semgrep.
- Path gates are semgrep's own where a team's configuration declares another role for a file.
- flake8 and pylint also obey their own blanket comments, file pragmas and block pragmas.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--checkers", nargs="+", choices=CHECKERS, default=list(CHECKERS))
    parser.add_argument("--page", type=Path, help="write what was measured as a page of the documentation")
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
    print(extent(tally, len(arguments.repositories)))
    if arguments.page:
        arguments.page.write_text(page(tally, len(arguments.repositories)), "utf-8")
    return 1 if tally.differing else 0


if __name__ == "__main__":
    sys.exit(main())
