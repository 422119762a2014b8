"""Flag blocks of three or more comment lines that are code.

## Why it matters in production
Nobody knows whether it was switched off for a minute or for good, whether it would still run, and whether the code that
took its place does the same. The history of the repository keeps what was deleted; a comment only keeps it in the way.

## Example
```python
def total(order):
    # subtotal = sum(line.price for line in order.lines)
    # discount = subtotal * order.discount
    # return subtotal - discount
    return order.total
```

## Use instead
```python
def total(order):
    return order.total
```

## What it does not see
One or two lines, code among prose, and code that does not parse on its own. An example that says it is one is prose.
ruff's ERA001 looks for the same line by line, with many more findings; use one of the two.

## Measured
40 findings in 39 AI-written services (593,248 lines of service code), 0.67 per 10,000 lines, in 9 of them. 28 read: 21 right,
6 minor, 1 false (a suggestion that its heading introduces), mended since. 23 mature projects (1,093,310 lines): 10 findings,
0.09 per 10,000 lines; all read, 7 right or minor, 3 kept on purpose by their authors.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from vibe_audit.module import Module
from vibe_audit.rule import Finding, Option, Rule, wholly
from vibe_audit.source.comments import Comment
from vibe_audit.source.expressions import expression
from vibe_audit.source.places import Span

rule = Rule(
    __name__,
    code="VBE505",
    severity=("info", "off", "info"),
    headline="Code is kept in comments",
    concern="context drift",
    effort="2min",
    semgrep="no",
    covered_by={"ruff": wholly("ERA001")},
    options={"fewest-lines": Option(3, "How many lines a block must have to be reported.", quiets=True)},
    since="0.1.0",
)

FEWEST_STATEMENTS = 2
# A line of prose may open the block: "# Old version:" and then the code.
MOST_PROSE_LINES = 2

_STATEMENTS = (
    ast.AnnAssign, ast.Assert, ast.Assign, ast.AsyncFunctionDef, ast.AugAssign, ast.ClassDef, ast.Delete, ast.For, ast.FunctionDef,
    ast.If, ast.Import, ast.ImportFrom, ast.Raise, ast.Return, ast.Try, ast.While, ast.With,
)
# Directives, annotations of a corpus, Sphinx's `#:`, cells of a notebook, a session at the prompt.
_NO_PROSE_NO_CODE = expression(
    r"#(?:[:!%]|\s*(?:%%|>>>|\.\.\.|type:|noqa|pylint:|pragma:|fmt:|isort:|mypy:|ruff:|ruleid:|ok:))"
)
# An example is documentation, however much it looks like code.
_EXAMPLE = expression(
    r"(?i)\blike:|\b(?:e\.?g\.?|examples?|for instance|i\.e\.|equivalent|looks? like|same as|usage|pseudo|becomes|expands? to|"
    r"ejemplos?|exemplos?|uso|beispiele?)\b"
)
# "the models are:", and then models that exist nowhere; but "Old version:" says what the code below once was.
_INTRODUCTION = expression(
    r"(?i)^(?!.*\b(?:before|commented|deprecated|disabled|legacy|old|original|previous(?:ly)?|removed|todo|was)\b).*:\s*$"
)


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    end, fewest = 0, rule.option("fewest-lines", module)
    if not any(_code_in(block, fewest) for block in _blocks(module.possible_comments, fewest)):
        return
    for block in _blocks(module.comments, fewest):
        code = _code_in(block, fewest)
        if not code or _is_example(block[: len(block) - len(code)], block[0], module):
            continue
        # A module that is commented out from top to bottom is one defect, however many blank lines divide it.
        goes_on = end and all(not line.strip() or line.lstrip().startswith("#") for line in module.lines[end : code[0].line - 1])
        end = code[-1].line
        if not goes_on:
            yield rule.at(code[0].span, defect=Span(code[0].line, code[0].column, end, code[-1].span.end_col_offset))


def _code_in(block: list[Comment], fewest: int) -> list[Comment]:
    """The block less the prose that opens it; nothing where the rest is no code."""
    for skipped in range(min(MOST_PROSE_LINES, len(block) - fewest) + 1):
        if block[skipped].text.strip("# ") and _is_code(block[skipped:]):
            return block[skipped:]
    return []


def _blocks(comments: list[Comment], fewest: int) -> Iterator[list[Comment]]:
    """Runs of comments on consecutive lines, one below the other."""
    for run in _runs([comment for comment in comments if comment.alone], fewest):
        yield from _runs([comment for comment in run if not _NO_PROSE_NO_CODE.match(comment.text)], fewest)


def _runs(comments: list[Comment], fewest: int) -> Iterator[list[Comment]]:
    block: list[Comment] = []
    for comment in comments:
        if block and (comment.line != block[-1].line + 1 or comment.column != block[-1].column):
            if len(block) >= fewest:
                yield block
            block = []
        block.append(comment)
    if block and len(block) >= fewest:
        yield block


def _is_code(block: list[Comment]) -> bool:
    if not _looks_like_code(block):
        return False
    text = "\n".join(_uncommented(block))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return sum(_counts(statement) for statement in _statements(tree)) >= FEWEST_STATEMENTS


def _looks_like_code(block: list[Comment]) -> bool:
    """A statement that counts has a line with one of these. Most prose has none; what has enough, the parser decides."""
    found = 0
    for comment in block:
        if "(" in comment.text or "=" in comment.text or "import" in comment.text:
            found += 1
    return found >= FEWEST_STATEMENTS


def _uncommented(block: list[Comment]) -> list[str]:
    lines = [comment.text[1:] for comment in block]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:] for line in lines]


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    stack: list[ast.stmt] = list(tree.body)
    while stack:
        statement = stack.pop()
        yield statement
        for field in ("body", "orelse", "finalbody"):
            stack.extend(getattr(statement, field, ()))


def _counts(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr):
        value = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
        return isinstance(value, ast.Call)
    # `# red: int` of a legend is an annotation without a value
    return isinstance(statement, _STATEMENTS) and not (isinstance(statement, ast.AnnAssign) and statement.value is None)


def _is_example(prose: list[Comment], first: Comment, module: Module) -> bool:
    above = module.comment_on(first.line - 1)
    # `# Usage:`, a bare `#`, and then the code: the heading stands two lines above
    further = module.comment_on(first.line - 2) if above is not None and not above.text.strip("# ") else None
    said = [comment.text for comment in (*prose, above, further) if comment is not None]
    return any(_EXAMPLE.search(text) or _INTRODUCTION.match(text) for text in said)
