"""The annotated corpora: code in which a comment says, on the line before, what every checker must report on the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from vibe_audit.catalog import BY_CODE, CATALOG
from vibe_audit.rule import Rule

ROOT = Path(__file__).parent.parent
SHARED = ROOT / "semgrep-rules"
BEYOND = ROOT / "tests" / "beyond_semgrep"
_ANNOTATION = re.compile(r"^\s*# (ruleid|ok): ((?:VBE\d{3})(?:, VBE\d{3})*)$")
_PATH = re.compile(r"^# path: (\S+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Corpus:
    """The corpus of one rule. `expected` and `silent` are lines, by code.

    `pieces` are the files of a project that it stands for, most often one, by path: each has its lines where the corpus has them.
    """

    rule: Rule
    file: Path
    pieces: dict[str, str]
    expected: frozenset[tuple[int, str]]
    silent: frozenset[tuple[int, str]]

    @property
    def id(self) -> str:
        """The file, below the repository."""
        return self.file.relative_to(ROOT).as_posix()

    @property
    def modules(self) -> list[str]:
        """The paths of its Python files."""
        return [path for path in self.pieces if path.endswith(".py")]

    def lay_out(self, project: Path) -> None:
        """Write the pieces into a scratch project."""
        for path, text in self.pieces.items():
            target = project / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="")


def pieces_of(text: str, place: str) -> dict[str, str]:
    """The files that a text stands for: from each `# path:` line to the next, on the same lines; the whole at `place` where it has none."""
    starts = list(_PATH.finditer(text))
    if not starts or starts[0].start() > 0:
        return {place: text}
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return {
        match[1]: "\n" * text.count("\n", 0, match.start()) + text[match.start() : end] for match, end in zip(starts, ends, strict=True)
    }


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
    expected, silent = set(), set()
    for number, line in enumerate(text.splitlines(), 1):
        if match := _ANNOTATION.match(line):
            target = expected if match[1] == "ruleid" else silent
            for code in match[2].split(", "):
                assert code in BY_CODE, f"{file}:{number}: no rule has the code {code}"
                target.add((number + 1, code))
    return Corpus(rule, file, pieces_of(text, f"app/{file.name}"), frozenset(expected), frozenset(silent))
