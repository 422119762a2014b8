"""From the table of one file to what it decides. Whatever cannot be obeyed is an error that names file, line and nearest spelling."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from vibe_audit.catalog import BY_CODE, find_rule, select_rules
from vibe_audit.config.errors import nearest, unknown_rule
from vibe_audit.config.model import Area, Gate, PerFile, Setting, spec_of
from vibe_audit.config.places import Place
from vibe_audit.config.shapes import CONFIGURATION, PER_FILE, TEAM, Key, Words, is_text_list
from vibe_audit.knowledge.roles import Role
from vibe_audit.rule import Option, Profile, Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

E = TypeVar("E", bound=Enum)


class TeamTable(NamedTuple):
    """A team as it is written down; who its owners are, CODEOWNERS says."""

    name: str
    spec: GitIgnoreSpec | None
    patterns: tuple[str, ...]
    owners: tuple[str, ...]
    gate: Gate
    settings: tuple[Setting, ...]
    place: Place


class Layer(NamedTuple):
    """What one file says. None where it says nothing."""

    place: Place
    gate: Gate
    selecting: tuple[Setting, ...] | None
    settings: tuple[Setting, ...]
    locked: Mapping[str, Place]
    exclude: tuple[str, ...]
    per_file: tuple[PerFile, ...]
    teams: tuple[TeamTable, ...]
    options: Mapping[str, Mapping[str, Any]]
    defer_to: tuple[tuple[str, Place], ...] | None
    delegate: tuple[tuple[str, Place], ...] | None


def read_layer(table: Mapping[str, Any], place: Place) -> Layer:
    """What a table spells out. Raises ConfigError."""
    _known(table, CONFIGURATION, place)
    selecting = _selecting(table, place) if "select" in table else None
    ignored = tuple(Setting(codes, Severity.OFF, where) for _, codes, where in _selectors(table, "ignore", place))
    return Layer(
        place=place,
        gate=_gate(table, place),
        selecting=selecting,
        settings=(*ignored, *_severities(table, place)),
        locked={code: where for _, codes, where in _selectors(table, "lock", place) for code in codes},
        exclude=_patterns(table, "exclude", place)[1],
        per_file=tuple(_per_file(entry, where) for entry, where in _tables(table, "per-file", place)),
        teams=_teams(table, place),
        options=_options(table.get("rules", {}), place.at("rules")),
        defer_to=_one_of(table, "defer-to", place) if "defer-to" in table else None,
        delegate=_one_of(table, "delegate", place) if "delegate" in table else None,
    )


def extended(table: Mapping[str, Any], place: Place) -> list[tuple[str, Place]]:
    """What a table builds upon: each word with its place."""
    value = table.get("extends", [])
    words = [value] if isinstance(value, str) else value
    if not is_text_list(words):
        raise place.at("extends").error("a path, a package:resource, or a list of them is wanted")
    return [(word, place.at("extends")) for word in words]


# -- the parts --------------------------------------------------------------------------------------------------------


def _gate(table: Mapping[str, Any], place: Place) -> Gate:
    return Gate(
        _word(Profile, table, "profile", place),
        _word(Severity, table, "min-severity", place),
        _word(Severity, table, "fail-on", place),
        {key: place.at(key) for key in ("profile", "min-severity", "fail-on") if key in table},
    )


def _selecting(table: Mapping[str, Any], place: Place) -> tuple[Setting, ...]:
    """All but the selected rules are off; what is named in full is on."""
    found = _selectors(table, "select", place)
    chosen = frozenset[str]().union(*(codes for _, codes, _ in found))
    named = [Setting(codes, None, where) for word, codes, where in found if find_rule(word)]
    return (Setting(frozenset(BY_CODE) - chosen, Severity.OFF, place.at("select")), *named)


def _severities(table: Mapping[str, Any], place: Place) -> tuple[Setting, ...]:
    """A broad selector (`VBE3`, a vector) comes before a narrow one, whatever order the file has."""
    said, where = table.get("severity", {}), place.at("severity")
    if not isinstance(said, dict):
        raise where.error("a table of selectors and severities is wanted")
    keys = [(word, value, where.at(word)) for word, value in said.items()]
    found = [Setting(_selected(word, key), _member(Severity, value, key), key) for word, value, key in keys]
    return tuple(sorted(found, key=lambda setting: -len(setting.codes)))


def _per_file(entry: Mapping[str, Any], place: Place) -> PerFile:
    _known(entry, PER_FILE, place)
    if "paths" not in entry:
        raise place.error("paths are wanted")
    spec, patterns = _patterns(entry, "paths", place)
    return PerFile(spec, _word(Role, entry, "role", place), _severities(entry, place), Area(patterns), place)


def _teams(table: Mapping[str, Any], place: Place) -> tuple[TeamTable, ...]:
    found: dict[str, TeamTable] = {}
    for entry, where in _tables(table, "teams", place):
        _known(entry, TEAM, where)
        name = entry.get("name")
        if not isinstance(name, str) or not name:
            raise where.at("name").error("a name is wanted")
        if name in found:
            raise where.at("name").error(f"there are two teams called '{name}'")
        spec, patterns = _patterns(entry, "paths", where)
        owners = _words(entry, "owners", where)
        if not patterns and not owners:
            raise where.error(f"team '{name}' has neither paths nor owners")
        for owner in owners:
            if "@" not in owner:
                raise where.at("owners").error(f"'{owner}' is no owner: @user, @organisation/team or an address is wanted", owner)
        settings = _severities(entry, where)
        found[name] = TeamTable(name, spec, patterns, tuple(owners), _gate(entry, where), settings, where)
    return tuple(found.values())


def _options(table: Any, place: Place) -> dict[str, dict[str, Any]]:
    if not isinstance(table, dict):
        raise place.error("a table of rules and their options is wanted")
    found: dict[str, dict[str, Any]] = {}
    for word, said in table.items():
        where = place.at(word)
        rule = find_rule(word)
        if rule is None:
            raise where.error(unknown_rule(word), word)
        if not isinstance(said, dict):
            raise where.error("a table of options is wanted")
        for key, value in said.items():
            if key not in rule.options:
                hint = nearest(key, rule.options) if rule.options else f"; {rule.code} has no options"
                raise where.at(key).error(f"unknown option{hint}")
            found.setdefault(rule.code, {})[key] = _option(rule.options[key], value, where.at(key))
    return found


def _option(option: Option, value: Any, place: Place) -> Any:
    if isinstance(option.default, int):
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise place.error("a whole number above zero is wanted")
        return value
    if not is_text_list(value):
        raise place.error("a list of strings is wanted")
    return tuple(value)


# -- values -----------------------------------------------------------------------------------------------------------


def _known(table: Mapping[str, Any], keys: Mapping[str, Key], place: Place) -> None:
    for key in table:
        if key not in keys:
            raise place.at(key).error(f"unknown key{nearest(key, keys)}")


def _tables(table: Mapping[str, Any], key: str, place: Place) -> list[tuple[Mapping[str, Any], Place]]:
    entries = table.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise place.at(key).error(f"tables are wanted, each under [[{key}]]")
    return [(entry, place.at(key, number)) for number, entry in enumerate(entries)]


def _words(table: Mapping[str, Any], key: str, place: Place) -> list[str]:
    words = table.get(key, [])
    if not is_text_list(words):
        raise place.at(key).error("a list of strings is wanted")
    return list(words)


def _patterns(table: Mapping[str, Any], key: str, place: Place) -> tuple[GitIgnoreSpec | None, tuple[str, ...]]:
    words = _words(table, key, place)
    word = ""
    try:
        for word in words:
            spec_of((word,))
    except ValueError as error:
        raise place.at(key).error(str(error), word) from error
    return spec_of(tuple(words)), tuple(words)


def _selectors(table: Mapping[str, Any], key: str, place: Place) -> list[tuple[str, frozenset[str], Place]]:
    return [(word, _selected(word, place.at(key)), place.at(key)) for word in _words(table, key, place)]


def _selected(word: str, place: Place) -> frozenset[str]:
    codes = select_rules(word) if word else frozenset()
    if not codes:
        raise place.error(unknown_rule(word), word)
    return codes


def _one_of(table: Mapping[str, Any], key: str, place: Place) -> tuple[tuple[str, Place], ...]:
    shape = CONFIGURATION[key].shape
    words = shape.of if isinstance(shape, Words) else ()
    for word in _words(table, key, place):
        if word not in words:
            raise place.at(key).error(f"'{word}' is none of {', '.join(words)}{nearest(word, words)}", word)
    return tuple((word, place.at(key)) for word in _words(table, key, place))


def _word(kind: type[E], table: Mapping[str, Any], key: str, place: Place) -> E | None:
    return _member(kind, table[key], place.at(key)) if key in table else None


def _member(kind: type[E], word: Any, place: Place) -> E:
    try:
        return kind(word)
    except ValueError:
        values = [str(member.value) for member in kind]
        raise place.error(f"'{word}' is none of {', '.join(values)}{nearest(str(word), values)}") from None
