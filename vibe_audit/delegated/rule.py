"""A rule of the catalog whose findings another checker delivers, and what that checker says."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import NamedTuple

from vibe_audit.rule import PREFIX, Covered, Rule, Vector, wholly
from vibe_audit.source.places import Span

WARNING = ("warning", "off", "error")
INFO = ("info", "off", "warning")
STRICT = ("off", "off", "info")


class Delegated(Rule):
    """One row: our code and name, the codes of ruff that find it, and a page of two sentences with an example and its remedy.

    `elsewhere` names the codes by which users of other checkers can have the same from them.
    """

    delegated_to = "ruff"

    def __init__(
        self,
        code: str,
        name: str,
        found_by: tuple[str, ...],
        severity: tuple[str, str, str],
        headline: str,
        concern: str,
        *,
        flags: str,
        why: str,
        example: str,
        remedy: str,
        effort: str = "10min",
        refs: tuple[str, ...] = (),
        elsewhere: dict[str, tuple[str, ...]] | None = None,
    ) -> None:
        vector = next(vector for vector in Vector if code.startswith(PREFIX + vector.digit))
        covered: dict[str, Covered] = {tool: wholly(*codes) for tool, codes in (elsewhere or {}).items()}
        super().__init__(
            f"{vector.value}.{name.replace('-', '_')}",  # no module, but what name and vector are read from
            code=code,
            severity=severity,
            headline=headline,
            concern=concern,
            effort=effort,
            semgrep="no",
            since="0.2.0",
            refs=refs,
            covered_by={self.delegated_to: wholly(*found_by), **covered},
        )
        self.found_by = found_by
        self._flags, self._why, self._example, self._remedy = flags, why, dedent(example).strip(), dedent(remedy).strip()

    def __reduce__(self) -> tuple[Callable[[str], Rule], tuple[str]]:
        """A rule travels between processes as its code, so that it stays one object in each."""
        return _rule_of, (self.code,)

    @property
    def page(self) -> str:
        """The documentation of the rule, in Markdown, with the sections that every page begins with."""
        sections = (
            f"Flag {self._flags}.",
            f"## Why it matters in production\n{self._why}",
            f"## Example\n```python\n{self._example}\n```",
            f"## Use instead\n```python\n{self._remedy}\n```",
        )
        return "\n\n".join(sections)


def _rule_of(code: str) -> Rule:
    from vibe_audit.delegated import DELEGATED

    return next(rule for rule in DELEGATED if rule.code == code)


class Delivery(NamedTuple):
    """What another checker says of one place, whose columns are in characters from 0: the rule of ours, its own code, its words."""

    rule: Rule
    code: str
    message: str
    place: Span
