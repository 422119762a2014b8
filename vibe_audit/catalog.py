"""Every rule, in the order of the codes. A rule is in the catalog because its file is in the folder, or its row in a table."""

from __future__ import annotations

import importlib
import pkgutil
from typing import NamedTuple

import vibe_audit.rules
from vibe_audit.delegated import DELEGATED
from vibe_audit.rule import Rule, Vector


class Retired(NamedTuple):
    """A code that is no longer reported. It is never used again."""

    name: str
    since: str
    why: str


RETIRED: dict[str, Retired] = {}


def _discover() -> tuple[Rule, ...]:
    found: list[Rule] = [*DELEGATED]
    for vector in Vector:
        package = importlib.import_module(f"{vibe_audit.rules.__name__}.{vector.value}")
        for info in pkgutil.iter_modules(package.__path__):
            found.append(importlib.import_module(f"{package.__name__}.{info.name}").rule)
    return tuple(sorted(found, key=lambda rule: str(rule.code)))


CATALOG: tuple[Rule, ...] = _discover()
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in CATALOG}
BY_NAME: dict[str, Rule] = {rule.name: rule for rule in CATALOG}


def find_rule(word: str) -> Rule | None:
    """The rule with this code (in any case) or this name."""
    return BY_CODE.get(word.upper()) or BY_NAME.get(word.lower())


def select_rules(word: str) -> frozenset[str]:
    """The codes that a selector names: a code, a name, the beginning of a code (`VBE3`), a vector, or `ALL`."""
    if rule := find_rule(word):
        return frozenset({rule.code})
    if word.lower() in {vector.value for vector in Vector}:
        return frozenset(rule.code for rule in CATALOG if rule.vector.value == word.lower())
    beginning = "" if word.upper() == "ALL" else word.upper()
    return frozenset(rule.code for rule in CATALOG if rule.code.startswith(beginning))


def selector_words() -> list[str]:
    """Everything that can be written where a rule is selected, prefixes aside; for suggestions."""
    return [*BY_CODE, *BY_NAME, *(vector.value for vector in Vector)]
