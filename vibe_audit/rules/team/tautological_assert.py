"""Flag an assertion that holds whatever the code under test does.

## Why it matters in production
A test that cannot fail is counted as one that passed: the report is green, the coverage is there, and the behaviour
that it names is checked by nobody. It is what remains when a failing assertion was loosened until it went through.

## Example
```python
def test_refund_is_refused(client):
    response = client.post("/refunds", json={"amount": -5})
    assert response.status_code in (200, 400, 422, 500)
```

## Use instead
```python
def test_refund_is_refused(client):
    response = client.post("/refunds", json={"amount": -5})
    assert response.status_code == 422
```

## What it does not see
An assertion on a double that was told what to answer, and one that is true for reasons further away than its own line.
`assert True` that marks a place which must be reached is left alone; comparing a name with itself is for other linters.

## Measured
62 findings in 8 of 39 AI-written services (about 358,000 lines of tests), 1.7 per 10,000 lines; 26 mature projects: 9, of which 5
are right and 4 minor (a page that is there or not, by the build). Of 30 read in the services 20 were right, 8 minor (an
`assertTrue(True)` behind a call that may raise) and 2 false: a first step of a test, which may find its account there, is passed
over since.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.roles import TEST_CODE
from vibe_audit.logic.calls import constant, dotted, terminal
from vibe_audit.logic.handlers import handler_of
from vibe_audit.logic.http_errors import status_of
from vibe_audit.logic.tautologies import are_equal_constants, is_size, why_always_true
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule, partly
from vibe_audit.source.expressions import expression
from vibe_audit.source.places import Span

rule = Rule(
    __name__,
    code="VBE551",
    severity=("warning", "info", "warning"),
    headline="Assertion passes whether the code works or not",
    concern="audit",
    effort="10min",
    semgrep="subset",
    roles=TEST_CODE,
    covered_by={"ruff": partly("PLR0124", "F631", "B015"), "pylint": partly("W0199", "R0124", "R0133")},
    since="0.1.0",
)

_TRUTHS = {"assertTrue": True, "assert_": True, "assertFalse": False, "assertIsNone": None}
_EQUALITIES = frozenset({"assertEqual", "assertEquals", "assertIs"})
_SIZES = {"assertGreater": -1, "assertGreaterEqual": 0}
_METHODS = frozenset({*_TRUTHS, *_EQUALITIES, *_SIZES, "assertIn", "assertIsInstance"})
_STATUS = expression(r"(?:\w+_)?status(?:_code)?")


@rule.on(ast.Assert)
def check_statement(statement: ast.Assert, module: Module) -> Iterator[Finding]:
    test = statement.test
    # `except Refused: assert True`, and a bare one, say that this place is to be reached; `assert False` that it is not.
    if isinstance(test, ast.Constant) and not isinstance(test.value, str):
        return
    if why := why_always_true(test) or _why_any_outcome_passes(test, module):
        yield rule.at(_keyword(statement), why, defect=statement)


@rule.on(ast.Call, names=_METHODS)
def check_method(call: ast.Call, module: Module) -> Iterator[Finding]:
    if not isinstance(call.func, ast.Attribute) or not call.args or handler_of(call, module):
        return
    if why := _why_method_passes(call.func.attr, call.args, module):
        yield rule.at(call.func, why, defect=call)


def _keyword(statement: ast.Assert) -> Span:
    start = Span.of(statement)
    return start._replace(end_lineno=start.lineno, end_col_offset=start.col_offset + len("assert"))


def _why_method_passes(name: str, given: list[ast.expr], module: Module) -> str:
    first = given[0]
    if name in _TRUTHS and isinstance(first, ast.Constant):
        return "a constant" if first.value is _TRUTHS[name] else ""
    if name in ("assertTrue", "assert_"):
        return why_always_true(first) or _why_any_outcome_passes(first, module)
    if len(given) == 1:
        return ""
    second = given[1]
    if name in _EQUALITIES:
        return "two equal constants" if are_equal_constants(first, second) else ""
    if name in _SIZES:
        return "a length is never negative" if is_size(first) and constant(second) == _SIZES[name] else ""
    if name == "assertIsInstance":
        return "everything is an object" if dotted(second) == "object" else ""
    return _why_codes_mix(first, _codes_in(second), module) if name == "assertIn" else ""


def _why_any_outcome_passes(test: ast.expr, module: Module) -> str:
    """`status in (200, 500)`, and `status == 200 or status == 500`."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.In):
        return _why_codes_mix(test.left, _codes_in(test.comparators[0]), module)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        parts = [part for part in test.values if isinstance(part, ast.Compare) and len(part.ops) == 1 and isinstance(part.ops[0], ast.Eq)]
        # `status == 200 or "limit" in body` looks at more than the code
        if len(parts) == len(test.values) and len({ast.dump(part.left) for part in parts}) == 1:
            return _why_codes_mix(parts[0].left, [status_of(part.comparators[0]) or 0 for part in parts], module)
    return ""


def _why_codes_mix(status: ast.expr, codes: list[int], module: Module) -> str:
    test = _test_around(status, module)
    # a fixture or a helper may tidy up what is there or not
    if test is None or not _STATUS.fullmatch(terminal(status)) or _is_first_step(status, test, module):
        return ""
    # of many requests in a loop some are to be refused: 409 and 429 are what such a test is about
    if 429 in codes or (409 in codes and _is_in_loop(status, module)):
        return ""
    failures = [code for code in codes if code >= 400]
    return f"both success and {min(failures)} pass" if failures and any(200 <= code < 300 for code in codes) else ""


def _codes_in(node: ast.expr) -> list[int]:
    return [status_of(element) or 0 for element in node.elts] if isinstance(node, (ast.List, ast.Set, ast.Tuple)) else []


def _test_around(node: ast.AST, module: Module) -> Function | None:
    functions = (holder for holder in module.ancestors(node) if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return next((function for function in functions if function.name.startswith("test")), None)


def _is_first_step(status: ast.expr, test: Function, module: Module) -> bool:
    """Whether the test goes on to ask again and says then what it wants: the account may be there already, the login must work."""
    response = status.value if isinstance(status, ast.Attribute) else status
    if not isinstance(response, ast.Name):
        return False
    later = [node for node in module.walk_own(test) if isinstance(node, (ast.Assert, ast.Assign)) and node.lineno > status.lineno]
    asked_again = False
    for node in later:
        if isinstance(node, ast.Assign):
            asked_again |= any(terminal(target) == response.id for target in node.targets)
        elif asked_again and isinstance(node.test, ast.Compare) and ast.dump(node.test.left) == ast.dump(status):
            return isinstance(node.test.ops[0], ast.Eq)
    return False


def _is_in_loop(node: ast.AST, module: Module) -> bool:
    return any(isinstance(holder, (ast.For, ast.AsyncFor, ast.GeneratorExp, ast.ListComp)) for holder in module.ancestors(node))
