"""Whether a change lets more pass than the revision before it: in its configuration, and in its baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from vibe_audit.catalog import BY_CODE
from vibe_audit.config import Config, lookup
from vibe_audit.config.lookup import Lookup
from vibe_audit.config.places import Place
from vibe_audit.config.tree import Disk
from vibe_audit.gate.baseline import FILE_NAME, Entry, load, read
from vibe_audit.paths.shown import shown
from vibe_audit.rule import Finding
from vibe_audit.running.files import configured
from vibe_audit.source.places import Span
from vibe_audit.source.roles import role_of

RULE = BY_CODE["VBE004"]
_MOST_NAMED = 5


class _Loosened(NamedTuple):
    """What lets more pass: the line that says so, or the file where the line is gone; and what it lets pass."""

    file: str
    line: int
    what: str


def find_loosened(checked: Iterable[Path], *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Finding]:
    """A finding for each line of the configuration on disk that lets more pass than the configuration in use does."""
    now = Lookup(Disk())
    found: dict[tuple[str, int], list[str]] = {}
    roots: set[Path] = set()
    for file in checked:
        config, path = configured(file)
        grown = [] if config.root in roots else _grown(config.root, now)
        roots.add(config.root)
        for loosened in (*grown, *_compare(config, path, now.config_for(file.absolute().parent), file.absolute())):
            said = found.setdefault((loosened.file, loosened.line), [])
            if loosened.what not in said:
                said.append(loosened.what)
    return [finding for (file, line), said in found.items() for finding in _finding(file, line, said, select, ignore)]


def _finding(file: str, line: int, said: list[str], select: Sequence[str], ignore: Sequence[str]) -> Iterator[Finding]:
    config, path = configured(Path(file))
    severities = config.narrowed(select, ignore).decide(path).severities if select or ignore else config.decide(path).severities
    if RULE.code in severities:
        rest = f", and {len(said) - _MOST_NAMED} more" if len(said) > _MOST_NAMED else ""
        detail = ", ".join(said[:_MOST_NAMED]) + rest
        yield replace(RULE.at(Span(line, 0, line, 0), detail), path=file, severity=severities[RULE.code])


def _compare(before: Config, old_path: str, now: Config, file: Path) -> Iterator[_Loosened]:
    """What lets a file pass that the configuration before would have stopped."""
    path = now.relative(file)
    old, new = before.decide(old_path), now.decide(path)
    gate, decided = now.explain(path)
    if now.excludes(path):
        yield _at(now.place and now.place.at("exclude"), before, "excluded files")
        return
    was, role = old.role or role_of(old_path), new.role or role_of(path)
    if any(was in BY_CODE[code].roles and role not in BY_CODE[code].roles for code in old.severities):
        entry = next((entry for entry in reversed(now.per_file) if entry.role is not None and entry.matches(path)), None)
        yield _at(entry.place if entry else now.place, before, f"role of files {was.value} -> {role.value}")
    for code, severity in old.severities.items():
        reported = new.severities.get(code)
        name = f"{code} {BY_CODE[code].name}"
        if reported is None:
            place = gate.places.get("min-severity") if decided[code].severity.rank else decided[code].place
            yield _at(place or decided[code].place or now.place, before, f"{name} {severity.value} -> not reported")
        elif reported.rank < severity.rank:
            yield _at(decided[code].place or now.place, before, f"{name} {severity.value} -> {reported.value}")
        elif old.fails(code, severity) and not new.fails(code, reported):
            yield _at(gate.places.get("fail-on") or now.place, before, f"fail-on {old.fail_on.value} -> {new.fail_on.value}")
        for key, option in BY_CODE[code].options.items():
            usual, set_now = (said.options.get(code, {}).get(key, option.default) for said in (old, new))
            if option.quiets and usual != set_now:
                yield _at(_option_place(now, code, key), before, f"{name} {key} {usual} -> {set_now}")


def _grown(root: Path, now: Lookup) -> Iterator[_Loosened]:
    """What the baseline on disk knows that the one in use does not, under whatever path."""
    before, after = (_by_content(known.counts) for known in (load(root), read(root, now)))
    lines = (now.tree.read(root / FILE_NAME) or "").split("\n")
    for (code, fingerprint), count in (after - before).items():
        line = next((number for number, text in enumerate(lines, 1) if fingerprint in text), 1)
        name = f"{code} {BY_CODE[code].name}" if code in BY_CODE else code
        yield _Loosened(shown(str(root / FILE_NAME), str(Path.cwd())), line, f"{name} known {count} times more")


def _by_content(counts: Mapping[Entry, int]) -> Counter[tuple[str, str]]:
    found = Counter[tuple[str, str]]()
    for entry, count in counts.items():
        found[entry.code, entry.fingerprint] += count
    return found


def _option_place(config: Config, code: str, key: str) -> Place | None:
    """Where an option is set: a rule may stand there by its code or by its name."""
    places = [config.place.at("rules", word, key) for word in (code, BY_CODE[code].name)] if config.place else []
    return max(places, key=lambda place: place.line, default=None)


def _at(place: Place | None, before: Config, what: str) -> _Loosened:
    """At a line of the present configuration; where there is none any more, at the file that it was in."""
    if place is not None:
        return _Loosened(place.source.name, place.line, what)
    return _Loosened(str(before.source or before.root / lookup.FILE_NAME), 1, what)
