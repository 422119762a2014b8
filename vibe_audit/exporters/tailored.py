"""The semgrep pack as one configuration wants it: its severities, without what is off, for the files that it speaks of.

semgrep knows a severity per rule and patterns of files, no more. So a severity that differs in some files only is that of
the project there, and where patterns cannot say which files are meant, the rule is left out: less is seen, and never more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vibe_audit.catalog import CATALOG
from vibe_audit.config import Config, ConfigError, Decisions, nearest
from vibe_audit.config.model import Area
from vibe_audit.exporters.semgrep import LEVELS, pattern_file
from vibe_audit.rule import Rule, Severity

_SEVERITY = re.compile(r"^    severity: \w+$", re.MULTILINE)
_PATHS = re.compile(r"^    paths:\n(?:      include: \[(?P<include>.*)\]\n)?(?:      exclude: \[(?P<exclude>.*)\]\n)?", re.MULTILINE)
_BEHIND_PATHS = re.compile(r"^    (?=mode:|patterns:|pattern-)", re.MULTILINE)


class Tailored(NamedTuple):
    """What becomes of one rule: its severity, the files it is for (all, where there are none), the files it leaves out."""

    severity: Severity
    include: tuple[str, ...]
    exclude: tuple[str, ...]


def render(config: Config, team: str | None = None) -> str:
    """The pack as one YAML document. Raises ConfigError where no team has this name."""
    number = None if team is None else _number_of(team, config)
    parts = ["rules:\n"]
    for rule in CATALOG:
        file = pattern_file(rule)
        tailored = _tailored(rule, config, number) if file.exists() else None
        if tailored is not None:
            parts.append(_cut(file.read_text("utf-8").partition("rules:\n")[2], tailored))
    return "".join(parts) if len(parts) > 1 else "rules: []\n"


def _number_of(team: str, config: Config) -> int:
    names = [known.name for known in config.teams]
    if team not in names:
        raise ConfigError(f"--team: no team is called '{team}'{nearest(team, names)}")
    return names.index(team)


def _tailored(rule: Rule, config: Config, team: int | None) -> Tailored | None:
    # an option that takes findings away, of which a pattern knows nothing
    if any(rule.options[key].quiets for key in config.options.get(rule.code, ())):
        return None
    here = config.decide_in(team)
    elsewhere = list(_elsewhere(config, team))
    severity = here.severities.get(rule.code)
    if severity is None:
        on = [(area, found.severities[rule.code]) for area, found in elsewhere if rule.code in found.severities and _is_plain(area)]
        if not on or team is not None:
            return None
        include = tuple(pattern for area, _ in on for pattern in area.patterns)
        off = [pattern for area, _ in on for pattern in area.without]
        return Tailored(on[0][1], include, (*config.excluded, *off))
    exclude = [*config.excluded]
    for area, found in elsewhere:
        if rule.code not in found.severities or (found.role is not None and found.role not in rule.roles):
            exclude += area.patterns
    if team is None:
        return Tailored(severity, (), tuple(exclude))
    area = config.teams[team].area
    later = [pattern for other in config.teams[team + 1 :] for pattern in other.area.patterns]
    return Tailored(severity, area.patterns, (*exclude, *area.without, *later)) if _is_plain(area) else None


def _elsewhere(config: Config, team: int | None) -> Iterator[tuple[Area, Decisions]]:
    """Where something else may hold than in the rest of the files, and what."""
    for number, entry in enumerate(config.per_file):
        yield entry.area, config.decide_in(team, (number,))
    for number, other in enumerate(config.teams):
        if team is None:
            yield other.area, config.decide_in(number)


def _is_plain(area: Area) -> bool:
    """Whether an area is the sum of its patterns. `!` takes some of it back, which a list of files to look at cannot."""
    return not any(pattern.startswith("!") for pattern in area.patterns)


# -- the text ---------------------------------------------------------------------------------------------------------


def _cut(text: str, tailored: Tailored) -> str:
    """The rule's entry in the pack with the severity and the paths that it shall have."""
    text = _SEVERITY.sub(f"    severity: {LEVELS[tailored.severity]}", text, count=1)
    match = _PATHS.search(text)
    include = _listed(match["include"] if match else None)
    # what a pattern of .gitignore takes back stays left out
    added = (_anchored(word) for word in tailored.exclude if not word.startswith("!"))
    exclude = list(dict.fromkeys([*_listed(match["exclude"] if match else None), *added]))
    if tailored.include:
        areas = [_anchored(word) for word in tailored.include]
        include = list(_both(areas, include)) if include else areas
    rows = [f"      {key}: {json.dumps(words)}\n" for key, words in (("include", include), ("exclude", exclude)) if words]
    block = "    paths:\n" + "".join(rows) if rows else ""
    if match:
        return text[: match.start()] + block + text[match.end() :]
    return _BEHIND_PATHS.sub(lambda found: block + found[0], text, count=1)


def _listed(words: str | None) -> list[str]:
    return [word.strip().strip("'\"") for word in words.split(",")] if words else []


def _anchored(pattern: str) -> str:
    """A pattern with a slash in it begins at the root; semgrep wants to see that written down."""
    return f"/{pattern}" if "/" in pattern.rstrip("/") and not pattern.startswith(("/", "**/")) else pattern


def _both(areas: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Patterns of the files that match one of the areas and one of the names as well: `tests/` below `services/pay/`."""
    for area in areas:
        for name in names:
            yield f"{'' if area.startswith(('/', '**')) else '**/'}{area.rstrip('/*')}/**/{name.lstrip('/')}"
