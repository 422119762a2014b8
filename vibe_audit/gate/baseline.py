"""What was known before: findings that a project has recorded, so that only new ones are reported.

The file `vibe-audit-baseline.json` at the root of a configuration counts findings by path and fingerprint. A finding is
known as long as its file has a count left for it; where the file has none, because it was renamed, the counts of files
that are gone stand in. Nothing else is asked, so every checker answers alike without seeing other files.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from vibe_audit.catalog import BY_CODE
from vibe_audit.config import Config, ConfigError
from vibe_audit.config.lookup import Lookup, in_use
from vibe_audit.paths.shown import shown
from vibe_audit.rule import NOT_CHECKED, Finding
from vibe_audit.source.expressions import expression

FILE_NAME = "vibe-audit-baseline.json"
VERSION = 1
_KEY = expression(r"(VBE\d{3}) [a-z0-9-]+ ([0-9a-f]{16})")


class Entry(NamedTuple):
    """A finding as the baseline knows it: the path of its file below the root, its code and its fingerprint."""

    path: str
    code: str
    fingerprint: str


@dataclass(frozen=True, eq=False)
class Baseline:
    """The findings that are known below `root`: how many of each. Where no file says so, none are."""

    root: Path
    counts: Mapping[Entry, int]
    exists: bool = True

    def moved(self, entry: Entry) -> list[Entry]:
        """The entries for the same finding in files that are gone."""
        others = self._alike.get(entry[1:], ())
        return [other for other in others if not os.path.lexists(self.root / other.path)]

    @cached_property
    def _alike(self) -> dict[tuple[str, ...], list[Entry]]:
        found: dict[tuple[str, ...], list[Entry]] = {}
        for entry in self.counts:
            found.setdefault(entry[1:], []).append(entry)
        return found


class Account:
    """A baseline from which findings are taken, one after the other."""

    def __init__(self, baseline: Baseline) -> None:
        self._baseline = baseline
        self.taken: Counter[Entry] = Counter()

    def take(self, finding: Finding, path: str) -> bool:
        """Whether the finding, in the file at `path`, is known; it is counted then."""
        own = Entry(path, finding.rule.code, finding.fingerprint)
        counts = self._baseline.counts
        for entry in [own] if own in counts else self._baseline.moved(own):
            if self.taken[entry] < counts[entry]:
                self.taken[entry] += 1
                return True
        return False


class Split(NamedTuple):
    """Findings by what the baseline says of them."""

    new: list[Finding]
    known: list[Finding]


def split(findings: Iterable[Finding], config: Config, path: str) -> Split:
    """The findings of one file, given in the order of their places: of more than the baseline knows, the last are new."""
    account = Account(load(config.root))
    found = Split([], [])
    for finding in findings:
        (found.known if account.take(finding, path) else found.new).append(finding)
    return found


# -- the file ---------------------------------------------------------------------------------------------------------

_loaded: WeakKeyDictionary[Lookup, dict[Path, Baseline]] = WeakKeyDictionary()
"""What was read with each state of the configuration: it comes from the same tree, and is forgotten with it."""


def load(root: Path) -> Baseline:
    """The baseline of a configuration, empty where there is none. Raises ConfigError where it cannot be read."""
    kept = _loaded.setdefault(in_use(), {})
    if root not in kept:
        kept[root] = read(root, in_use())
    return kept[root]


def read(root: Path, lookup: Lookup) -> Baseline:
    """As `load`, from the disk or the revision that `lookup` reads."""
    file = root / FILE_NAME
    name = shown(str(file), os.getcwd())  # noqa: PTH109 -- a string is wanted
    try:
        text = lookup.tree.read(file)
        return Baseline(root, {}, exists=False) if text is None else Baseline(root, _counts(json.loads(text)))
    except json.JSONDecodeError as error:
        raise ConfigError(f"{name}:{error.lineno}: {error.msg}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"{name}: {error}") from error


def _counts(data: Any) -> dict[Entry, int]:
    if not isinstance(data, dict) or not isinstance(data.get("version"), int):
        raise ValueError("not a baseline: it has no version")
    if data["version"] > VERSION:
        raise ValueError(f"version {data['version']} was written by a newer vibe-audit; this one reads version {VERSION}")
    files = data.get("findings")
    if not isinstance(files, dict) or not all(isinstance(entries, dict) for entries in files.values()):
        raise ValueError("not a baseline: findings by file are wanted")
    return {_entry(path, key, count): count for path, entries in files.items() for key, count in entries.items()}


def _entry(path: str, key: str, count: object) -> Entry:
    match = _KEY.fullmatch(key)
    if match is None or not isinstance(count, int) or count < 1 or match[1] in NOT_CHECKED:
        raise ValueError(f"{path}: no finding that can be known: {json.dumps({key: count})[1:-1]}")
    return Entry(path, *match.groups())


def save(root: Path, counts: Mapping[Entry, int]) -> None:
    """Write a baseline: sorted and an entry a line, so that changes can be read and merged. Raises ConfigError where that fails."""
    files: dict[str, dict[str, int]] = {}
    for entry, count in sorted(counts.items()):
        name = BY_CODE[entry.code].name if entry.code in BY_CODE else "retired"
        files.setdefault(entry.path, {})[f"{entry.code} {name} {entry.fingerprint}"] = count
    content = json.dumps({"version": VERSION, "findings": files}, indent=2) + "\n"
    file, draft = root / FILE_NAME, root / f"{FILE_NAME}.{os.getpid()}"
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as stream:  # nothing that lies there is written through
            stream.write(content)
        draft.replace(file)  # whole or not at all
    except OSError as error:
        raise ConfigError(f"{shown(str(file), os.getcwd())}: {error.strerror}") from error  # noqa: PTH109 -- a string is wanted
    _loaded.clear()
