"""Report dates and times without a time zone that are stored, sent or compared.

## Why it matters in production
A naive moment means whatever the clock of the machine that made it meant. The laptop and the server disagree by hours, a
token expires early, a report misses the evening, comparing it with an aware moment raises, and once such values are in the
database nobody can tell which hour they meant. `utcnow()` is no way out: what it returns is read as local time by all that
follows, which is why Python 3.12 deprecated it.

## Example
```python
from datetime import datetime


def close(order):
    order.closed_at = datetime.now()
```

## Use instead
```python
from datetime import datetime, timezone


def close(order):
    order.closed_at = datetime.now(timezone.utc)
```

In a model, `default=lambda: datetime.now(timezone.utc)` stands for `default=datetime.utcnow`.

## What it does not see
Naive moments out of `strptime`, `fromisoformat`, `date.today()` and databases; a `now()` that is returned or handed to another
function. Silent where nobody reads a zone: a file name, a log line, a duration, a year, state that never leaves the process.

## Measured
529 findings in 39 AI-written services (593,248 lines of service code), 8.92 per 10,000 lines, in 22 of them. Of 50 read, 37
right, 12 minor (`utcnow()` where all sides agree on UTC), 1 false (invented sample data). 26 mature projects (2,638,396 lines):
21 findings, 0.08 per 10,000 lines; all read, 10 right, 7 minor, 4 false. semgrep sees 85 % of them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.moments import DEFAULT_KEYWORDS, NAIVE_LOCAL, NAIVE_UTC
from vibe_audit.logic.calls import dotted, find_keyword, is_none
from vibe_audit.logic.moments import Use, claims_utc, compared_with, is_duration, is_given_zone, is_taken_apart, is_told, uses_of
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule, partly

rule = Rule(
    __name__,
    code="VBE141",
    severity=("warning", "off", "warning"),
    headline="Date and time without a time zone",
    concern="edge cases",
    effort="5min",
    semgrep="subset",
    covered_by={"ruff": partly("DTZ002", "DTZ003", "DTZ004", "DTZ005")},
    when_imported=("datetime",),
    since="0.1.0",
)

CALL_NAMES = frozenset(name.rpartition(".")[2] for name in NAIVE_LOCAL | NAIVE_UTC)
_PAGE_VARIABLES = frozenset({"current_date", "current_time", "hoy", "now", "today", "year"})


@rule.on(ast.Call, names=CALL_NAMES)
def check_call(call: ast.Call, module: Module) -> Iterator[Finding]:
    name = module.resolve(call.func)
    if name in NAIVE_UTC:
        uses = list(uses_of(call, module))
        is_wrong = not uses or not all(_is_harmless(use, module) for use in uses)
    elif name in NAIVE_LOCAL and _names_no_zone(call):
        is_wrong = any(_leaves_process(use, module) for use in uses_of(call, module))
    else:
        return
    if is_wrong:
        yield rule.at(call, _short(name))


@rule.on(ast.keyword)
def check_reference(keyword: ast.keyword, module: Module) -> Iterator[Finding]:
    """`default=datetime.utcnow`: the function itself, which the library calls for every row."""
    if keyword.arg in DEFAULT_KEYWORDS and (name := module.resolve(keyword.value)) in NAIVE_LOCAL | NAIVE_UTC:
        yield rule.at(keyword.value, _short(name))


def _short(name: str | None) -> str:
    return (name or "").removeprefix("datetime.")


def _names_no_zone(call: ast.Call) -> bool:
    """`now()`, `now(None)`, `now(tz=None)`."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return all(is_none(value) for value in given)


def _is_harmless(use: Use, module: Module) -> bool:
    """Whether a naive moment in UTC does no harm there: nobody reads a zone, or one is given."""
    if is_taken_apart(use) or is_given_zone(use) or is_told(use.moment, module) or is_duration(use):
        return True
    # `utcnow().isoformat() + "Z"` says which zone it is.
    return (text := _isoformat(use, module)) is not None and (is_told(text, module) or claims_utc(text, module))


def _leaves_process(use: Use, module: Module) -> bool:
    """Whether a naive moment in local time is stored, sent or compared there."""
    if (text := _isoformat(use, module)) is not None:
        taker = module.parents[text]
        # `now().isoformat()[:10]` and `.replace(":", "-")` make a file name.
        return claims_utc(text, module) or not (isinstance(taker, (ast.Attribute, ast.Subscript)) or is_told(text, module))
    taker = use.taker
    if isinstance(taker, ast.Attribute) and taker.attr == "replace":
        call = module.parents[taker]
        zone = find_keyword(call, "tzinfo") if isinstance(call, ast.Call) else None
        # The hour of this machine, declared to be that of Greenwich.
        return zone is not None and dotted(zone.value).lower().endswith("utc")
    if isinstance(taker, (ast.Assign, ast.AnnAssign)):
        targets = taker.targets if isinstance(taker, ast.Assign) else [taker.target]
        return any(isinstance(target, (ast.Attribute, ast.Subscript)) and not _is_state(target, module) for target in targets)
    if isinstance(taker, ast.Dict):
        key = taker.keys[taker.values.index(use.moment)] if use.moment in taker.values else None
        return isinstance(key, ast.Constant) and key.value not in _PAGE_VARIABLES and not _is_put_in_state(taker, module)
    if isinstance(taker, ast.keyword):
        return taker.arg is not None and taker.arg not in _PAGE_VARIABLES and not is_told(use.moment, module)
    return any(
        isinstance(side, (ast.Attribute, ast.Subscript)) and not _is_state(side, module) for side in compared_with(use)
    )


def _isoformat(use: Use, module: Module) -> ast.expr | None:
    """The call in `moment.isoformat()`."""
    call = module.parents[use.taker] if isinstance(use.taker, ast.Attribute) and use.taker.attr == "isoformat" else None
    return call if isinstance(call, ast.Call) else None


def _is_put_in_state(value: ast.expr, module: Module) -> bool:
    taker = module.parents[value]
    return isinstance(taker, ast.Assign) and any(_is_state(target, module) for target in taker.targets)


def _is_state(target: ast.expr, module: Module) -> bool:
    """Whether this is memory of the process: `self._seen`, `self.opened_at` that `__init__` makes, an entry of a module's dictionary."""
    is_entry = False
    while isinstance(target, ast.Subscript) or (isinstance(target, ast.Attribute) and not isinstance(target.value, ast.Name)):
        is_entry = is_entry or isinstance(target, ast.Subscript)
        target = target.value
    if isinstance(target, ast.Attribute):
        if target.attr.startswith("_"):
            return True
        made_in = (module.function_of(binding.node) for binding in module.names.attribute_bindings(target))
        return any(function is not None and function.name == "__init__" for function in made_in)
    if is_entry and isinstance(target, ast.Name):
        binding = module.names.binding(target)
        return binding is not None and module.function_of(binding.node) is None and isinstance(binding.value, (ast.Dict, ast.Call))
    return False
