"""What a team decided: profile, severities, exclusions. Read from `[tool.vibe-audit]` or `vibe-audit.toml`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vibe_audit.catalog import BY_CODE, CATALOG, find_rule, select_rules, selector_words
from vibe_audit.rule import Profile, Role, Rule, Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FILE_NAME = "vibe-audit.toml"
KEYS = ("exclude", "fail-on", "ignore", "min-severity", "per-file", "profile", "select", "severity")
PER_FILE_KEYS = ("paths", "role", "severity")


class ConfigError(Exception):
    """The configuration, or a selector on a command line, cannot be obeyed. The text is meant for the user."""


@dataclass(frozen=True)
class PerFile:
    """What is decided for the files that `spec` matches."""

    spec: GitIgnoreSpec
    role: Role | None
    severities: Mapping[str, Severity]


@dataclass(frozen=True)
class Decisions:
    """What holds for one file: the severity of every rule that is reported, and the file's role where it is declared."""

    severities: Mapping[str, Severity]
    role: Role | None = None

    def is_active(self, code: str) -> bool:
        """Whether findings of the rule are reported in this file."""
        return code in self.severities


@dataclass(frozen=True, eq=False)
class Config:
    """One configuration. Paths that it judges are relative to `root`."""

    root: Path
    source: Path | None = None
    profile: Profile = Profile.PRODUCTION
    severities: Mapping[str, Severity] = field(default_factory=dict)
    exclude: GitIgnoreSpec | None = None
    per_file: tuple[PerFile, ...] = ()
    min_severity: Severity = Severity.INFO
    fail_on: Severity = Severity.WARNING

    def relative(self, path: Path) -> str:
        """`path` as the configuration sees it: below its root, with forward slashes."""
        try:
            return path.absolute().relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    def excludes(self, path: str) -> bool:
        """Whether the file at `path`, or all that is below it where it ends in a slash, is left out."""
        return self.exclude is not None and self.exclude.match_file(path)

    def decide(self, path: str) -> Decisions:
        """What holds for the file at `path`, which is relative to the root."""
        entries = [entry for entry in self.per_file if entry.spec.match_file(path)]
        if not entries:
            return self._usual_decisions
        severities = dict(self._usual_severities)
        role = None
        for entry in entries:
            severities.update(entry.severities)
            role = entry.role or role
        return Decisions(self._reported(severities), role)

    @cached_property
    def _usual_severities(self) -> Mapping[str, Severity]:
        return {**{rule.code: rule.severity_in(self.profile) for rule in CATALOG}, **self.severities}

    @cached_property
    def _usual_decisions(self) -> Decisions:
        return Decisions(self._reported(self._usual_severities))

    def _reported(self, severities: Mapping[str, Severity]) -> Mapping[str, Severity]:
        lowest = max(self.min_severity.rank, Severity.INFO.rank)
        return {code: found for code, found in severities.items() if found.rank >= lowest}

    def narrowed(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Config:
        """This configuration under a host's selectors, which only narrow; naming a code or name in full opts a strict rule in."""
        chosen = {word: _selected(word, "--select") for word in select}
        severities = dict(self.opting_in(chosen).severities)
        off = {code for word in ignore for code in _selected(word, "--ignore")}
        if chosen:
            off |= BY_CODE.keys() - frozenset().union(*chosen.values())
        return replace(self, severities={**severities, **dict.fromkeys(off, Severity.OFF)})

    def opting_in(self, words: Iterable[str]) -> Config:
        """This configuration with the strict rules switched on that `words` name by full code or name."""
        named = [rule for word in words if (rule := find_rule(word))]
        off = [rule for rule in named if self.severity_of(rule) is Severity.OFF]
        return replace(self, severities={**self.severities, **{rule.code: severity_when_named(rule) for rule in off}}) if off else self

    def severity_of(self, rule: Rule) -> Severity:
        """The severity of a rule where nothing is decided for particular files."""
        return self._usual_severities[rule.code]


def severity_when_named(rule: Rule) -> Severity:
    """The severity of a strict rule that somebody asked for by its full code or name: the regulated profile's, at least info."""
    severity = rule.severity_in(Profile.REGULATED)
    return Severity.INFO if severity is Severity.OFF else severity


def everything(root: Path) -> Config:
    """A configuration in which every rule is on, strict ones as if they had been named."""
    config = Config(root.absolute())
    return config.narrowed(select=BY_CODE)


@cache
def config_for(folder: Path) -> Config:
    """The configuration of the nearest folder, at `folder` or above it, that has one; else the defaults, rooted at the repository."""
    for name in (FILE_NAME, "pyproject.toml"):
        file = folder / name
        if file.is_file() and (table := read_table(file)) is not None:
            return parse_config(table, file)
    above = config_for(folder.parent) if folder.parent != folder else None
    return above if above is not None and above.source is not None else _defaults(_default_root(folder))


@cache
def _defaults(root: Path) -> Config:
    return Config(root)


def _default_root(folder: Path) -> Path:
    for candidate in (folder, *folder.parents):
        if (candidate / ".git").exists():
            return candidate
    here = Path.cwd()
    return here if here == folder or here in folder.parents else folder


def read_table(file: Path) -> dict[str, Any] | None:
    """The suite's table in `file`; None where the file has none. Raises ConfigError where it is not TOML."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        text = file.read_text("utf-8")
        if file.name != FILE_NAME and "vibe-audit" not in text:
            return None  # whatever is in it, and be it broken, is not addressed to us
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{file}: {error}") from error
    if file.name == FILE_NAME:
        return data
    tool = data.get("tool")
    table = tool.get("vibe-audit") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{file}: tool.vibe-audit: a table is wanted")
    return table


def parse_config(table: Mapping[str, Any], file: Path) -> Config:
    """The configuration that a table spells out. Raises ConfigError, which names the file and the nearest valid spelling."""
    where = str(file)
    _known(table, KEYS, where)
    severities: dict[str, Severity] = {}
    profile = _word(Profile, table.get("profile", Profile.PRODUCTION.value), f"{where}: profile")
    if "select" in table:
        chosen = {code for word in _words(table, "select", where) for code in _selected(word, where)}
        named = {rule.code for word in table["select"] if (rule := find_rule(word))}
        severities.update(dict.fromkeys(BY_CODE.keys() - chosen, Severity.OFF))
        severities.update({c: severity_when_named(BY_CODE[c]) for c in named if BY_CODE[c].severity_in(profile) is Severity.OFF})
    severities.update({code: Severity.OFF for word in _words(table, "ignore", where) for code in _selected(word, where)})
    severities.update(_severities(table.get("severity", {}), f"{where}: severity"))
    return Config(
        root=file.parent.absolute(),
        source=file,
        profile=profile,
        severities=severities,
        exclude=_patterns(table, "exclude", where) if "exclude" in table else None,
        per_file=tuple(_per_file(entry, where) for entry in _entries(table, where)),
        min_severity=_word(Severity, table.get("min-severity", "info"), f"{where}: min-severity"),
        fail_on=_word(Severity, table.get("fail-on", "warning"), f"{where}: fail-on"),
    )


def _per_file(entry: Mapping[str, Any], where: str) -> PerFile:
    _known(entry, PER_FILE_KEYS, f"{where}: per-file")
    role = _word(Role, entry["role"], f"{where}: per-file: role") if "role" in entry else None
    severities = _severities(entry.get("severity", {}), f"{where}: per-file: severity")
    return PerFile(_patterns(entry, "paths", f"{where}: per-file"), role, severities)


def _entries(table: Mapping[str, Any], where: str) -> list[Mapping[str, Any]]:
    entries = table.get("per-file", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError(f"{where}: per-file: tables are wanted, each under [[per-file]]")
    return entries


def _patterns(table: Mapping[str, Any], key: str, where: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # a tenth of the start, and most projects give no patterns

    try:
        return GitIgnoreSpec.from_lines(_words(table, key, where))
    except ValueError as error:
        raise ConfigError(f"{where}: {key}: {error}") from error


def _severities(table: Any, where: str) -> dict[str, Severity]:
    """Severities by code. A broad selector (`VBE3`, a vector) is written before a narrow one, whatever order the file has."""
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: a table of selectors and severities is wanted")
    found: dict[str, Severity] = {}
    chosen = [(_selected(word, where), _word(Severity, value, f"{where}: {word}")) for word, value in table.items()]
    for codes, severity in sorted(chosen, key=lambda pair: -len(pair[0])):
        found.update(dict.fromkeys(codes, severity))
    return found


def _selected(word: str, where: str) -> frozenset[str]:
    codes = select_rules(word) if word else frozenset()
    if not codes:
        raise ConfigError(f"{where}: no rule is called '{word}'{_nearest(word, selector_words())}")
    return codes


def _known(table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    for key in table:
        if key not in keys:
            raise ConfigError(f"{where}: unknown key '{key}'{_nearest(key, keys)}")


def _words(table: Mapping[str, Any], key: str, where: str) -> list[str]:
    words = table.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ConfigError(f"{where}: {key}: a list of strings is wanted")
    return words


def _word(kind: type[Any], word: Any, where: str) -> Any:
    try:
        return kind(word)
    except ValueError:
        values = [member.value for member in kind]
        raise ConfigError(f"{where}: '{word}' is none of {', '.join(values)}{_nearest(str(word), values)}") from None


def _nearest(word: str, words: Iterable[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word, list(words), n=8, cutoff=0.5)
    if not close:
        return ""
    best = max(close, key=lambda other: _common_beginning(word, other))  # equally close: who begins alike
    return f"; did you mean '{best}'?"


def _common_beginning(word: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
