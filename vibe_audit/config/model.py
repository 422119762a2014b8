"""What one configuration decides: for every file the severity of every rule, and who said so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from vibe_audit.catalog import BY_CODE, CATALOG, find_rule, select_rules
from vibe_audit.config.errors import ConfigError, unknown_rule
from vibe_audit.config.places import Place
from vibe_audit.knowledge.roles import Role
from vibe_audit.rule import Profile, Rule, Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def spec_of(patterns: tuple[str, ...]) -> GitIgnoreSpec | None:
    """What matches the files that these patterns mean to git; None for no pattern. Raises ValueError for what git can make nothing of."""
    if not patterns:
        return None
    from vibe_audit.paths.gitignore import spec_from  # a tenth of the start, and most projects give no patterns

    return spec_from(patterns)


class Setting(NamedTuple):
    """One line that decides about rules. Severity None switches on what is off, and leaves alone what is on."""

    codes: frozenset[str]
    severity: Severity | None
    place: Place


class Decided(NamedTuple):
    """The severity of one rule in one file, and the place that decided it; None where nothing but the default did."""

    severity: Severity
    place: Place | None
    is_locked: bool = False


class Lock(NamedTuple):
    """A rule whose severity the files that extend the lock's own cannot lower."""

    severity: Severity
    fail_on: Severity
    place: Place


class Area(NamedTuple):
    """Some of the files, by gitignore patterns: these, less those. For tools that know no more than patterns."""

    patterns: tuple[str, ...]
    without: tuple[str, ...] = ()


class PerFile(NamedTuple):
    """What is decided for the files that `spec` matches."""

    spec: GitIgnoreSpec | None
    role: Role | None
    settings: tuple[Setting, ...]
    area: Area
    place: Place

    def matches(self, path: str) -> bool:
        """Whether it speaks of the file at `path`, which is relative to the root."""
        return self.spec is not None and self.spec.match_file(path)


@dataclass(frozen=True)
class Gate:
    """Profile, lowest reported severity and lowest failing one, each with the place that says so; None where nothing does."""

    profile: Profile | None = None
    min_severity: Severity | None = None
    fail_on: Severity | None = None
    places: Mapping[str, Place] = field(default_factory=dict)

    def over(self, other: Gate) -> Gate:
        """This gate, and the other's where this one says nothing."""
        return Gate(
            self.profile or other.profile,
            self.min_severity or other.min_severity,
            self.fail_on or other.fail_on,
            {**other.places, **self.places},
        )


DEFAULT_GATE = Gate(Profile.PRODUCTION, Severity.INFO, Severity.WARNING)


class Team(NamedTuple):
    """Who owns some files: those that `owns` says yes to, asked with a path relative to the configuration's root."""

    name: str
    owns: Callable[[str], bool]
    gate: Gate
    settings: tuple[Setting, ...]
    area: Area


class Selection(NamedTuple):
    """What a host was told on its command line: the rules to report only, those not to report, those named in full."""

    chosen: frozenset[str] = frozenset(BY_CODE)
    off: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


EVERY_RULE = Selection()


@dataclass(frozen=True)
class Decisions:
    """What holds for one file: the severity of every rule that is reported, the file's role where it is declared, its team."""

    severities: Mapping[str, Severity]
    role: Role | None = None
    team: str = ""
    fail_on: Severity = Severity.WARNING
    fail_on_of: Mapping[str, Severity] = field(default_factory=dict)
    """The lowest failing severity of locked rules, where that is lower than `fail_on`."""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Options by code."""
    root: Path | None = None
    """Where the project is rooted that the file is a part of."""

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the rules that are reported."""
        return frozenset(self.severities)

    def is_active(self, code: str) -> bool:
        """Whether findings of the rule are reported in this file."""
        return code in self.severities

    def fails(self, code: str, severity: Severity) -> bool:
        """Whether a finding of this severity is one to fail on."""
        threshold = self.fail_on_of.get(code, self.fail_on)
        return threshold is not Severity.OFF and severity.rank >= threshold.rank


@dataclass(frozen=True, eq=False)
class Config:
    """One configuration. Paths that it judges are relative to `root`."""

    root: Path
    source: Path | None = None
    place: Place | None = None
    """The top of `source`."""
    bases: tuple[str, ...] = ()
    """What it builds upon, the remotest first, as reports name it."""
    gate: Gate = DEFAULT_GATE
    settings: tuple[Setting, ...] = ()
    exclude: GitIgnoreSpec | None = None
    excluded: tuple[str, ...] = ()
    """The patterns of `exclude`."""
    per_file: tuple[PerFile, ...] = ()
    teams: tuple[Team, ...] = ()
    locks: Mapping[str, Lock] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    delegate: Mapping[str, Place] = field(default_factory=dict)
    """The checkers that find some rules for us, and where each is named."""
    selection: Selection = EVERY_RULE

    @property
    def profile(self) -> Profile:
        """The profile of files that no team owns."""
        return self.gate.profile or Profile.PRODUCTION

    def relative(self, path: Path) -> str:
        """`path` as the configuration sees it: below its root, with forward slashes."""
        try:
            return path.absolute().relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    def excludes(self, path: str) -> bool:
        """Whether the file at `path`, or all that is below it where it ends in a slash, is left out."""
        return self.exclude is not None and self.exclude.match_file(path)

    # -- what is decided ------------------------------------------------------------------------------------------

    def decide(self, path: str) -> Decisions:
        """What holds for the file at `path`, which is relative to the root."""
        return self.decide_in(*self._matching(path))

    def decide_in(self, team: int | None = None, entries: tuple[int, ...] = ()) -> Decisions:
        """What holds for the files of a team that these entries of `per_file` speak of; both by their numbers."""
        key = (team, entries)
        if key not in self._decisions:
            self._decisions[key] = self._decide(team, entries)
        return self._decisions[key]

    def explain(self, path: str) -> tuple[Gate, dict[str, Decided]]:
        """The gate that the file at `path` passes, and for every rule its severity with the place that decided it."""
        team, entries = self._matching(path)
        return self._gate_of(team), self._decided(team, entries)

    def team_of(self, path: str) -> str:
        """The name of the team that the file at `path` belongs to, the last that claims it; empty where none does."""
        team, _ = self._matching(path)
        return "" if team is None else self.teams[team].name

    def severity_of(self, rule: Rule) -> Severity:
        """The severity of a rule where nothing is decided for particular files."""
        return self._usual[rule.code].severity

    def may_report(self, rule: Rule) -> bool:
        """Whether the rule is on anywhere: in the project as a whole, for a team, or in some files."""
        if self.severity_of(rule) is not Severity.OFF:
            return True
        parts: list[Team | PerFile] = [*self.teams, *self.per_file]
        elsewhere = (setting for part in parts for setting in part.settings if rule.code in setting.codes)
        profiles = (team.gate.profile for team in self.teams if team.gate.profile)
        return any(setting.severity is not Severity.OFF for setting in elsewhere) or any(
            rule.severity_in(profile) is not Severity.OFF for profile in profiles
        )

    # -- under the selectors of a host ----------------------------------------------------------------------------

    def narrowed(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Config:
        """This configuration under a host's selectors, which only narrow; naming a code or name in full opts a strict rule in."""
        chosen = {word: selected(word, "--select") for word in select}
        off = frozenset[str]().union(*(selected(word, "--ignore") for word in ignore))
        named = frozenset(rule.code for word in chosen if (rule := find_rule(word)))
        return replace(self, selection=Selection(frozenset().union(*chosen.values()) if chosen else frozenset(BY_CODE), off, named))

    def opting_in(self, words: Iterable[str]) -> Config:
        """This configuration with the strict rules switched on that `words` name by full code or name."""
        named = frozenset(rule.code for word in words if (rule := find_rule(word)))
        return replace(self, selection=self.selection._replace(named=named)) if named - self.selection.named else self

    # -- how it is decided ----------------------------------------------------------------------------------------

    @cached_property
    def _decisions(self) -> dict[tuple[int | None, tuple[int, ...]], Decisions]:
        return {}

    @cached_property
    def _found_by_nobody(self) -> frozenset[str]:
        return frozenset(rule.code for rule in CATALOG if rule.delegated_to and rule.delegated_to not in self.delegate)

    @cached_property
    def _usual(self) -> dict[str, Decided]:
        return self._decided(None, ())

    def _matching(self, path: str) -> tuple[int | None, tuple[int, ...]]:
        """The number of the team that owns the file, and those of the `per-file` entries that speak of it."""
        team = next((number for number in reversed(range(len(self.teams))) if self.teams[number].owns(path)), None)
        return team, tuple(number for number, entry in enumerate(self.per_file) if entry.matches(path))

    def _gate_of(self, team: int | None) -> Gate:
        return self.gate if team is None else self.teams[team].gate.over(self.gate)

    def _decided(self, team: int | None, entries: tuple[int, ...]) -> dict[str, Decided]:
        """Profile, then the project's settings, the team's, those for files; then the locks, then the selectors of a host."""
        gate = self._gate_of(team)
        settings = [*self.settings]
        settings += self.teams[team].settings if team is not None else ()
        settings += [setting for number in entries for setting in self.per_file[number].settings]
        decided = fold(gate, settings)
        for code, lock in self.locks.items():
            place = decided[code].place
            if (place is None or place.layer > lock.place.layer) and decided[code].severity.rank < lock.severity.rank:
                decided[code] = Decided(lock.severity, lock.place, is_locked=True)
        for code in self.selection.named:
            if decided[code].severity is Severity.OFF:
                decided[code] = Decided(severity_when_named(BY_CODE[code]), None)
        return decided

    def _decide(self, team: int | None, entries: tuple[int, ...]) -> Decisions:
        gate = self._gate_of(team)
        lowest = max((gate.min_severity or Severity.INFO).rank, Severity.INFO.rank)
        hidden = (BY_CODE.keys() - self.selection.chosen) | self.selection.off | self._found_by_nobody
        severities = {
            code: found.severity
            for code, found in self._decided(team, entries).items()
            if code not in hidden
            and found.severity is not Severity.OFF
            and (found.severity.rank >= lowest or self._outranks(code, "min-severity", gate))
        }
        role = next((self.per_file[number].role for number in reversed(entries) if self.per_file[number].role), None)
        fail_on = gate.fail_on or Severity.WARNING
        stricter = {
            code: lock.fail_on
            for code, lock in self.locks.items()
            if self._outranks(code, "fail-on", gate) and lock.fail_on is not Severity.OFF
            and (fail_on is Severity.OFF or lock.fail_on.rank < fail_on.rank)
        }
        return Decisions(severities, role, "" if team is None else self.teams[team].name, fail_on, stricter, self.options, self.root)

    def _outranks(self, code: str, key: str, gate: Gate) -> bool:
        """Whether a rule is locked by a file that the one which set `key` builds upon."""
        lock, place = self.locks.get(code), gate.places.get(key)
        return lock is not None and place is not None and place.layer > lock.place.layer


def fold(gate: Gate, settings: Iterable[Setting]) -> dict[str, Decided]:
    """What a profile decides for every rule, and the settings one after the other over it."""
    profile = gate.profile or Profile.PRODUCTION
    decided = {rule.code: Decided(rule.severity_in(profile), gate.places.get("profile")) for rule in CATALOG}
    for setting in settings:
        for code in setting.codes:
            if setting.severity is not None:
                decided[code] = Decided(setting.severity, setting.place)
            elif decided[code].severity is Severity.OFF:
                decided[code] = Decided(severity_when_named(BY_CODE[code]), setting.place)
    return decided


def severity_when_named(rule: Rule) -> Severity:
    """The severity of a strict rule that somebody asked for by its full code or name: the regulated profile's, at least info."""
    severity = rule.severity_in(Profile.REGULATED)
    return Severity.INFO if severity is Severity.OFF else severity


def selected(word: str, where: str) -> frozenset[str]:
    """The codes that a selector names. Raises ConfigError where it names none."""
    codes = select_rules(word) if word else frozenset()
    if not codes:
        raise ConfigError(f"{where}: {unknown_rule(word)}")
    return codes


def everything(root: Path) -> Config:
    """A configuration in which every rule is on that we find ourselves, strict ones as if they had been named."""
    return Config(root.absolute()).narrowed(select=(rule.code for rule in CATALOG if not rule.delegated_to))
