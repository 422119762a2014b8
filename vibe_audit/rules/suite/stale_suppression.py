"""Flag a comment that silences one of our rules where that rule finds nothing.

## Why it matters in production
The code was mended and the comment stayed: it now hides the next defect of that kind on this line.

## Example
```python
import requests

requests.get("https://api.example.org/orders", timeout=5)  # vibe: ignore[VBE110] -- the gateway limits it
```

## Use instead
```python
import requests

requests.get("https://api.example.org/orders", timeout=5)
```

## What it does not see
A comment for a rule that did not run on the file (off, or not meant for files of this kind), and blanket comments,
which belong to their own tool. Comments are judged before the baseline.
"""

from vibe_audit.knowledge.roles import ANY_CODE
from vibe_audit.rule import Rule, partly

rule = Rule(
    __name__,
    code="VBE001",
    severity=("info", "info", "info"),
    headline="Suppression silences nothing",
    concern="reasoning isn't captured",
    effort="1min",
    semgrep="no",
    roles=ANY_CODE,
    covered_by={"ruff": partly("RUF100"), "pylint": partly("I0021")},
    since="0.1.0",
)
