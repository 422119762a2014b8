"""Many files: read, checked, in one process or several, with the same answer in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from vibe_audit import project
from vibe_audit.catalog import BY_CODE
from vibe_audit.config import Config, Decisions
from vibe_audit.delegated import Delivery
from vibe_audit.delegation import asking
from vibe_audit.engine import check_bytes
from vibe_audit.paths.disk import read_file
from vibe_audit.rule import NOT_CHECKED, Finding
from vibe_audit.running.files import configured
from vibe_audit.source.parsing import collector_off
from vibe_audit.source.places import START_OF_FILE

FEW_FILES = 100
"""Up to here a second process costs more than it saves."""


def check_source(
    source: str | bytes,
    path: str | Path = "module.py",
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    config: Config | None = None,
) -> list[Finding]:
    """The findings in a piece of source, as if it were the content of `path`, which need not exist.

    `select` and `ignore` are codes, names, prefixes or vectors; `config` stands in for the configuration that would be
    found above `path`. What a baseline knows is reported too. Raises ConfigError for a selector or a configuration that cannot
    be obeyed.
    """
    file = Path(path)
    found, relative = configured(file) if config is None else (config, config.relative(file))
    decisions = _decide(found, relative, select, ignore)
    asking.refuse_unfound(select, [found])
    result = check_bytes(source, relative, decisions, asking.on_source(source, file.name, found, decisions))
    return [replace(finding, path=str(path)) for finding in result.findings]


def check_files(files: Sequence[Path], *, select: Sequence[str] = (), ignore: Sequence[str] = (), jobs: int = 1) -> list[Finding]:
    """The findings in exactly these files, sorted, those that a baseline knows as well. `jobs=0` means as many processes as pay."""
    project.forget()  # each run looks at the projects as they are when it begins
    deliveries = _delivered(files, select, ignore)
    check = partial(check_file, select=tuple(select), ignore=tuple(ignore), deliveries=deliveries)
    count = min(jobs, len(files)) if jobs else min(_processors(), len(files) // FEW_FILES)
    with collector_off():  # once for all files: switched on between two of them, it looks through what the first left
        batches = map(check, files) if count <= 1 else _in_processes(check, files, count)
        return sorted(chain.from_iterable(batches), key=lambda finding: finding.order)


def _delivered(files: Sequence[Path], select: Sequence[str], ignore: Sequence[str]) -> dict[Path, list[Delivery]]:
    """What those say who are delegated to; files about which nobody is asked are not in it."""
    configs = [configured(file)[0] for file in {os.path.dirname(file): file for file in files}.values()]  # noqa: PTH120 -- for all files
    asking.refuse_unfound(select, configs)
    if not any(config.delegate for config in configs):
        return {}
    judged = ((file, *configured(file)) for file in files)
    return asking.on_files((file, config, _decide(config, relative, select, ignore)) for file, config, relative in judged)


def _in_processes(check: partial[list[Finding]], files: Sequence[Path], count: int) -> Iterator[list[Finding]]:
    from vibe_audit.running.processes import in_processes  # a tenth of the start, and most runs need one process

    def died(culprit: Path) -> list[Finding]:
        config, relative = configured(culprit)
        decisions = _decide(config, relative, check.keywords["select"], check.keywords["ignore"])
        return _unread(culprit, "the process that checked it died", decisions)

    return in_processes(check, files, count, died)


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_file(
    file: Path, *, select: Sequence[str] = (), ignore: Sequence[str] = (), deliveries: Mapping[Path, Sequence[Delivery]] | None = None
) -> list[Finding]:
    """The findings in one file, known ones included; a file that cannot be read is one VBE003. `deliveries` are others' on any file."""
    config, relative = configured(file)
    decisions = _decide(config, relative, select, ignore)
    try:
        data = read_file(file)
    except OSError as error:
        return _unread(file, error.strerror or str(error), decisions)
    result = check_bytes(data, relative, decisions, deliveries.get(file) if deliveries else None)
    return [replace(finding, path=str(file)) for finding in result.findings]


def _decide(config: Config, relative: str, select: Sequence[str], ignore: Sequence[str]) -> Decisions:
    """What holds for one file under the selectors."""
    decisions = _narrowed(config, tuple(select), tuple(ignore)).decide(relative)
    if not select:
        return decisions
    plain = _narrowed(config, (), tuple(ignore)).decide(relative).severities
    kept = {code: plain[code] for code in NOT_CHECKED if code in plain}
    return replace(decisions, severities={**kept, **decisions.severities})


@lru_cache(maxsize=256)
def _narrowed(config: Config, select: tuple[str, ...], ignore: tuple[str, ...]) -> Config:
    return config.narrowed(select, ignore) if select or ignore else config


def _unread(file: Path, why: str, decisions: Decisions) -> list[Finding]:
    if not decisions.is_active("VBE003"):
        return []
    return [replace(BY_CODE["VBE003"].at(START_OF_FILE, why), path=str(file), severity=decisions.severities["VBE003"])]
