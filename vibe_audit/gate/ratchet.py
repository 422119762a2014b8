"""How the findings of today stand to the baseline: what is known, what is gone, what is new. Only growth is a step back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from vibe_audit.config import Config
from vibe_audit.gate.baseline import Account, Baseline, Entry, load
from vibe_audit.rule import NOT_CHECKED, Finding
from vibe_audit.running.files import configured, find_files
from vibe_audit.running.runner import check_files


@dataclass
class Standing:
    """The findings below one root, as far as they were looked for, beside its baseline. Paths are relative to the root.

    Checkers look at one file at a time, so of a renamed file and its copy each may claim the same entry; here every entry
    is claimed once, which is what keeps the whole from growing.
    """

    config: Config
    baseline: Baseline
    known: Counter[Entry] = field(default_factory=Counter)
    new: list[tuple[Entry, Finding]] = field(default_factory=list)
    gone: Counter[Entry] = field(default_factory=Counter)
    not_checked: list[Finding] = field(default_factory=list)
    _claimed: Counter[Entry] = field(default_factory=Counter)

    def add(self, findings: Iterable[Finding], relative: dict[str, str]) -> None:
        """Set findings, sorted by file and place, against the baseline."""
        account = Account(self.baseline)
        for path, of_file in groupby(findings, key=lambda finding: relative[finding.path]):
            for finding in of_file:
                entry = Entry(path, finding.rule.code, finding.fingerprint)
                if entry.code in NOT_CHECKED:
                    self.not_checked.append(finding)
                elif account.take(finding, path):
                    self.known[entry] += 1
                else:
                    self.new.append((entry, finding))
        self._claimed = account.taken

    def look_for_gone(self, sought: Sequence[Path], relative: dict[str, str]) -> None:
        """Note the entries of the files among and below `sought` that no finding claims; those of a file that was not checked stay."""
        unread = {relative[finding.path] for finding in self.not_checked}
        for entry, count in self.baseline.counts.items():
            file = self.config.root / entry.path
            if entry.path not in unread and any(place == file or place in file.parents for place in sought):
                self.gone[entry] = count - self._claimed[entry]
        self.gone = +self.gone

    def next(self, *, accept_new: bool) -> Counter[Entry]:
        """The baseline to come: without what is gone, with files under their present names, and with what is new if accepted."""
        kept = Counter(self.baseline.counts) - self.gone - self._claimed + self.known
        return kept + Counter(entry for entry, _ in self.new) if accept_new else kept


def standings(paths: Sequence[Path], jobs: int) -> list[Standing]:
    """How all files among and below `paths` stand to the baselines of the projects that they belong to."""
    files = list(find_files(paths))
    places = {str(file): configured(file) for file in [*files, *(path / "-" for path in paths if path.is_dir())]}
    relative = {name: path for name, (_, path) in places.items()}
    configs = {config.root: config for config, _ in places.values()}
    findings = check_files(files, jobs=jobs)
    found = []
    for root, config in sorted(configs.items()):
        standing = Standing(config, load(root))
        standing.add((finding for finding in findings if places[finding.path][0].root == root), relative)
        standing.look_for_gone([path.absolute() for path in paths], relative)
        found.append(standing)
    return found
