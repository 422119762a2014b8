"""Flag a test that prints or returns what it found and asserts nothing.

## Why it matters in production
pytest and unittest count such a test as passed whatever it prints, and throw away what it returns. Somebody read the
output once; since then the test is green, and the next release breaks what it was written for.

## Example
```python
def test_login(client):
    response = client.post("/login", json={"name": "ada"})
    print("login:", response.status_code)
```

## Use instead
```python
def test_login(client):
    response = client.post("/login", json={"name": "ada"})
    assert response.status_code == 200
```

## What it does not see
A test without a print or a result that only goes through the motions: that nothing is raised may be what it checks.
A test that hands its findings to a helper of another module is taken to be checked there.

## Measured
33 findings in 7 of 39 AI-written services (about 358,000 lines of tests), 0.9 per 10,000 lines; 26 mature projects: 3, 0.02 per
10,000, all of them right. Of 24 read in the services 21 were right and 3 minor (kept beside their successors); none was false.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.knowledge.roles import TEST_CODE
from vibe_audit.logic.calls import is_none, terminal
from vibe_audit.logic.uses import uses_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule, partly
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE550",
    severity=("warning", "info", "warning"),
    headline="Test asserts nothing",
    concern="audit",
    effort="30min",
    semgrep="subset",
    roles=TEST_CODE,
    covered_by={"ruff": partly("PT028")},
    since="0.1.0",
)

# The files that pytest and unittest collect; a module beside them may have a `test_connection()` of its own.
_COLLECTED = expression(r"(?:.*/)?(?:test_[^/]*|[^/]*_tests?|tests?)\.py")
_TEST_CLASS = expression(r"Test\w*|\w+Tests?")
_TEST_BASE = expression(r"\w*(?:TestCase|TestBase|Tests?)")
# A call that speaks of checking is taken at its word: `self.fail(...)`, `pytest.raises(...)`, `expect(page).to_be(...)`.
_CHECKS = expression(
    r"_*(?:assert|check|compare|confirm|ensure|exit|expect|fail|match|must|raise|should|skip|validate|verify|xfail|warns)\w*"
    r"|\w*_(?:assert|check|expect|fail|raises|valid|verify)\w*|\w+(?:Assert|Check|Equal|Raises|Called\w*)",
    re.IGNORECASE,
)
_ELSEWHERE = expression(r"\w*(?:command|fixture|flow|route|skip\w*|step|task|xfail|get|post|put|delete)", re.IGNORECASE)

_OWN_HELPER = expression(
    r"\.|(?!(?:django|fastapi|flask|rest_framework|starlette|unittest)\.)(?:\w+\.)*(?:tests?|testing|conftest|test_\w+|\w*helpers?)\."
)


@rule.on(ast.FunctionDef, ast.AsyncFunctionDef)
def check(function: Function, module: Module) -> Iterator[Finding]:
    if not function.name.startswith("test") or not _is_collected(function, module) or _checks_anything(function, module):
        return
    own = module.walk_own(function)
    if any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in own):
        return
    if why := _what_it_does_instead(function, own, module):
        yield rule.at(module.name_of(function), why, defect=function)


def _what_it_does_instead(function: Function, own: list[ast.AST], module: Module) -> str:
    if any(isinstance(node, ast.Call) and module.resolve(node.func) == "print" for node in own):
        return f"{function.name} prints"
    # `return deferred` of Twisted, `return self.run(...)` of an event loop: what is awaited there may check
    if any(isinstance(node, ast.Return) and _is_verdict(node.value) for node in own):
        return f"{function.name} returns its result"
    statements = [statement for statement in function.body if not _says_nothing(statement)]
    return "" if statements or _overrides(function, module) else f"{function.name} is empty"


def _is_verdict(value: ast.expr | None) -> bool:
    """`return True`, `return status == 200`, `return {"ok": ok}`."""
    if value is None or is_none(value):
        return False
    if isinstance(value, ast.Constant):
        return isinstance(value.value, bool)
    return isinstance(value, (ast.Dict, ast.Tuple)) or _is_condition(value)


def _is_condition(node: ast.expr) -> bool:
    return isinstance(node, (ast.BoolOp, ast.Compare)) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))


def _says_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))


def _is_collected(function: Function, module: Module) -> bool:
    if not _COLLECTED.fullmatch(module.path) or "management/" in module.path:
        return False
    # a route, a command or a fixture whose name begins that way
    if any(_ELSEWHERE.fullmatch(terminal(decorator)) for decorator in function.decorator_list):
        return False
    holder = module.parents.get(function)
    if isinstance(holder, ast.ClassDef):
        is_skipped = any(terminal(decorator).startswith("skip") for decorator in holder.decorator_list)
        if module.parents.get(holder) is not module.tree or is_skipped:
            return False
        is_test = bool(_TEST_CLASS.fullmatch(holder.name)) or any(_TEST_BASE.fullmatch(terminal(base)) for base in holder.bases)
        return is_test and not module.once(_has_constructor, holder)
    return holder is module.tree and not _is_handed_on(function, module)


def _has_constructor(owner: ast.ClassDef) -> bool:
    """pytest collects no class that has a constructor: it is a program's."""
    return any(isinstance(node, ast.FunctionDef) and node.name == "__init__" for node in owner.body)


def _is_handed_on(function: Function, module: Module) -> bool:
    """`hooks.register("before_save", test_hook)`: not a test but what one works with."""
    holders = ((use, module.parents[use]) for use in uses_of(function.name, module.tree, module))
    return any(isinstance(holder, (ast.Call, ast.keyword)) and getattr(holder, "func", None) is not use for use, holder in holders)


def _overrides(function: Function, module: Module) -> bool:
    """`class ReadOnlyStoreTests(StoreTests): def test_write(self): pass` switches an inherited test off."""
    holder = module.parents.get(function)
    bases = holder.bases if isinstance(holder, ast.ClassDef) else []
    return any(not terminal(base).endswith("TestCase") for base in bases)


def _checks_anything(function: Function, module: Module) -> bool:
    """Whether a test can fail by anything but an accident, itself or through a helper of this module."""
    seen: set[Function] = set()
    to_do = [function]
    while to_do:
        current = to_do.pop()
        if current in seen:
            continue
        seen.add(current)
        for node in module.walk(current):
            if isinstance(node, (ast.Assert, ast.Raise)):
                return True
            if isinstance(node, ast.Call):
                # `test_health_check()` of this module is followed, not taken at its word
                speaks_of_check = _CHECKS.fullmatch(terminal(node)) and not terminal(node).startswith("test")
                if speaks_of_check or _is_given_a_condition(node, module) or _notes_a_failure(node):
                    return True
                helper = module.names.definition(node.func)
                if isinstance(helper, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    to_do.append(helper)
                elif _is_from_elsewhere(node.func, module):
                    return True
    return False


def _is_given_a_condition(call: ast.Call, module: Module) -> bool:
    """`checar(status == 200, "status")`: a check by whatever name. What `print(a == b)` and `orders.filter(a == b)` are given is not."""
    if not isinstance(module.parents.get(call), ast.Expr) or terminal(call) == "print":
        return False
    return any(_is_condition(given) for given in call.args)


def _notes_a_failure(call: ast.Call) -> bool:
    """`failures.append("login")`: what was noted is judged at the end."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("add", "append") and bool(
        re.search(r"err|fail|fall|falh|problem", terminal(call.func.value), re.IGNORECASE)
    )


def _is_from_elsewhere(called: ast.expr, module: Module) -> bool:
    """A function of the tests' own helpers: `from tests.helpers import run_case`, `from .base import run_case`."""
    name = module.resolve(called) or ""
    return terminal(called).islower() and bool(_OWN_HELPER.match(name))
