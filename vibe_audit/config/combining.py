"""From the files of one configuration, the extended ones first, to what they decide together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vibe_audit.catalog import CATALOG
from vibe_audit.config.model import DEFAULT_GATE, Area, Config, Lock, PerFile, Setting, Team, fold, spec_of
from vibe_audit.config.owners import Owners, find_owners
from vibe_audit.config.reading import Layer, TeamTable
from vibe_audit.rule import Severity

if TYPE_CHECKING:
    from vibe_audit.config.tree import Tree


def combine(layers: Sequence[Layer], root: Path, source: Path, tree: Tree) -> Config:
    """One configuration from its layers. Raises ConfigError where a layer lowers what an earlier one has locked."""
    gate, settings = DEFAULT_GATE, list[Setting]()
    locks: dict[str, Lock] = {}
    options: dict[str, dict[str, Any]] = {}
    last_selecting = max((number for number, layer in enumerate(layers) if layer.selecting is not None), default=-1)
    for number, layer in enumerate(layers):
        settings += _deferred(layer, layers)
        own = [*(layer.selecting or () if number == last_selecting else ()), *layer.settings]
        parts: list[PerFile | TeamTable] = [*layer.per_file, *layer.teams]
        for setting in (*own, *(setting for part in parts for setting in part.settings)):
            _refuse_lowering(setting, locks)
        gate, settings = layer.gate.over(gate), settings + own
        decided = fold(gate, settings)
        for code, place in layer.locked.items():
            locks[code] = Lock(decided[code].severity, gate.fail_on or Severity.WARNING, place)
        for code, said in layer.options.items():
            options.setdefault(code, {}).update(said)
    excluded = tuple(pattern for layer in layers for pattern in layer.exclude)
    return Config(
        root=root,
        source=source,
        place=layers[-1].place,
        bases=tuple(dict.fromkeys(layer.place.source.name for layer in layers[:-1])),
        gate=gate,
        settings=tuple(settings),
        exclude=spec_of(excluded),
        excluded=excluded,
        per_file=tuple(entry for layer in layers for entry in layer.per_file),
        teams=_with_owners({team.name: team for layer in layers for team in layer.teams}, root, tree),
        locks=locks,
        options=options,
        delegate=dict(next((layer.delegate for layer in reversed(layers) if layer.delegate is not None), ())),
    )


def _deferred(layer: Layer, layers: Sequence[Layer]) -> Iterator[Setting]:
    """The rules that the other checkers of the last `defer-to` cover wholly are off, whatever the profile says."""
    if layer is not next((other for other in reversed(layers) if other.defer_to is not None), None):
        return
    for checker, place in layer.defer_to or ():
        ours = [rule for rule in CATALOG if checker in rule.covered_by and not rule.delegated_to]
        covered = (rule.code for rule in ours if not rule.covered_by[checker].partly)
        yield Setting(frozenset(covered), Severity.OFF, place)


def _refuse_lowering(setting: Setting, locks: dict[str, Lock]) -> None:
    if setting.severity is None:
        return
    for code in sorted(setting.codes & locks.keys()):
        lock = locks[code]
        if setting.severity.rank < lock.severity.rank:
            raise setting.place.error(f"{code} is locked at {lock.severity.value} by {lock.place}")


def _with_owners(tables: dict[str, TeamTable], root: Path, tree: Tree) -> tuple[Team, ...]:
    owners = find_owners(root, tree) if any(table.owners for table in tables.values()) else None
    return tuple(_team(table, owners) for table in tables.values())


def _team(table: TeamTable, owners: Owners | None) -> Team:
    """A team whose files are known, by their paths or by their owners."""
    spec, names = table.spec, frozenset(owner.lower() for owner in table.owners)

    def owns(path: str) -> bool:
        if spec is not None and spec.match_file(path):
            return True
        return bool(names) and owners is not None and not names.isdisjoint(owners.of(path))

    owned, taken = owners.patterns(names) if owners is not None and names else ((), ())
    return Team(table.name, owns, table.gate, table.settings, Area((*table.patterns, *owned), taken))
