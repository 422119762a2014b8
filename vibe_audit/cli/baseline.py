"""`vibe-audit baseline`: record what is known, and see that it only shrinks."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vibe_audit.catalog import BY_CODE
from vibe_audit.cli.check import count, existing
from vibe_audit.cli.output import CLEAN, FAILED, FOUND
from vibe_audit.config import ConfigError, nearest
from vibe_audit.gate.baseline import FILE_NAME, Entry, save
from vibe_audit.gate.ratchet import Standing, standings
from vibe_audit.paths.shown import shown
from vibe_audit.reporters.escaping import visible
from vibe_audit.rule import Finding

if TYPE_CHECKING:
    from vibe_audit.cli.parsers import Commands

    Subcommand = Callable[[argparse.Namespace, Sequence[Standing]], int]


def add_to(commands: Commands) -> None:
    """Add the command and its options."""
    baseline = commands.add_parser("baseline", help="record known findings; only new ones fail then", allow_abbrev=False)
    parts = baseline.add_subparsers(title="commands", required=True, metavar="COMMAND")
    write = _part(parts, "write", _write, "record all present findings and drop what is gone; new ones only at the first time")
    write.add_argument("--accept-new", action="store_true", help="add new findings to the baseline that is there")
    check = _part(parts, "check", _check, "say by team what is known, gone and new; fail if something is new")
    check.add_argument("--team", metavar="NAME", help="look at the files of one team only")
    check.add_argument("--strict", action="store_true", help="fail if something is gone, too")
    _part(parts, "prune", _prune, "drop what is gone; never add")


def _part(parts: Commands, name: str, run: Subcommand, what: str) -> argparse.ArgumentParser:
    part = parts.add_parser(name, help=what, description=what, allow_abbrev=False)
    part.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the working directory)")
    part.add_argument("--jobs", type=count, default=0, metavar="N", help="processes (default: 0, as many as pay)")
    part.set_defaults(run=lambda arguments: _run(run, arguments))
    return part


def _run(part: Subcommand, arguments: argparse.Namespace) -> int:
    paths = [Path(path) for path in existing(arguments.paths or ["."])]
    found = standings(paths, arguments.jobs)
    code = part(arguments, found)
    not_checked = [finding for standing in found for finding in standing.not_checked]
    for finding in not_checked:
        print(f"{visible(_line(finding))}; what is known of this file stays as it is", file=sys.stderr)
    return FAILED if not_checked else code


def _write(arguments: argparse.Namespace, found: Sequence[Standing]) -> int:
    refused = 0
    for standing in found:
        accepts = arguments.accept_new or not standing.baseline.exists
        if _update(standing, accept_new=accepts) and not accepts:
            refused += len(standing.new)
    if refused:
        print(f"{refused} new not recorded: `vibe-audit baseline check` shows them, --accept-new records them")
    return FOUND if refused else CLEAN


def _prune(_: argparse.Namespace, found: Sequence[Standing]) -> int:
    for standing in found:
        _update(standing, accept_new=False)
    return CLEAN


def _update(standing: Standing, *, accept_new: bool) -> bool:
    """Write the baseline as it is to be; whether there is one."""
    if not standing.baseline.exists and not (accept_new and standing.new):
        print(f"{_name(standing)}: no baseline, nothing to record")
        return False
    counts = standing.next(accept_new=accept_new)
    save(standing.config.root, counts)
    added = len(standing.new) if accept_new else 0
    print(f"{_name(standing)}: {counts.total()} known, {added} added, {standing.gone.total()} removed")
    return True


def _check(arguments: argparse.Namespace, found: Sequence[Standing]) -> int:
    team: str | None = arguments.team
    _known_team(team, found)
    grown = shrunk = 0
    for standing in found:
        new = [(entry, finding) for entry, finding in standing.new if _is_of(team, entry, standing)]
        gone = Counter({entry: gone for entry, gone in standing.gone.items() if _is_of(team, entry, standing)})
        for _, finding in new:
            print(visible(f"new: {_line(finding)}"))
        for entry, times in sorted(gone.items()):
            print(visible(f"stale: {_entry_line(entry, times, standing)}"))
        known = Counter({entry: times for entry, times in standing.known.items() if _is_of(team, entry, standing)})
        for line in _by_team(standing, known, gone, Counter(entry for entry, _ in new)):
            print(visible(line))
        grown += len(new)
        shrunk += gone.total()
    if shrunk:
        print("`vibe-audit baseline prune` removes what is stale")
    return FOUND if grown or (shrunk and arguments.strict) else CLEAN


def _known_team(team: str | None, found: Sequence[Standing]) -> None:
    names = {each.name for standing in found for each in standing.config.teams}
    if team is not None and team not in names:
        raise ConfigError(f"--team: no team is called '{team}'{nearest(team, sorted(names))}")


def _is_of(team: str | None, entry: Entry, standing: Standing) -> bool:
    return team is None or standing.config.team_of(entry.path) == team


def _by_team(standing: Standing, *counts: Counter[Entry]) -> list[str]:
    """A line for each team that has anything, those without a team last; one line for all where there are no teams."""
    sums = [Counter[str]() for _ in counts]
    for total, entries in zip(sums, counts, strict=True):
        for entry, times in entries.items():
            total[standing.config.team_of(entry.path)] += times
    teams = sorted({team for total in sums for team in total}, key=lambda team: (not team, team)) or [""]
    lines = []
    for team in teams:
        known, gone, new = (total[team] for total in sums)
        whose = f"{team}: " if team else "no team: " if standing.config.teams else ""
        lines.append(f"{_name(standing)}: {whose}{known} known, {gone} gone, {new} new")
    return lines


def _name(standing: Standing) -> str:
    return shown(str(standing.config.root / FILE_NAME), os.getcwd())  # noqa: PTH109 -- a string is wanted


def _line(finding: Finding) -> str:
    path = shown(finding.path, os.getcwd())  # noqa: PTH109 -- a string is wanted
    return f"{path}:{finding.line}:{finding.column}: {finding.rule.code} {finding.text}"


def _entry_line(entry: Entry, times: int, standing: Standing) -> str:
    path = shown(str(standing.config.root / entry.path), os.getcwd())  # noqa: PTH109 -- a string is wanted
    name = BY_CODE[entry.code].name if entry.code in BY_CODE else "retired"
    return f"{path}: {entry.code} {name} {entry.fingerprint}" + (f" ({times} times)" if times > 1 else "")
