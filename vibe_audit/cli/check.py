"""`vibe-audit check`: check files and folders."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vibe_audit.cli.destinations import ALL_FORMATS, destinations, show
from vibe_audit.cli.output import CLEAN, FAILED, FOUND
from vibe_audit.config import ConfigError
from vibe_audit.gate.checking import against_baseline
from vibe_audit.project.python import newer_python_wanted
from vibe_audit.reporters import text
from vibe_audit.reporters.report import Report
from vibe_audit.rule import NOT_CHECKED, Finding
from vibe_audit.running.files import configured, find_files, is_excluded
from vibe_audit.running.runner import check_files, check_source

if TYPE_CHECKING:
    from vibe_audit.cli.destinations import Destination
    from vibe_audit.cli.parsers import Commands

STDIN = "<stdin>"


def add_to(commands: Commands) -> None:
    """Add the command and its options."""
    check = commands.add_parser("check", help="check files and folders", allow_abbrev=False)
    check.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the working directory), or - for stdin")
    check.add_argument("--select", action="append", default=[], metavar="RULES", help="codes, names, prefixes or vectors to report only")
    check.add_argument("--ignore", action="append", default=[], metavar="RULES", help="codes, names, prefixes or vectors not to report")
    check.add_argument("--format", choices=ALL_FORMATS, default="text", help="how findings are shown (default: text)")
    check.add_argument(
        "--output", action="append", default=[], metavar="[FORMAT=]FILE", help="write the findings to FILE; may be given several times"
    )
    check.add_argument("--no-baseline", dest="baseline", action="store_false", help="report known findings, too")
    check.add_argument("--statistics", action="store_true", help="add how often each rule found something")
    check.add_argument("--exit-zero", action="store_true", help="exit with 0 where there are findings only")
    check.add_argument("--stdin-filename", metavar="NAME", help="check stdin as if it were the content of NAME")
    check.add_argument(
        "--diff-base", metavar="REF", help="report only what the change since the revision REF brings, judged by REF's configuration"
    )
    check.add_argument("--jobs", type=count, default=0, metavar="N", help="processes (default: 0, as many as pay)")
    check.set_defaults(run=_check)


def count(word: str) -> int:
    """A number of processes, as an option gives it."""
    if not word.isdecimal():
        raise argparse.ArgumentTypeError(f"'{word}' is not a number of processes")
    return int(word)


def _check(arguments: argparse.Namespace) -> int:
    select, ignore = _words(arguments.select), _words(arguments.ignore)
    where = destinations(arguments.output, arguments.format)
    if arguments.diff_base is not None:
        return _check_change(arguments, select, ignore, where)
    if _reads_stdin(arguments):
        report, files = _check_stdin(arguments.stdin_filename or STDIN, select, ignore)
    else:
        report, files = _check_paths(arguments.paths or ["."], select, ignore, arguments.jobs)
    _tell_of_python(files)
    if arguments.baseline:
        found = against_baseline(report.findings, files)
        report = replace(report, findings=found.new, known=len(found.known))
    return _finish(report, arguments, where)


def _check_change(arguments: argparse.Namespace, select: list[str], ignore: list[str], where: list[Destination]) -> int:
    from vibe_audit.gate.pull_request import check_change, judged_by  # git is asked for nothing else

    if not arguments.baseline:
        raise ConfigError("--no-baseline cannot be given together with --diff-base, which judges by the baseline of its revision")
    if _reads_stdin(arguments):
        raise ConfigError("--diff-base: stdin has no revision to be compared with")
    with judged_by(arguments.diff_base) as revision:
        findings, count = check_change(existing(arguments.paths or ["."]), revision, select=select, ignore=ignore)
        return _finish(Report(findings, files=count), arguments, where)


def _finish(report: Report, arguments: argparse.Namespace, where: list[Destination]) -> int:
    """Show the report; the exit code."""
    show(report, where, statistics=arguments.statistics)
    if arguments.format != "text":
        _tell_aside(report, statistics=arguments.statistics)
    return _exit_code(report.findings, exit_zero=arguments.exit_zero)


def _words(given: list[str]) -> list[str]:
    return [word.strip() for words in given for word in words.split(",") if word.strip()]


def _reads_stdin(arguments: argparse.Namespace) -> bool:
    if "-" in arguments.paths and arguments.paths != ["-"]:
        raise ConfigError("stdin (-) cannot be checked together with other paths")
    if arguments.stdin_filename and arguments.paths not in ([], ["-"]):
        raise ConfigError("--stdin-filename cannot be given together with paths")
    return arguments.paths == ["-"] or bool(arguments.stdin_filename)


def _check_stdin(name: str, select: list[str], ignore: list[str]) -> tuple[Report, list[Path]]:
    data = sys.stdin.buffer.read()
    if is_excluded(Path(name)):
        return Report([], files=0), []
    findings = check_source(data, name, select=select, ignore=ignore)
    return Report(findings, files=1, given={name: data}), [Path(name)]


def _check_paths(paths: list[str], select: list[str], ignore: list[str], jobs: int) -> tuple[Report, list[Path]]:
    files = list(find_files(Path(path) for path in existing(paths)))
    if not files:  # a selector that cannot be obeyed is said even so
        configured(Path.cwd() / STDIN)[0].narrowed(select, ignore)
    return Report(check_files(files, select=select, ignore=ignore, jobs=jobs), files=len(files)), files


def existing(paths: list[str]) -> list[str]:
    """The paths. Raises ConfigError for one that does not exist."""
    for path in paths:
        if not os.path.lexists(path):
            raise ConfigError(f"{path}: no such file or folder")
    return paths


def _tell_of_python(files: Sequence[Path]) -> None:
    """Say once of each project that it asks for a newer Python than the one that runs us."""
    for root in sorted({configured(file)[0].root for file in files}):
        if wanted := newer_python_wanted(root):
            this = f"this is {sys.version_info.major}.{sys.version_info.minor}"
            print(f"vibe-audit: {wanted}, and {this}: what only a newer one can parse is VBE003", file=sys.stderr)


def _tell_aside(report: Report, *, statistics: bool) -> None:
    """Say on standard error what people want to know and the format has no place for."""
    if statistics:
        for line in text.render_statistics(report):
            print("".join(piece for piece, _ in line), file=sys.stderr)
    if not report.files:
        print(text.summary(report), file=sys.stderr)


def _exit_code(findings: Sequence[Finding], *, exit_zero: bool) -> int:
    if any(finding.rule.code in NOT_CHECKED for finding in findings):
        return FAILED
    return FOUND if not exit_zero and any(map(_fails, findings)) else CLEAN


def _fails(finding: Finding) -> bool:
    config, relative = configured(Path(finding.path))
    return config.decide(relative).fails(finding.rule.code, finding.severity)
