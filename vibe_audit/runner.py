"""Many files: read, checked, in one process or several, with the same answer in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from vibe_audit.catalog import BY_CODE
from vibe_audit.config import Config
from vibe_audit.engine import START_OF_FILE, check_bytes
from vibe_audit.files import configured, find_files
from vibe_audit.rule import Finding, Severity

FEW_FILES = 40
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
    found above `path`. Raises ConfigError for a selector or a configuration that cannot be obeyed.
    """
    data = source.encode() if isinstance(source, str) else source
    file = Path(path)
    found, relative = configured(file) if config is None else (config, config.relative(file))
    result = check_bytes(data, relative, found.narrowed(select, ignore).decide(relative))
    return [replace(finding, path=str(path)) for finding in result.findings]


def check_paths(
    paths: Iterable[str | Path], *, select: Sequence[str] = (), ignore: Sequence[str] = (), jobs: int = 1
) -> list[Finding]:
    """The findings in all Python files among and below `paths`, sorted. `jobs=0` means one process a processor."""
    files = list(find_files(Path(path) for path in paths))
    check = partial(check_file, select=tuple(select), ignore=tuple(ignore))
    count = min(jobs or os.cpu_count() or 1, max(1, len(files) // FEW_FILES))
    if count == 1:
        batches = map(check, files)
        return sorted((finding for batch in batches for finding in batch), key=lambda finding: finding.order)
    with ProcessPoolExecutor(count) as pool:
        found = pool.map(check, files, chunksize=max(1, min(32, len(files) // (count * 4))))
        return sorted((finding for batch in found for finding in batch), key=lambda finding: finding.order)


def check_file(file: Path, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Finding]:
    """The findings in one file; a file that cannot be read is one VBE003."""
    config, relative = configured(file)
    decisions = config.narrowed(select, ignore).decide(relative)
    try:
        data = file.read_bytes()
    except OSError as error:
        if not decisions.is_active("VBE003"):
            return []
        unread = BY_CODE["VBE003"].at(START_OF_FILE, error.strerror or str(error))
        return [replace(unread, path=str(file), severity=Severity(decisions.severities["VBE003"]))]
    found = check_bytes(data, relative, decisions).findings
    return [replace(finding, path=str(file)) for finding in found]

