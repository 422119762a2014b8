"""Flag a comment that silences one of our rules and does not say why.

## Why it matters in production
An auditor, and the next person on call, will ask why this finding was waved through. The answer is known on the day the
comment is written and on no day after it.

## Example
```python
import requests

requests.get("https://api.example.org/orders")  # vibe: ignore[VBE110]
```

## Use instead
A reason follows ` -- `; in a pylint pragma, which reads every word, it follows a second `#` or a `;`.
```python
import requests

requests.get("https://api.example.org/orders")  # vibe: ignore[VBE110] -- the sidecar cuts it off after 5 s
```

## What it does not see
Whether the reason is a good one.
"""

from vibe_audit.knowledge.roles import ANY_CODE
from vibe_audit.rule import Rule, partly

rule = Rule(
    __name__,
    code="VBE002",
    severity=("off", "off", "error"),
    headline="Suppression gives no reason",
    concern="reasoning isn't captured",
    effort="2min",
    semgrep="no",
    roles=ANY_CODE,
    covered_by={"ruff": partly("PGH004")},
    since="0.1.0",
)
