"""The one comment, in every dialect: which of our rules the comment at the end of a line silences on that line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vibe_audit.catalog import find_rule
from vibe_audit.rule import PREFIX, Rule
from vibe_audit.source.comments import Comment
from vibe_audit.source.expressions import expression
from vibe_audit.source.places import Span

# Each dialect: what opens it, and the words that it lists. A code or name counts only where it is written out.
_DIALECTS = {
    "noqa": expression(r"#\s*noqa:\s*(?P<words>[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)(?P<rest>[^#]*)", re.IGNORECASE),
    "pylint": expression(r"#\s*pylint:\s*disable\s*=\s*(?P<words>[\w-]+(?:\s*,\s*[\w-]+)*)(?P<rest>.*)"),
    "semgrep": expression(r"#\s*nosem(?:grep)?:\s*(?P<words>[\w.-]+(?:[,\s]+[\w.-]+)*?)(?=\s+--|\s*#|\s*$)(?P<rest>[^#]*)"),
    "vibe": expression(r"#\s*vibe:\s*ignore\[(?P<words>[^\]]*)\](?P<rest>[^#]*)"),
}
_REASON = expression(r"\s+--\s*\S")
_PYLINT_REASON = expression(r"\s*[#;]\s*\S")
_SEPARATORS = expression(r"[,\s]+")


class Suppression(NamedTuple):
    """One rule silenced on one line by one comment."""

    line: int
    rule: Rule
    dialect: str
    place: Span
    has_reason: bool


def may_suppress(lowered: str) -> bool:
    """Whether a text in lower case may hold a suppression of any linter's."""
    return "noqa" in lowered or "nosem" in lowered or "pylint" in lowered or "vibe" in lowered


def iter_suppressions(comments: Iterable[Comment]) -> Iterator[Suppression]:
    """Every suppression of a rule of ours that the comments name, in order."""
    for comment in comments:
        text = comment.text
        if not may_suppress(text.lower()):
            continue
        for dialect, pattern in _DIALECTS.items():
            for match in pattern.finditer(text):
                reason = _PYLINT_REASON if dialect == "pylint" else _REASON
                has_reason = bool(reason.match(match["rest"]))
                for word in _SEPARATORS.split(match["words"]):
                    if rule := _named(word, dialect):
                        yield Suppression(comment.line, rule, dialect, comment.span, has_reason)


def _named(word: str, dialect: str) -> Rule | None:
    if dialect == "semgrep":
        word = word.rpartition(".")[2]  # semgrep puts the path of the pack before the id
    if dialect == "noqa" and not word.upper().startswith(PREFIX):
        return None
    return find_rule(word)


def comment_pattern(rule: Rule) -> str:
    """A regular expression for the whole of a line whose comment silences `rule`; what semgrep filters by."""
    either = f"(?<![\\w-])(?:{rule.code}|{rule.name})(?![\\w-])"
    dialects = (
        rf"(?i:noqa):\s*(?:[A-Za-z]+[0-9]+[,\s]+)*(?i:{rule.code})\b",
        rf"pylint:\s*disable\s*=[\w\s,-]*{either}",
        rf"nosem(?:grep)?:[\w.,\s-]*{either}",
        rf"vibe:\s*ignore\[[^\]\n]*{either}[^\]\n]*\]",
    )
    return rf"(?m)^.*#\s*(?:{'|'.join(dialects)}).*$"
