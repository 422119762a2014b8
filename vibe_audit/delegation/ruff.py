"""What ruff finds for us: one run over many files, its findings by our rules."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from vibe_audit.catalog import BY_CODE
from vibe_audit.config import ConfigError
from vibe_audit.config.places import Place
from vibe_audit.delegated import Delegated, Delivery
from vibe_audit.knowledge.folders import SUFFIXES
from vibe_audit.paths.disk import read_file
from vibe_audit.source.parsing import Unreadable, decode
from vibe_audit.source.places import START_OF_FILE, Span

OLDEST, BEYOND = (0, 15), (1,)
"""The first version that has all codes, with none but those of `PREVIEW` unstable, and the first that may have others."""
SUPPORTED = "ruff>=0.15,<1"

PREVIEW = frozenset({"PLR0904", "PLR1702"})
"""What ruff finds only where its unstable rules are allowed, which makes some of the others behave differently."""
_LONGEST = 24_000
"""How many characters of paths go on one command line: Windows allows 32,767 in all."""
_USAGE_ERROR = 2

_Entry = Mapping[str, Any]


class Ruff:
    """The ruff that is installed, to be asked about some rules. Raises ConfigError at `place` where there is none that we know."""

    def __init__(self, place: Place, rules: Iterable[Delegated]) -> None:
        self._place = place
        self._rules = {code: rule for rule in rules for code in rule.found_by}
        self._program = _program()
        if not self._program:
            raise place.error(f"ruff is not installed; {SUPPORTED} is wanted", "ruff")
        version = _version(self._program)
        if not OLDEST <= tuple(int(number) for number in re.findall(r"\d+", version)) < BEYOND:
            raise place.error(f"{self._program} is ruff {version}; {SUPPORTED} is wanted", "ruff")

    def check_files(self, files: Iterable[Path]) -> dict[Path, list[Delivery]]:
        """What it says of each file that can be read; where it dies of one, that is what is said of it."""
        found: dict[Path, list[Delivery]] = {}
        names: dict[str, Path] = {}
        for file in files:
            try:
                data = read_file(file)
            except OSError:
                continue
            if file.name.endswith(SUFFIXES) and _is_utf8(data) and _is_utf8(os.fsencode(file)):
                names[os.path.abspath(file)], found[file] = file, []  # noqa: PTH100 -- ruff resolves `..` too
            else:  # it would read a notebook by its cells, no other encoding at all, and show the name with question marks
                found[file] = self.check_source(data, file.name)
        for batch in _batches(names):
            for name, delivery in self._check(batch):
                found[names[name]].append(delivery)
        return found

    def check_source(self, source: str | bytes, name: str) -> list[Delivery]:
        """What it says of a piece of source, as if it were the content of a file of this name."""
        try:
            text = decode(source)
        except Unreadable:
            return []
        known_by = name if name.endswith(SUFFIXES) else "module.py"
        entries = self._ask(f"--stdin-filename={known_by}", "-", typed=text)
        return [_UNCHECKED] if entries is None else [self._delivery(entry) for entry in entries if entry["code"] in self._rules]

    def _check(self, names: Sequence[str]) -> Iterator[tuple[str, Delivery]]:
        """What it says of some files; where it dies, of each half of them, until it is known of which file it does."""
        entries = self._ask("--", *names)
        if entries is None and len(names) > 1:
            half = len(names) // 2
            yield from self._check(names[:half])
            yield from self._check(names[half:])
        elif entries is None:
            yield names[0], _UNCHECKED
        else:
            yield from ((entry["filename"], self._delivery(entry)) for entry in entries if entry["code"] in self._rules)

    def _ask(self, *arguments: str, typed: str | None = None) -> list[_Entry] | None:
        """Its findings; None where it dies."""
        found: list[_Entry] = []
        for codes, options in ((self._rules.keys() - PREVIEW, ()), (self._rules.keys() & PREVIEW, ("--preview",))):
            if codes:
                fixed = ("check", "--isolated", "--no-cache", "--exit-zero", "--output-format=json", f"--select={','.join(sorted(codes))}")
                done = subprocess.run(
                    [self._program, *fixed, *options, *arguments],
                    input=None if typed is None else typed.encode("utf-8", "replace"),
                    capture_output=True,
                    env={key: value for key, value in os.environ.items() if not key.startswith("RUFF_")},
                    check=False,
                )
                if done.returncode == _USAGE_ERROR:
                    raise self._failed(done.stderr.decode(errors="replace").strip().partition("\n")[0])
                if done.returncode:
                    return None
                try:
                    found += json.loads(done.stdout)
                except ValueError as error:
                    raise self._failed("what it wrote is no JSON") from error
        return found

    def _failed(self, why: str) -> ConfigError:
        return self._place.error(f"{self._program} failed: {why}", "ruff")

    def _delivery(self, entry: _Entry) -> Delivery:
        start, end = entry["location"], entry["end_location"]
        place = Span(start["row"], start["column"] - 1, end["row"], end["column"] - 1)
        return Delivery(self._rules[entry["code"]], entry["code"], " ".join(entry["message"].split()), place)


_UNCHECKED = Delivery(BY_CODE["VBE003"], "ruff", "died of it", START_OF_FILE)


def _program() -> str:
    """The ruff beside the interpreter that runs us, else the one on the path; empty where there is none."""
    return shutil.which("ruff", path=os.path.dirname(sys.executable)) or shutil.which("ruff") or ""  # noqa: PTH120 -- a text is wanted


@cache
def _version(program: str) -> str:
    """The version that a program says it has; `0.0` where it says none."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, errors="replace", check=False)
    except OSError:
        return "0.0"
    match = re.match(r"ruff (\d+\.\d+\S*)", done.stdout)
    return match[1] if match else "0.0"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    length = 0
    for name in names:
        length += len(name) + 1
        if batch and length > _LONGEST:
            yield batch
            batch, length = [], len(name) + 1
        batch.append(name)
    if batch:
        yield batch
