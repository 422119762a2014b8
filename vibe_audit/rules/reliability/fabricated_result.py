"""Report results that are made up, out of random numbers or mock data, where a service is asked for real ones.

## Why it matters in production
The figures look right and nobody worked them out. A report says that a campaign had 4,211 clicks, a model is 87 % sure, and when the
peer is down or the key is missing the invented answer goes out in place of an error: no alert, no retry, and decisions are made by it.

## Example
```python
import random


def campaign_report(campaign):
    return {
        "campaign": campaign.name,
        "clicks": random.randint(100, 5000),
        "conversion_rate": round(random.uniform(0.5, 4.0), 2),
    }
```

## Use instead
```python
def campaign_report(campaign, statistics):
    figures = statistics.of(campaign)
    return {
        "campaign": campaign.name,
        "clicks": figures.clicks,
        "conversion_rate": figures.conversion_rate,
    }
```

## What it does not see
Constants that stand in a real function, unless they are called mock, fake or dummy; numbers of a generator object
(`random.Random(7)`, `numpy.random.default_rng()`), of Faker, or out of another module. Silent in what says by its name that it
makes things up (`simulate_day`, `MockGateway`, `seed_data.py`), and where a function asks which mode it runs in
(`if settings.use_mock:`): then somebody has decided it, and what is reported is only that the decision stands on made-up data
from the start.

## Measured
15 findings in 2 of 39 AI-written services (593,248 lines of service code), 14 of them in one; all read, all right: mock data by
default, an invented text when the key is missing or the call fails, a mock session when the database is down. 26 mature projects
(2,630,000 lines), Flask and Requests: none. No service gave out random figures under a harmless name. semgrep sees 67 % of them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.randomness import RANDOM_NUMBERS
from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.calls import argument, terminal, text_of
from vibe_audit.logic.fabrication import figure_made_by, mocks_in, place_of, speaks_of_mocks
from vibe_audit.logic.handlers import handler_of
from vibe_audit.logic.programs import is_run_by_hand
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE152",
    severity=("off", "off", "warning"),
    headline="Made-up data is returned as a real result",
    concern="demo-to-production gap",
    effort="1h",
    semgrep="subset",
    roles=frozenset({Role.SERVICE, Role.SETTINGS}),
    silent_in=(
        "*augment*.py", "*backtest*.py", "*data_generat*.py", "*dummy*.py", "*fake*.py", "*game*.py", "*mock*.py", "*monte_carlo*.py",
        "*noise*.py", "*populat*.py", "*random*.py", "*sampl*.py", "*seed*.py", "*simulat*.py", "*stub*.py", "*synthetic*.py", "demo.py",
        "games/", "generate_*.py", "mocks/", "simulation/", "simulations/", "stubs/",
    ),
    since="0.1.0",
)

_LAST_NAMES = frozenset(name.rpartition(".")[2] for name in RANDOM_NUMBERS)
# Who says by a name that chance is what is wanted, or that nothing real is to be expected.
_MEANT = expression(
    r"(?i)augment|backtest|demo(?!c|g)|dummy|fake|fuzz|game|jitter|lottery|mock|monte_?carlo|mutat|nois[ey]|perturb|placeholder|"
    r"populat|privacy|raffle|random|sampl|seed|shuffl|simulat|stub|synthetic|(?<![a-z])(?:chance|dice|draw|roll|spin|tests?)(?![a-z])"
)
# A question about the mode that a program runs in.
_MODE = expression(
    r"(?i)mock|fake|dummy|(?<![a-z])(?:debug|demo|dev|develop\w*|dry|live|local|offline|paper|prod|production|real|sandbox|simulat\w*|stub\w*|"
    r"test(?:s|ing)?)(?![a-z])"
)
_SWITCH = expression(r"(?i)(?:\w+_)?(?:dummy|fake|mock(?:ed|s)?)(?:_\w+)?")
_NO_SWITCH = expression(
    r"(?i)(?<![a-z])(?:allow|block|check|deny|detect|disable|forbid|has|ignore|is|no|not|prevent|reject|skip|was|warn|without)(?:ed|s)?(?![a-z])"
)
_ON = frozenset({"1", "on", "t", "true", "y", "yes"})


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    numbers = module.calls_named(_LAST_NAMES)
    has_mocks = speaks_of_mocks(module)
    if not (numbers or has_mocks) or is_run_by_hand(module):
        return
    said: set[Function] = set()
    yield from _figures(numbers, said, module)
    if has_mocks:
        yield from _mocks_served(said, module)
        yield from _switched_on(module)


def _figures(numbers: list[ast.Call], said: set[Function], module: Module) -> Iterator[Finding]:
    """`{"clicks": random.randint(100, 5000)}`, once in a function."""
    for call in sorted(numbers, key=place_of):
        function = module.function_of(call)
        if function is None or function in said or module.resolve(call.func) not in RANDOM_NUMBERS:
            continue
        figure = figure_made_by(call, function, module)
        if figure and not _is_meant(function, module) and not _asks_mode(module.walk_own(function), module):
            said.add(function)
            yield rule.at(module.name_of(function), figure)


def _mocks_served(said: set[Function], module: Module) -> Iterator[Finding]:
    """`except ApiError: return self._generate_mock_copy()`; `return MOCK_USERS` once in a function."""
    for value in mocks_in(module):
        function = module.function_of(value)
        if function is None or (function in said and isinstance(value, ast.Name)) or _is_meant(function, module):
            continue
        handler = handler_of(value, module)
        # `else: try: ... except Exception: return mock()` below `if use_mock`: what the handler does nobody has asked for.
        if not _asks_mode(module.walk_own(handler or function), module):
            said.add(function)
            yield rule.at(value, terminal(value))


def _switched_on(module: Module) -> Iterator[Finding]:
    """`os.getenv("USE_MOCK_API", "true")`, `use_mock: bool = True`: made-up data unless somebody thinks of it."""
    for call in module.calls_named(frozenset({"bool", "config", "get", "getenv"})):
        if _is_on(argument(call, 1, "default")) and _is_switch(name := _text(argument(call, 0, "key"), module)):
            yield rule.at(call, name)
    assignments: list[ast.Assign | ast.AnnAssign] = [*module.nodes(ast.Assign), *module.nodes(ast.AnnAssign)]
    for statement in assignments:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        value = statement.value
        if isinstance(value, ast.Call) and terminal(value) == "Field":
            value = argument(value, 0, "default")
        is_setting = isinstance(module.parents[statement], (ast.ClassDef, ast.Module)) and isinstance(target, ast.Name)
        if is_setting and _is_on(value) and _is_switch(terminal(target)):
            yield rule.at(target, terminal(target))


def _text(node: ast.expr | None, module: Module) -> str:
    binding = module.names.binding(node) if isinstance(node, ast.Name) else None
    return text_of(binding.value if binding else node) or ""


def _is_switch(name: str) -> bool:
    return bool(_SWITCH.fullmatch(name)) and not _NO_SWITCH.search(name)


def _is_on(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and (value.value is True or str(value.value).lower() in _ON)


def _is_meant(function: Function, module: Module) -> bool:
    """Whether the function, or what it stands in, says by its name that it makes things up."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return any(isinstance(holder, kinds) and _MEANT.search(holder.name) for holder in (function, *module.ancestors(function)))


def _asks_mode(nodes: list[ast.AST], module: Module) -> bool:
    """`if self.use_mock: ...`, `if settings.ENVIRONMENT != "production"`: somebody has decided it."""
    return any(isinstance(node, (ast.If, ast.IfExp)) and _MODE.search(module.text(node.test)) for node in nodes)
