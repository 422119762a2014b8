"""Report a rule of ours that raised an exception, in place of its silence.

## Why it matters in production
A rule that crashes finds nothing, which looks exactly like clean code. The other rules go on; this file has not been
checked for the one that is named.

## What to do
Report it with the file, or the part of it that suffices, and the text of the finding. Until it is mended, switch the
named rule off for this file with a `per-file` entry.

## What it does not see
A rule that answers wrongly without raising.
"""

from vibe_audit.knowledge.roles import ANY_CODE
from vibe_audit.rule import Rule

rule = Rule(
    __name__,
    code="VBE000",
    severity=("error", "error", "error"),
    headline="A rule of vibe-audit crashed here",
    concern="the suite itself",
    effort="10min",
    semgrep="no",
    roles=ANY_CODE,
    since="0.1.0",
)
