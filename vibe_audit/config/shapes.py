"""Every key of the configuration and the shape of its value: the loader reads by this table, the JSON schema is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple

from vibe_audit.catalog import CATALOG
from vibe_audit.knowledge.roles import Role
from vibe_audit.rule import Profile, Severity

CHECKERS = tuple(sorted({name for rule in CATALOG for name in rule.covered_by}))
"""The other checkers that see what a rule of ours sees."""
FINDERS = tuple(sorted({rule.delegated_to for rule in CATALOG if rule.delegated_to}))
"""The other checkers that find for us."""


class Word(NamedTuple):
    """One of the values of an enumeration."""

    kind: type[Enum]


class Words(NamedTuple):
    """A list of strings. `of` says of what: selectors, patterns, owners, files, or one of the words that are listed."""

    of: str | tuple[str, ...]
    or_one: bool = False
    """Whether a single string may stand for a list of one."""


class Text:
    """A string that is not empty."""


class Severities:
    """Selectors (codes, names, beginnings of codes, vectors), each with a severity."""


class Options:
    """Rules, by code or name, each with its own options."""


class Tables(NamedTuple):
    """An array of tables with these keys."""

    keys: Mapping[str, Key]
    required: tuple[str, ...]


Shape = Word | Words | Text | Severities | Options | Tables


class Key(NamedTuple):
    """One key: the shape of its value, and what it is for."""

    shape: Shape
    purpose: str


_SEVERITY: Mapping[str, Key] = {
    "profile": Key(Word(Profile), "The ready-made decision that all severities start from."),
    "severity": Key(Severities(), "Severities by code, name, beginning of a code or vector; the narrower word wins."),
    "min-severity": Key(Word(Severity), "Report nothing below."),
    "fail-on": Key(Word(Severity), "The severity from which on the command exits with 1; off for never."),
}
PER_FILE: Mapping[str, Key] = {
    "paths": Key(Words("patterns"), "The files, as .gitignore would name them, from the root of the configuration."),
    "role": Key(Word(Role), "What these files are for, where their path misleads."),
    "severity": Key(Severities(), "Severities in these files."),
}
TEAM: Mapping[str, Key] = {
    "name": Key(Text(), "What the team is called in reports."),
    "paths": Key(Words("patterns"), "The team's files, as .gitignore would name them, from the root of the configuration."),
    "owners": Key(Words("owners"), "The team's names in CODEOWNERS: whatever they own is the team's."),
    **_SEVERITY,
}
CONFIGURATION: Mapping[str, Key] = {
    "extends": Key(Words("files", or_one=True), "Configurations to build upon, the later over the earlier: paths, or package:resource."),
    **_SEVERITY,
    "select": Key(Words("selectors"), "Report these rules only; a strict rule that is named in full is switched on."),
    "ignore": Key(Words("selectors"), "Do not report these rules."),
    "lock": Key(Words("selectors"), "Rules whose severity no configuration that extends this one may lower."),
    "exclude": Key(Words("patterns"), "Files to leave out, as .gitignore would name them, from the root of the configuration."),
    "per-file": Key(Tables(PER_FILE, ("paths",)), "What differs in some files."),
    "teams": Key(Tables(TEAM, ("name",)), "Who owns which files, and what matters to them."),
    "rules": Key(Options(), "Options of single rules."),
    "defer-to": Key(Words(CHECKERS), "Other checkers that run here: rules of ours that they cover wholly are off."),
    "delegate": Key(Words(FINDERS), "Checkers that find for the command what they already do well."),
}


def is_text_list(value: Any) -> bool:
    """Whether a value is a list of strings."""
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
