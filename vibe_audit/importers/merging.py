"""Many sightings, each defect once: which checkers saw it, and the best that any of them says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from vibe_audit.config import severity_when_named
from vibe_audit.importers.sighting import Point, Sighting
from vibe_audit.rule import Severity
from vibe_audit.running.files import configured

_MOST_PRECISE = ("vibe-audit", "pylint", "semgrep", "flake8")
"""Our own command says all there is, pylint all but the fingerprint; semgrep does not tell the detail, flake8 neither end nor severity."""


def merge(sightings: Iterable[Sighting]) -> list[Sighting]:
    """One sighting a defect, sorted by place.

    One code of ours on one line is one defect. So are a code of ours and another checker's that the rule says it is
    covered by, and two of ours at one place where one rule is over the other.
    """
    lines: dict[tuple[str, int], list[Sighting]] = defaultdict(list)
    for group in _defects(sightings):
        lines[group[0].path, group[0].start.line].append(_as_one(group))
    found = [sighting for line in lines.values() for sighting in _each_once(line)]
    return sorted(found, key=lambda sighting: (sighting.path, sighting.start, sighting.code))


def _defects(sightings: Iterable[Sighting]) -> Iterator[Sequence[Sighting]]:
    """The sightings of each defect. Of other checkers' codes on one line, the first that one checker saw is the first of the next."""
    by_code: dict[tuple[str, int, str], list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_code[sighting.path, sighting.start.line, sighting.code].append(sighting)
    for group in by_code.values():
        if group[0].rule:
            yield group
            continue
        starts: dict[frozenset[str], set[Point]] = defaultdict(set)
        for sighting in group:
            starts[sighting.tools].add(sighting.start)
        in_turn: dict[int, list[Sighting]] = defaultdict(list)
        for sighting in group:
            in_turn[sorted(starts[sighting.tools]).index(sighting.start)].append(sighting)
        yield from in_turn.values()


def _as_one(group: Sequence[Sighting]) -> Sighting:
    group = sorted(group, key=lambda sighting: (_rank(sighting), sighting.start))
    best = group[0]
    return replace(
        best,
        tools=frozenset().union(*(sighting.tools for sighting in group)),
        message=next((sighting.message for sighting in group if sighting.has_detail), best.message),
        severity=next((sighting.severity for sighting in group if sighting.severity), None) or _severity(best),
        fingerprint=next((sighting.fingerprint for sighting in group if sighting.fingerprint), ""),
    )


def _rank(sighting: Sighting) -> int:
    return min((_MOST_PRECISE.index(tool) for tool in sighting.tools if tool in _MOST_PRECISE), default=len(_MOST_PRECISE))


def _severity(sighting: Sighting) -> Severity:
    """What flake8 does not tell: for a rule of ours, what the project's configuration says."""
    if sighting.rule is None:
        return Severity.WARNING
    config, path = configured(Path(sighting.path))
    return config.decide(path).severities.get(sighting.code) or severity_when_named(sighting.rule)


def _each_once(line: Sequence[Sighting]) -> Iterator[Sighting]:
    """The sightings on one line without those of a defect that another one reports; that one has been seen by their checkers too."""
    for sighting in line:
        if not any(_absorbs(other, sighting) for other in line):
            yield replace(sighting, tools=_seen_by(sighting, line))


def _seen_by(sighting: Sighting, line: Sequence[Sighting]) -> frozenset[str]:
    return sighting.tools.union(*(_seen_by(other, line) for other in line if _absorbs(sighting, other)))


def _absorbs(one: Sighting, other: Sighting) -> bool:
    """Whether `other` is the defect that `one` reports, by a name that says less."""
    if one.rule is None:
        return False
    if other.rule:
        return other.code in one.rule.over and (_holds(one, other) or _holds(other, one))
    return any(other.code in covered.codes for covered in one.rule.covered_by.values())


def _holds(one: Sighting, other: Sighting) -> bool:
    """Whether `other` begins where or inside of what `one` spans."""
    return one.start == other.start or one.start < other.start < (one.end or one.start)
