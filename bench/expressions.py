"""Whether a regular expression of the suite takes longer than its text, on text that somebody has made to hold it up.

    python -m bench.expressions [--most 6] [--size 500]

Each expression that a module of the suite holds is asked, as the module asks it (search, match, fullmatch), about texts of repeated
pieces, made from the letters and the words of the expression itself, at a size and at four times that size. An expression that takes
more than `--most` times as long, and long enough for that to be no noise, fails the bench (exit code 1).
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

import vibe_audit

TIMES = 4
ENOUGH = 0.004
"""Seconds that the larger text takes at least before its growth is looked at."""
_LETTERS = (*" aA0_.-\"'`/\\@#:=([{<*\n", "a ", "a_", "a.", "0.", " \n")
_ENDS = ("", "!", "\x00", "\n")


class Asked(NamedTuple):
    """An expression, by its module and name, and how it is asked there."""

    name: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    methods: frozenset[str]


def expressions() -> Iterator[Asked]:
    """Every expression in the suite's modules."""
    for found in pkgutil.walk_packages(vibe_audit.__path__, "vibe_audit."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            is_late = type(value).__name__ == "_Expression"
            if not is_late and not isinstance(value, re.Pattern):
                continue
            asked = frozenset(re.findall(rf"\b{name}\.(search|match|fullmatch)\b", source))
            pattern = re.compile(value._text, value._flags) if is_late else value
            yield Asked(f"{found.name}.{name}", pattern, asked or frozenset({"search"}))


def texts(pattern: str, size: int) -> Iterator[str]:
    """Texts of about this many characters that the expression may begin to match again and again."""
    words = [word for word in dict.fromkeys(re.findall(r"\w+", pattern)) if len(word) > 1][:12]
    for piece in dict.fromkeys([*_LETTERS, *words, *(f"{word}_" for word in words), *(f"{word} " for word in words)]):
        for start in ("", *words[:3]):
            for end in _ENDS:
                yield start + piece * (size // len(piece)) + end


def worst(asked: Asked, size: int) -> tuple[float, float, str]:
    """The seconds on the text that takes longest, those on the same text at a quarter of its size, and its beginning."""
    slowest = (0.0, 0.0, "")
    pattern = asked.pattern
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    for small, large in zip(texts(source, size), texts(source, size * TIMES), strict=True):
        taken = _seconds(asked, large)
        if taken > slowest[0]:
            slowest = (taken, _seconds(asked, small), large[:30])
    return slowest


def _seconds(asked: Asked, text: str) -> float:
    given = text if isinstance(asked.pattern.pattern, str) else text.encode("latin-1")
    start = time.process_time()
    for method in asked.methods:
        getattr(asked.pattern, method)(given)
    return time.process_time() - start


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--most", type=float, default=6.0)
    parser.add_argument("--size", type=int, default=500)
    arguments = parser.parse_args()
    count = failed = 0
    for asked in expressions():
        count += 1
        large, small, text = worst(asked, arguments.size)
        if large > ENOUGH and large > arguments.most * max(small, 1e-6):
            failed += 1
            print(f"{large / max(small, 1e-6):6.1f} x  {large:.3f} s  {asked.name}  {text!r}...", flush=True)
    print(f"{count} expressions, {failed} of them grow faster than their text")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
