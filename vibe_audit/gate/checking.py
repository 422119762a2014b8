"""What a run has found, less what the baseline knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from vibe_audit.config import Config
from vibe_audit.gate.baseline import Split, load, split
from vibe_audit.rule import Finding
from vibe_audit.running import runner
from vibe_audit.running.files import configured, find_files


def check_source(
    source: str | bytes,
    path: str | Path = "module.py",
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    config: Config | None = None,
    baseline: bool = True,
) -> list[Finding]:
    """The findings in a piece of source, as if it were the content of `path`, which need not exist.

    `select` and `ignore` are codes, names, prefixes or vectors; `config` stands in for the configuration that would be
    found above `path`. Without `baseline`, findings that it knows are reported too. Raises ConfigError for a selector or a
    configuration that cannot be obeyed.
    """
    found = runner.check_source(source, path, select=select, ignore=ignore, config=config)
    if not baseline:
        return found
    file = Path(path)
    judging, relative = configured(file) if config is None else (config, config.relative(file))
    return split(found, judging, relative).new


def check_paths(
    paths: Iterable[str | Path], *, select: Sequence[str] = (), ignore: Sequence[str] = (), jobs: int = 1, baseline: bool = True
) -> list[Finding]:
    """The findings in all Python files among and below `paths`, sorted. `jobs=0` means as many processes as pay."""
    files = list(find_files(Path(path) for path in paths))
    found = runner.check_files(files, select=select, ignore=ignore, jobs=jobs)
    return against_baseline(found, files).new if baseline else found


def against_baseline(findings: Iterable[Finding], files: Iterable[Path]) -> Split:
    """The sorted findings in `files`, by what the baselines of their projects say of them. Raises ConfigError for a broken one."""
    for root in {configured(file)[0].root for file in files}:
        load(root)  # that it is broken is said where there are no findings, too
    whole = Split([], [])
    for path, of_file in groupby(findings, key=lambda finding: finding.path):
        part = split(of_file, *configured(Path(path)))
        whole.new.extend(part.new)
        whole.known.extend(part.known)
    return whole
