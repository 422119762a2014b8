"""Report a file that cannot be read as Python, in place of its silence.

## Why it matters in production
Nothing in this file has been checked. Either it cannot run, or it is written for a newer Python than the one that the
linter runs on.

## What to do
Mend the syntax or the encoding, run the linter on the interpreter that the project is written for, or exclude the file.

## What it does not see
Files that are excluded or not Python by their name. Inside flake8 and pylint the host itself reports such a file.
"""

from vibe_audit.knowledge.roles import ANY_CODE
from vibe_audit.rule import Rule, wholly

rule = Rule(
    __name__,
    code="VBE003",
    severity=("error", "error", "error"),
    headline="File cannot be parsed",
    concern="the suite itself",
    effort="10min",
    semgrep="no",
    roles=ANY_CODE,
    covered_by={"flake8": wholly("E999", "E902"), "pylint": wholly("E0001"), "ruff": wholly("invalid-syntax")},
    since="0.1.0",
)
