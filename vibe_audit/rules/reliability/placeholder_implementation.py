"""Flag functions that somebody meant to write later and whose body does no work yet.

## Why it matters in production
The route answers, the job runs, the call returns, and nothing happens: no row is written, no task is cancelled, every
search finds nothing. It looks finished from outside, so nobody notices until a customer asks where the data went.

## Example
```python
def find_overlapping(booking, calendar):
    # TODO: query the calendar
    return []
```

## Use instead
```python
def find_overlapping(booking, calendar):
    return [other for other in calendar.bookings if other.start < booking.end and booking.start < other.end]
```

Until it is written, take the route or the menu entry that leads to it away.

## What it does not see
Functions whose author does not say that something is missing, routes that only pass aside; functions that compute
something else than was asked; abstract methods and what does nothing on purpose, as far as its name or its class tells.

## Measured
44 findings in 10 of 39 AI-written services (593,248 lines of service code), 0.74 per 10,000 lines: 40 right, 4 minor (stubs
that a protocol asks for, and one that names its successor), none false. 26 mature projects (2,600,000 lines): none, after
guards for the 7 false ones of the first run. Flask and Requests: none.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.logic.attempts import is_undoing
from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.logic.remarks import comments_in
from vibe_audit.logic.routes import route_of
from vibe_audit.logic.stand_ins import does_nothing, is_idle_call, is_made_up, is_meant_to_do_nothing, own_body
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE150",
    severity=("warning", "off", "error"),
    headline="Function is not implemented yet",
    concern="demo-to-production gap",
    effort="1h",
    semgrep="subset",
    silent_in=("*dummy*.py", "*fake*.py", "*mock*.py", "*stub*.py", "dummy/", "fakes/", "mocks/", "stubs/"),
    since="0.1.0",
    over=("VBE152",),
)

_MISSING = (
    r"not yet (?:been )?implemented|not implemented yet|(?:would need )?to be implemented|implementation (?:pending|goes here)|"
    r"por implementar|se implementará|pendiente de implement\w+|não implementad[oa]|a ser implementad[oa]|待实现|未实现|暂未"
)
_REAL = r"in (?:an? |the )?(?:actual|real)(?:[- ]world)? (?:app|application|implementation|project|scenario|service|system|world)\b"
# In a remark beside the code, which speaks of the code. "Todo" is a Spanish word.
_ADMISSION = expression(
    rf"(?i)\b(?:(?-i:TODO|FIXME)|not implemented|unimplemented|placeholder|stub|mock(?:ed)?|dummy|fake|hard-?coded|"
    rf"simulat(?:e|es|ed|ing|ion)|coming soon|for now)\b|{_MISSING}|{_REAL}|"
    r"\bin production\b|\b(?:here|implementation|it|these|they|this|we|you) would\b|\bimplementation depends on\b|"
    r"^#+ *(?:add|implement|integrate|connect to) (?:the |your |actual |real )?(?:\w+ ){0,4}(?:here|logic|functionality|later)\b|"
    r"\bimplement (?:your|actual|real)\b|por ahora|por enquanto|implementar|实现|模拟|暂时"
)
# In a docstring, which mostly speaks of other things.
_CONFESSION = expression(
    rf"\bTODO\b|(?i:{_MISSING}|{_REAL}|^\s*not implemented[.!]?$|"
    r"\(stub\b|^\s*(?:stub|placeholder)\b|\bstub\.?$|\bthis is (?:just |only )?an? (?:placeholder|stub)\b|"
    r"\bplaceholder (?:function|implementation|logic|method)\b|\bstub para\b)",
    re.MULTILINE,
)
# In what is logged or answered.
_MESSAGE = expression(rf"\bTODO\b|(?i:{_MISSING}|^not implemented\b|\bcoming soon\b)")
# `# nothing to do`: it is as it should be.
_MEANT = expression(
    r"(?i)nothing to (?:do|be done)|\bno-?op\b|intentional|deliberate|on purpose|by design|not needed|no need|overrid|subclass|\bhooks?\b|"
    r"compatib|\bignor|default implementation|\bbackend|not support|unsupported|\binterface\b|\babstract"
)
_PRAGMA = expression(r"#+ *(?:pragma|noqa|type|pylint|mypy|ruff|nosec)\b")
_NOT_YET = expression(r"(?i)\b(?:not yet (?:been )?implemented|not implemented yet|(?-i:TODO)|coming soon|(?:to|will) be implemented)\b")
_PULSE = expression(r"(?i)ping|health|alive|ready|live|options|head|favicon|warm")
_ENTRIES = frozenset({"callback", "command", "group"})
_LONGEST_MESSAGE = 160


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    for function in module.functions:
        if _may_be_unwritten(function.body[-1], module) and _is_unwritten(function, module):
            yield rule.at(module.name_of(function), function.name, defect=function)


def _may_be_unwritten(last: ast.stmt, module: Module) -> bool:
    """Whether a function that ends like this is worth a look: most end in something that does or computes something."""
    if isinstance(last, ast.Return):
        # what a name stands for is asked of the few that do nothing
        return isinstance(last.value, ast.Name) or is_made_up(last.value, module)
    if isinstance(last, ast.Expr):
        return not isinstance(last.value, ast.Call) or is_idle_call(last.value, module)
    return isinstance(last, (ast.Pass, ast.Raise, ast.Try))


def _is_unwritten(function: Function, module: Module) -> bool:
    body = own_body(function)
    if body and isinstance(body[-1], ast.Raise):
        return _refuses_for_now(body, module) and not _is_meant(function, module)
    if not does_nothing(function, module) or not _answers_nothing_real(function, module) or _is_meant(function, module):
        return False
    return _admits(function, module) or _is_empty_route(function, module)


def _is_empty_route(function: Function, module: Module) -> bool:
    """Whether a route answers 200 and null, and nothing around it does the work or was asked for nothing."""
    if not all(isinstance(statement, ast.Pass) or _is_ellipsis(statement) for statement in own_body(function)):
        return False
    route = route_of(function, module)
    # `@templated() def index(): pass`, `@app.get("/ping", status_code=204)`
    return route is not None and not (route.decorators or route.dependencies or _PULSE.search(function.name))


def _is_ellipsis(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _refuses_for_now(body: list[ast.stmt], module: Module) -> bool:
    """`raise NotImplementedError("refunds are not implemented yet")`; without a word of when it is an abstract method."""
    raised = body[-1].exc if isinstance(body[-1], ast.Raise) else None
    if len(body) != 1 or not isinstance(raised, ast.Call) or not terminal(raised).endswith(("NotImplemented", "NotImplementedError")):
        return False
    return any(_NOT_YET.search(text) for text in _texts(raised, module))


def _answers_nothing_real(function: Function, module: Module) -> bool:
    """Whether all answers are the same whatever happens, and none says 501."""
    for node in module.walk_own(function):
        if isinstance(node, (ast.BoolOp, ast.Compare, ast.If)) or (isinstance(node, ast.Return) and not is_made_up(node.value, module)):
            return False
        if isinstance(node, ast.Attribute) and "NOT_IMPLEMENTED" in node.attr:
            return False
        if isinstance(node, ast.Constant) and node.value == 501:
            return False
    return True


def _is_meant(function: Function, module: Module) -> bool:
    """Whether a function is as empty as it should be: by its name, its class, its decorator, or what is said about it."""
    if function.name.startswith("__") or is_meant_to_do_nothing(function, module) or is_undoing(function):
        return True
    # `@click.group() def cli(): pass`
    if any(terminal(decorator) in _ENTRIES for decorator in function.decorator_list):
        return True
    return any(_MEANT.search(text) for text in (*_remarks(function, module), ast.get_docstring(function) or ""))


def _admits(function: Function, module: Module) -> bool:
    """Whether the author says that something is missing: in a remark, in the docstring, in what is logged or answered."""
    if any(_ADMISSION.search(remark) for remark in _remarks(function, module)):
        return True
    if _CONFESSION.search(ast.get_docstring(function) or ""):
        return True
    return any(_MESSAGE.search(text) for statement in own_body(function) for text in _texts(statement, module))


def _remarks(function: Function, module: Module) -> list[str]:
    # `# pragma: no cover, mocked in tests` speaks to a tool
    return [remark for remark in comments_in(function, module) if not _PRAGMA.match(remark)]


def _texts(part: ast.AST, module: Module) -> list[str]:
    """The short texts in a statement; a template may say "placeholder" as well."""
    return [text for node in module.walk(part) if (text := text_of(node)) and len(text) <= _LONGEST_MESSAGE]
