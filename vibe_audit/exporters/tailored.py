"""The semgrep pack as one configuration wants it: its severities, without what is off, for the files that it speaks of.

semgrep knows a severity per rule and patterns of files, no more. So the pack of one team leaves out the files where its
severity differs, and the pack of the whole project shows the project's severity there. Where patterns cannot say which files
are meant, the rule is left out: less is seen, and never more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from vibe_audit.catalog import CATALOG
from vibe_audit.config import Config, ConfigError, nearest
from vibe_audit.config.model import Area
from vibe_audit.exporters.semgrep import LEVELS, paths_of, pattern_file
from vibe_audit.rule import Rule, Severity
from vibe_audit.running.files import configured, find_files

_SEVERITY = re.compile(r"^    severity: \w+$", re.MULTILINE)
_PATHS = re.compile(r"^    paths:\n(?: {6}.*\n)+", re.MULTILINE)
_BEHIND_PATHS = re.compile(r"^    (?=mode:|patterns:|pattern-)", re.MULTILINE)


class Tailored(NamedTuple):
    """What becomes of one rule: its severity, the files it is for (all, where there are none), the files it leaves out."""

    severity: Severity
    include: tuple[str, ...]
    exclude: tuple[str, ...]


def render(config: Config, team: str | None = None) -> str:
    """The pack as one YAML document. Raises ConfigError where no team has this name."""
    number = None if team is None else _number_of(team, config)
    config = replace(config, excluded=(*config.excluded, *_folders_that_decide_for_themselves(config)))
    parts = ["rules:\n"]
    for rule in CATALOG:
        file = pattern_file(rule)
        tailored = _tailored(rule, config, number) if file.exists() else None
        if tailored is not None:
            parts.append(_cut(file.read_text("utf-8").partition("rules:\n")[2], rule, tailored))
    return "".join(parts) if len(parts) > 1 else "rules: []\n"


def _folders_that_decide_for_themselves(config: Config) -> Iterator[str]:
    """The folders below the configuration's root that have another one, which alone decides there."""
    others = {found.root for file in find_files([config.root]) if (found := configured(file)[0]).root != config.root}
    for root in sorted(others):
        if root.is_relative_to(config.root):
            yield f"/{root.relative_to(config.root).as_posix()}/"


def _number_of(team: str, config: Config) -> int:
    names = [known.name for known in config.teams]
    if team not in names:
        raise ConfigError(f"--team: no team is called '{team}'{nearest(team, names)}")
    return names.index(team)


def _tailored(rule: Rule, config: Config, team: int | None) -> Tailored | None:
    # an option that takes findings away, of which a pattern knows nothing
    if any(rule.options[key].quiets for key in config.options.get(rule.code, ())):
        return None
    return _for_all(rule, config) if team is None else _for_team(rule, config, team)


def _for_team(rule: Rule, config: Config, team: int) -> Tailored | None:
    area, severity = config.teams[team].area, config.decide_in(team).severities.get(rule.code)
    if severity is None or not _is_plain(area):
        return None
    elsewhere = [area for area, found in _exceptions(rule, config, (team,)) if found.get(rule.code) is not severity]
    elsewhere += [later.area for later in config.teams[team + 1 :]]  # the last team that claims a file has it
    return _where(severity, [area], elsewhere, config)


def _for_all(rule: Rule, config: Config) -> Tailored | None:
    severity = config.decide_in().severities.get(rule.code)
    teams = [(team.area, config.decide_in(number).severities) for number, team in enumerate(config.teams)]
    off = [area for area, found in _exceptions(rule, config, (None, *range(len(teams)))) if rule.code not in found]
    if severity is not None:
        return _where(severity, [], [*off, *(area for area, found in teams if rule.code not in found)], config)
    files = [(entry.area, config.decide_in(None, (number,)).severities) for number, entry in enumerate(config.per_file)]
    on = [(area, found[rule.code]) for area, found in (*teams, *files) if rule.code in found and _is_plain(area)]
    if not on:
        return None
    if any(rule.code in found for _, found in teams):
        off += [area for area, found in teams if rule.code not in found]
    return _where(on[0][1], [area for area, _ in on], off, config)


def _exceptions(rule: Rule, config: Config, teams: Iterable[int | None]) -> Iterator[tuple[Area, Mapping[str, Severity]]]:
    """The areas of `per-file` that decide about the rule, each with what holds there for one of the teams."""
    for number, entry in enumerate(config.per_file):
        if entry.role is not None and entry.role not in rule.roles:
            yield entry.area, {}
        elif any(rule.code in setting.codes for setting in entry.settings):
            for team in teams:
                yield entry.area, config.decide_in(team, (number,)).severities


def _where(severity: Severity, inside: Sequence[Area], outside: Iterable[Area], config: Config) -> Tailored:
    include = tuple(pattern for area in inside for pattern in area.patterns)
    exclude = [*config.excluded, *(pattern for area in inside for pattern in area.without)]
    return Tailored(severity, include, (*exclude, *(pattern for area in outside for pattern in area.patterns)))


def _is_plain(area: Area) -> bool:
    """Whether an area is the sum of its patterns. `!` takes some of it back, which a list of files to look at cannot.

    Nor can such a list say that there are none: to semgrep, an empty one means all files.
    """
    return bool(area.patterns) and not any(pattern.startswith("!") for pattern in area.patterns)


# -- the text ---------------------------------------------------------------------------------------------------------


def _cut(text: str, rule: Rule, tailored: Tailored) -> str:
    """The rule's entry in the pack with the severity and the paths that it shall have."""
    usual = paths_of(rule)
    areas, names = [_anchored(word) for word in tailored.include], usual.get("include", [])
    # what a pattern of .gitignore takes back stays left out
    added = (_anchored(word) for word in tailored.exclude if not word.startswith("!"))
    paths = {
        "include": list(_both(areas, names)) if areas and names else areas or names,
        "exclude": list(dict.fromkeys([*usual.get("exclude", []), *added])),
    }
    rows = [f"      {key}: {json.dumps(words)}\n" for key, words in paths.items() if words]
    block = "    paths:\n" + "".join(rows) if rows else ""
    text = _SEVERITY.sub(f"    severity: {LEVELS[tailored.severity]}", text, count=1)
    return _BEHIND_PATHS.sub(lambda found: block + found[0], _PATHS.sub("", text, count=1), count=1)


def _anchored(pattern: str) -> str:
    """A pattern with a slash in it begins at the root; semgrep wants to see that written down."""
    return f"/{pattern}" if "/" in pattern.rstrip("/") and not pattern.startswith(("/", "**/")) else pattern


def _both(areas: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Patterns of the files that match one of the areas and one of the names as well: `tests/` below `services/pay/`."""
    for area in areas:
        folder = area.rstrip("/*")
        for name in names:
            yield f"{'' if area.startswith(('/', '**')) else '**/'}{folder}/**/{name.lstrip('/')}" if folder else name
