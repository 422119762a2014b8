"""What a rule is: its card, its checks, and the findings that it yields."""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from vibe_audit.knowledge.roles import SERVICE_CODE, Role
from vibe_audit.source.places import Located, Span

if TYPE_CHECKING:
    import ast

    from vibe_audit.module import Module

Claim = Literal["exact", "subset", "taint", "no"]
PREFIX = "VBE"
PAGES = "https://vibe-audit.readthedocs.io/rules"
CRASHED = "VBE000"
"""The code of what says that we failed at a file."""
NOT_CHECKED = (CRASHED, "VBE003")
"""The codes of what says that something was not checked: a rule crashed, a file could not be parsed."""


class Severity(str, Enum):
    """How much a finding matters, which is the team's decision and never the rule's."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Position in the order off < info < warning < error."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Profile(str, Enum):
    """A ready-made decision about the severity of every rule."""

    PROTOTYPE = "prototype"
    INTERNAL = "internal"
    PRODUCTION = "production"
    REGULATED = "regulated"


class Vector(str, Enum):
    """The audit vector that a rule belongs to; its value is the name of the folder that holds the rule."""

    SUITE = "suite"
    RELIABILITY = "reliability"
    SCALABILITY = "scalability"
    SECURITY = "security"
    OBSERVABILITY = "observability"
    TEAM = "team"

    @property
    def digit(self) -> str:
        """The hundreds digit of the codes of this vector."""
        return str(list(Vector).index(self))


class Related(NamedTuple):
    """A line elsewhere that a finding rests on, and what is there. `path` is in full where a project is known."""

    path: str
    line: int
    text: str


@dataclass(frozen=True)
class Finding:
    """One defect at one place.

    `place` is where it is reported, `defect` the stretch of code that is at fault: a rule that takes precedence over
    another silences it inside its own `defect`. A rule gives both in the units of `ast`. `related` are the lines that it
    rests on. The engine fills in `path`, `severity` and `fingerprint`, and turns the columns of `place` into characters,
    which is what people and editors count.
    """

    rule: Rule
    place: Span
    detail: str
    defect: Span
    path: str = ""
    severity: Severity = Severity.WARNING
    fingerprint: str = field(default="", compare=False)
    related: tuple[Related, ...] = ()

    @property
    def message(self) -> str:
        """The constant headline, and behind a colon what is particular to this finding."""
        return f"{self.rule.headline}: {self.detail}" if self.detail else self.rule.headline

    @property
    def text(self) -> str:
        """What every checker says behind the code: name, headline and detail."""
        return f"{self.rule.name}: {self.message}"

    @property
    def line(self) -> int:
        """First line, from 1."""
        return self.place.lineno

    @property
    def column(self) -> int:
        """First column in characters, from 1."""
        return self.place.col_offset + 1

    @property
    def end_line(self) -> int:
        """Last line, from 1."""
        return self.place.end_lineno

    @property
    def end_column(self) -> int:
        """The column behind the last character, from 1."""
        return self.place.end_col_offset + 1

    @property
    def order(self) -> tuple[str, int, int, str]:
        """What findings are sorted by."""
        return (self.path, self.place.lineno, self.place.col_offset, self.rule.code)


class Covered(NamedTuple):
    """Rules of another linter that see the same defect: wholly, or in part."""

    codes: tuple[str, ...]
    partly: bool


class Option(NamedTuple):
    """Something that a team may set for one rule: a number from 1, or names that come on top of the rule's own."""

    default: int | tuple[str, ...]
    purpose: str
    quiets: bool = False
    """Whether setting it takes findings away. The semgrep pack knows no options, so it leaves such a rule out where it is set."""


def wholly(*codes: str) -> Covered:
    """The other linter's rules see all that ours sees."""
    return Covered(codes, partly=False)


def partly(*codes: str) -> Covered:
    """The other linter's rules see a part of what ours sees."""
    return Covered(codes, partly=True)


def _rule_of(module_name: str) -> Rule:
    rule = importlib.import_module(module_name).rule
    assert isinstance(rule, Rule)
    return rule


CheckFunction = Callable[[Any, "Module"], Iterator[Finding]]


class Check(NamedTuple):
    """A generator function and the nodes that it asks for: exact classes, and the last names of calls that it is about."""

    function: CheckFunction
    types: tuple[type[ast.AST], ...]
    names: frozenset[str] | None


@dataclass(eq=False)
class Rule:
    """A rule's card. The name and the vector come from the module's path, the page from its docstring.

    `severity` is given for production, prototype and regulated; `semgrep` says what the semgrep pattern claims to see
    of the rule; `over` names the rules that stay silent inside a defect that this rule reports; `silent_in` are patterns
    of files that it passes over whatever their role, in the shapes that `knowledge.roles` allows. For a module
    that imports none of the packages in `when_imported` the rule is dropped before the walk.
    """

    module_name: str
    code: str
    severity: tuple[str, str, str]
    headline: str
    concern: str
    effort: str
    semgrep: Claim
    since: str
    refs: tuple[str, ...] = ()
    roles: frozenset[Role] = SERVICE_CODE
    silent_in: tuple[str, ...] = ()
    when_imported: tuple[str, ...] = ()
    covered_by: Mapping[str, Covered] = field(default_factory=dict)
    over: tuple[str, ...] = ()
    options: Mapping[str, Option] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)

    delegated_to: ClassVar[str] = ""
    """The checker that finds it for us; empty where the engine does."""

    def __reduce__(self) -> tuple[Callable[[str], Rule], tuple[str]]:
        """A rule travels between processes as the name of its module, so that it stays one object in each."""
        return _rule_of, (self.module_name,)

    @property
    def name(self) -> str:
        """The kebab-case name, which is the module's."""
        return self.module_name.rpartition(".")[2].replace("_", "-")

    @property
    def vector(self) -> Vector:
        """The audit vector, which is the module's folder."""
        return Vector(self.module_name.split(".")[-2])

    @property
    def url(self) -> str:
        """Where the page of the rule can be read."""
        return f"{PAGES}/{self.code}/"

    @property
    def page(self) -> str:
        """The documentation of the rule, in Markdown: the docstring of its module."""
        return inspect.cleandoc(sys.modules[self.module_name].__doc__ or "")

    @property
    def summary(self) -> str:
        """The first sentence of the page."""
        return " ".join(self.page.split("\n\n", 1)[0].split())

    def section(self, title: str) -> str:
        """The text below the heading `title` of the page; empty where there is none."""
        match = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", self.page, re.MULTILINE | re.DOTALL)
        return match[1].strip() if match else ""

    def severity_in(self, profile: Profile) -> Severity:
        """The severity of this rule's findings where nothing but the profile decides."""
        production, prototype, regulated = (Severity(word) for word in self.severity)
        if profile is Profile.PROTOTYPE:
            return prototype
        if profile is Profile.REGULATED:
            return regulated
        if profile is Profile.INTERNAL and production is Severity.WARNING:
            return Severity.INFO
        return production

    def option(self, key: str, module: Module) -> Any:
        """What the team has set for an option of this rule in a module, else its default."""
        return module.options.get(self.code, {}).get(key, self.options[key].default)

    def on(self, *types: type[ast.AST], names: frozenset[str] | None = None) -> Callable[[CheckFunction], CheckFunction]:
        """Register a check for nodes of exactly these classes.

        `names` narrows calls to those of one of these names, by the last part of what is called, and modules to those that
        have such a call.
        """

        def register(function: CheckFunction) -> CheckFunction:
            self.checks.append(Check(function, types, names))
            return function

        return register

    def at(
        self, place: Located, detail: str = "", *, defect: Located | None = None, related: tuple[Related, ...] = ()
    ) -> Finding:
        """A finding of this rule at `place`. `defect` is the stretch at fault where that is more than the place."""
        span = Span.of(place)
        return Finding(self, span, detail, span if defect is None else Span.of(defect), related=related)
