"""What a change brings: findings on its lines and findings that are new, judged by the configuration from before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from vibe_audit.config import lookup
from vibe_audit.gate.checking import against_baseline, check_source
from vibe_audit.gate.git import Change, Revision
from vibe_audit.gate.loosening import find_loosened
from vibe_audit.rule import Finding
from vibe_audit.running import files
from vibe_audit.running.files import find_files
from vibe_audit.running.runner import check_files


@contextmanager
def judged_by(base: str) -> Iterator[Revision]:
    """Take configuration and baseline from a revision for a while. Raises ConfigError where git knows none of this name."""
    revision = Revision(base)
    files.forget()
    before = lookup.use(lookup.Lookup(revision))
    try:
        yield revision
    finally:
        files.forget()
        lookup.use(before)


def check_change(
    paths: Sequence[str], revision: Revision, *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[list[Finding], int]:
    """What the change since `revision`, which judges, brings: findings, with those about its own gate; and how many files it touches."""
    fork = revision.fork()
    changes = fork.changes()
    checked = [file for file in find_files(Path(path) for path in paths) if _path(file, fork) in changes]
    run = check_files(checked, select=select, ignore=ignore, jobs=1)  # other processes would read another configuration
    found = against_baseline(run, checked).new
    kept: list[Finding] = []
    for file in checked:
        own = [finding for finding in found if finding.path == str(file)]
        kept += _brought(own, file, changes[_path(file, fork)], fork, select, ignore)
    kept += find_loosened(checked, select=select, ignore=ignore)
    return sorted(kept, key=lambda finding: finding.order), len(checked)


def _path(file: Path, revision: Revision) -> str:
    whole = file.absolute()
    return whole.relative_to(revision.top).as_posix() if whole.is_relative_to(revision.top) else ""


def _brought(
    findings: list[Finding], file: Path, change: Change, fork: Revision, select: Sequence[str], ignore: Sequence[str]
) -> Iterator[Finding]:
    """Those findings of a file that stand on changed lines, or that its content before did not have."""
    known: Counter[str] = Counter()
    elsewhere = [finding for finding in findings if change.lines.isdisjoint(range(finding.line, finding.end_line + 1))]
    if change.before is not None and elsewhere:
        data = fork.bytes_of(change.before)
        known.update(before.fingerprint for before in check_source(data or b"", file, select=select, ignore=ignore))
    for finding in findings:
        if finding not in elsewhere or change.before is None:
            yield finding
        elif known[finding.fingerprint] > 0:
            known[finding.fingerprint] -= 1
        else:
            yield finding
