"""What a result is made up of: random numbers that become figures, and mock data."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.randomness import FIGURES, NO_FIGURES
from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_SHAPING = frozenset({"Decimal", "abs", "float", "format", "int", "max", "min", "round", "str", "timedelta"})
_FARTHEST = 4
_LABEL_WORDS = expression(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WORD = expression("DUMMY|FAKE|MOCK|Mock|dummy|fake|mock")
_MAKE = r"_*(?:build|create|fetch|generate|get|load|make|produce|provide|return)"
_DATA = r"(?:data|dataset|metrics|records|response|results?|rows|stats|statistics|values)"
_MOCK_MAKER = expression(
    rf"_*mock_\w+|{_MAKE}_mock(?:ed)?_\w+|{_MAKE}_\w+_mock|{_MAKE}_(?:dummy|fake)_(?:\w+_)?{_DATA}|_*(?:dummy|fake)_(?:\w+_)?{_DATA}"
)
_MOCK_CLASS = expression(r"Mock[A-Z]\w+")
_MOCK_DATA = expression(r"(?i)_*(?:dummy|fake|mock(?:ed)?)_\w+|\w+_(?:dummy|fake|mock)(?:_data)?")


def figure_made_by(number: ast.Call, function: Function, module: Module) -> str | None:
    """The name of the figure that a random number becomes: `clicks` of `{"clicks": random.randint(1, 9)}`; None where it is none."""
    return next((label for label in _labels(number, function, module, _FARTHEST) if _is_figure(label)), None)


def _is_figure(label: str) -> bool:
    words = {word.lower() for word in _LABEL_WORDS.findall(label)}
    return not words.isdisjoint(FIGURES) and words.isdisjoint(NO_FIGURES)


def _labels(value: ast.expr, function: Function, module: Module, farthest: int) -> list[str]:
    """The names under which a value leaves a function: keys, keyword arguments of what holds a result, the name of the function."""
    child: ast.AST = value
    holder = module.parents[child]
    while _keeps_number(child, holder):
        child, holder = holder, module.parents[holder]
    if isinstance(holder, ast.Dict) and child in holder.values:
        return [text_of(holder.keys[holder.values.index(child)]) or ""]
    if isinstance(holder, ast.keyword):
        call = module.parents[holder]
        # `Metrics(clicks=...)`, `dict(clicks=...)`, `row.update(clicks=...)`
        is_record = isinstance(call, ast.Call) and (terminal(call)[:1].isupper() or terminal(call) in ("create", "dict", "update"))
        return [holder.arg or ""] if is_record else []
    if isinstance(holder, ast.Return):
        return [function.name]
    if isinstance(holder, (ast.Assign, ast.AnnAssign)):
        target = holder.targets[0] if isinstance(holder, ast.Assign) else holder.target
        if isinstance(target, ast.Subscript):
            return [text_of(target.slice) or ""]
        if isinstance(target, ast.Name) and farthest and module.names.binding(target):
            return [label for name in _readings(target, function, module) for label in _labels(name, function, module, farthest - 1)]
    return []


def _keeps_number(child: ast.AST, holder: ast.AST) -> bool:
    if isinstance(holder, ast.Call):
        return child in holder.args and terminal(holder) in _SHAPING
    if isinstance(holder, ast.IfExp):
        return child is not holder.test
    return isinstance(holder, (ast.BinOp, ast.BoolOp, ast.FormattedValue, ast.JoinedStr, ast.UnaryOp))


def _readings(target: ast.Name, function: Function, module: Module) -> list[ast.expr]:
    return [
        node
        for node in module.walk_own(function)
        if isinstance(node, ast.Name) and node.id == target.id and isinstance(node.ctx, ast.Load)
    ]


def speaks_of_mocks(module: Module) -> bool:
    """Whether a module has anything to do with mock, fake or dummy data; quick to ask."""
    lowered = module.source.lower()
    return ("mock" in lowered or "fake" in lowered or "dummy" in lowered) and bool(_WORD.search(module.source))


def mocks_in(module: Module) -> list[ast.expr]:
    """Where a module takes mock data, in order: `generate_mock_rates()`, `return MockSession()`, `MOCK_USERS`."""
    return sorted(_mocks(module), key=place_of)


def _mocks(module: Module) -> Iterator[ast.expr]:
    for name, calls in module.calls_by_name.items():
        if _WORD.search(name) and _MOCK_MAKER.fullmatch(name):
            yield from (call for call in calls if not isinstance(module.parents[call], ast.Expr))
        elif _MOCK_CLASS.fullmatch(name):
            # `MockRequest(request)` only looks like another thing
            yield from (call for call in calls if not call.args and isinstance(module.parents[call], (ast.Return, ast.Yield)))
    for node in module.nodes(ast.Name):
        if _WORD.search(node.id) and isinstance(node.ctx, ast.Load) and _MOCK_DATA.fullmatch(node.id) and _is_written_down(node, module):
            yield node


def _is_written_down(name: ast.Name, module: Module) -> bool:
    """`MOCK_USERS = [{...}, {...}]` at the top of the module."""
    binding = module.names.binding(name)
    value = binding.value if binding and module.parents.get(binding.node) is module.tree else None
    return (isinstance(value, ast.Dict) and bool(value.keys)) or (isinstance(value, ast.List) and bool(value.elts))


def place_of(node: ast.expr) -> tuple[int, int]:
    """What expressions are sorted by."""
    return node.lineno, node.col_offset
