"""The tailored pack under configurations at random: what its paths let through, the configuration reports."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pathspec import GitIgnoreSpec

from vibe_audit.catalog import BY_CODE
from vibe_audit.config import Config, config_for
from vibe_audit.exporters.tailored import render
from vibe_audit.running.files import forget
from vibe_audit.source.roles import role_of

FILES = [f"{folder}/{name}" for folder in ("a", "b", "c", "a/x", "b/x", "c/y/z") for name in ("m.py", "n.py", "test_q.py", "x_exp.py")]
PATTERNS = ("a/", "b/", "c/", "*_exp.py", "m.py", "a/x/", "/b/x/*.py", "**/z/", "!a/m.py", "x/", "c/**", "a/*")
OWNED = ("*", "/a/", "/b/", "/c/", "m.py", "/a/*", "/a/x/", "/c/y/")
OWNERS = ("@o/p", "@o/q")
WORDS = ("VBE101", "VBE110", "VBE158", "VBE301", "VBE400", "VBE550", "VBE1", "security", "all")
SEVERITIES = ("off", "info", "warning", "error")
_ENTRY = re.compile(r"^  - id: (?P<code>VBE\d+)\n.*?^    severity: (?P<severity>\w+)\n.*?(?=^  - id|\Z)", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^      (include|exclude): (\[.*\])$", re.MULTILINE)


class Entry(NamedTuple):
    """One rule of a pack: its severity, and its files as semgrep would choose them."""

    code: str
    severity: str
    include: GitIgnoreSpec | None
    exclude: GitIgnoreSpec

    def is_for(self, path: str) -> bool:
        return (self.include is None or self.include.match_file(path)) and not self.exclude.match_file(path)


def entries(pack: str) -> Iterator[Entry]:
    for match in _ENTRY.finditer(pack):
        rows = {key: GitIgnoreSpec.from_lines(json.loads(words)) for key, words in _ROW.findall(match[0])}
        yield Entry(match["code"], match["severity"].lower(), rows.get("include"), rows.get("exclude", GitIgnoreSpec.from_lines([])))


def configuration(chance: random.Random) -> str:
    def line(likely: float, text: str) -> list[str]:
        return [text] if chance.random() < likely else []

    def some(words: tuple[str, ...]) -> str:
        return json.dumps(chance.sample(words, chance.randint(1, 2)))

    def decisions(likely: float) -> list[str]:
        severities = ", ".join(f'{word} = "{chance.choice(SEVERITIES)}"' for word in chance.sample(WORDS, chance.randint(1, 4)))
        profile = chance.choice(["prototype", "internal", "production", "regulated"])
        lowest = f'min-severity = "{chance.choice(SEVERITIES)}"'
        return [*line(likely, f'profile = "{profile}"'), *line(0.3, lowest), *line(0.7, f"severity = {{ {severities} }}")]

    said = [*decisions(1), *line(0.3, f"exclude = {some(PATTERNS)}")]
    for number in range(chance.randint(0, 3)):
        paths, owners = f"paths = {some(PATTERNS)}", f"owners = {some(OWNERS)}"
        whose = chance.choice([[paths], [owners], [paths, owners]])
        said += ["[[teams]]", f'name = "{number}"', *whose, *decisions(0.5)]
    for _ in range(chance.randint(0, 3)):
        role = chance.choice(["test", "script", "service"])
        severity = f'severity = {{ {chance.choice(WORDS)} = "{chance.choice(SEVERITIES)}" }}'
        said += ["[[per-file]]", f"paths = {some(PATTERNS)}", *line(0.3, f'role = "{role}"'), *line(0.8, severity)]
    return "\n".join(said)


def wrong(config: Config, team: str | None) -> Iterator[str]:
    """What a pack lets semgrep see, and the configuration does not report, or reports otherwise."""
    for entry in entries(render(config, team)):
        for path in filter(entry.is_for, FILES):
            decisions = config.decide(path)
            found = decisions.severities.get(entry.code)
            if found is None or config.excludes(path) or (decisions.role or role_of(path)) not in BY_CODE[entry.code].roles:
                yield f"{entry.code} in {path}: not reported"
            elif team is not None and (decisions.team, found.value) != (team, entry.severity):
                yield f"{entry.code} in {path}: {found.value} for '{decisions.team}', not {entry.severity} for '{team}'"


@pytest.mark.parametrize("seed", range(20))
def test_pack_lets_through_nothing_that_the_configuration_does_not_report(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    (tmp_path / ".git").mkdir()
    owners = [f"{chance.choice(OWNED)} {chance.choice([*OWNERS, '@o/r', ''])}" for _ in range(chance.randint(1, 5))]
    (tmp_path / "CODEOWNERS").write_text("\n".join(owners))
    (tmp_path / "vibe-audit.toml").write_text(configuration(chance))
    forget()
    config = config_for(tmp_path)
    for team in (None, *(team.name for team in config.teams)):
        assert list(wrong(config, team)) == [], (team, config.source)


def test_team_that_owns_nothing_gets_an_empty_pack(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "CODEOWNERS").write_text("* @acme/everyone\n")
    (tmp_path / "vibe-audit.toml").write_text('[[teams]]\nname = "new"\nowners = ["@acme/new"]\n')
    forget()
    assert render(config_for(tmp_path), "new") == "rules: []\n"
