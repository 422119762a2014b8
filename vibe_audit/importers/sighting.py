"""One finding as one checker, or several, reported it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from vibe_audit.catalog import BY_CODE
from vibe_audit.rule import Rule, Severity


class Point(NamedTuple):
    """A line and a column in characters, both from 1."""

    line: int
    column: int

    @classmethod
    def at(cls, line: int | str, column: int | str) -> Point:
        """The point that a file names; some checkers count from 0 where they have no place to name."""
        return cls(max(int(line), 1), max(int(column), 1))


@dataclass(frozen=True)
class Sighting:
    """Who saw what where. `end` lies behind the last character; what a checker does not tell is None or empty."""

    tools: frozenset[str]
    code: str
    message: str
    path: str
    start: Point
    end: Point | None = None
    severity: Severity | None = None
    fingerprint: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no text where text belongs: it comes from a file that anybody may have written."""
        for text in (self.code, self.message, self.path, self.fingerprint, *self.tools):
            if not isinstance(text, str):
                raise TypeError(f"{text!r} is no text")

    @property
    def rule(self) -> Rule | None:
        """The rule of ours that it is about."""
        return BY_CODE.get(self.code)

    @property
    def has_detail(self) -> bool:
        """Whether the message says more than every message of the rule."""
        return self.rule is None or self.message != self.rule.headline


def code_and_message(code: str, text: str) -> tuple[str, str]:
    """A code without the path that semgrep puts before ours, and the message without the name of our rule."""
    rule = BY_CODE.get(code.rpartition(".")[2])
    return (rule.code, text.removeprefix(f"{rule.name}: ")) if rule else (code, text)
