"""The annotated corpora: code in which a comment says, on the line before, what every checker must report on the next."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from vibe_audit.catalog import BY_CODE, CATALOG
from vibe_audit.rule import Rule

ROOT = Path(__file__).parent.parent
SHARED = ROOT / "semgrep-rules"
BEYOND = ROOT / "tests" / "beyond_semgrep"
_ANNOTATION = re.compile(r"^\s*# (ruleid|ok): ((?:VBE\d{3})(?:, VBE\d{3})*)$")
_PATH = re.compile(r"\A# path: (\S+)\n")


@dataclass(frozen=True)
class Corpus:
    """The corpus of one rule. `expected` and `silent` are lines, by code; `place` is where the file would stand in a project."""

    rule: Rule
    file: Path
    place: str
    expected: frozenset[tuple[int, str]]
    silent: frozenset[tuple[int, str]]

    @property
    def id(self) -> str:
        """The file, below the repository."""
        return self.file.relative_to(ROOT).as_posix()

    def lay_out(self, project: Path) -> Path:
        """Copy the file into a scratch project at its place; where it went."""
        target = project / self.place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.file, target)
        return target


def read_corpora(folder: Path) -> list[Corpus]:
    """Every corpus below `folder`, in the order of the codes. Each belongs to the rule of its own path."""
    found = []
    for rule in CATALOG:
        file = folder / rule.vector.value / f"{rule.name.replace('-', '_')}.py"
        if file.exists():
            found.append(_read(rule, file))
    return found


def _read(rule: Rule, file: Path) -> Corpus:
    text = file.read_text("utf-8")
    stated = _PATH.match(text)
    place = stated[1] if stated else f"app/{file.name}"
    expected, silent = set(), set()
    for number, line in enumerate(text.splitlines(), 1):
        if match := _ANNOTATION.match(line):
            target = expected if match[1] == "ruleid" else silent
            for code in match[2].split(", "):
                assert code in BY_CODE, f"{file}:{number}: no rule has the code {code}"
                target.add((number + 1, code))
    return Corpus(rule, file, place, frozenset(expected), frozenset(silent))
