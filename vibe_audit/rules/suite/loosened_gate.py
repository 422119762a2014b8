"""Flag a change of the configuration or the baseline that lets more pass than the revision it is compared with.

## Why it matters in production
Whoever is stopped by a gate is the first to think of lowering it. With `--diff-base` a change is judged by the
configuration and the baseline of the revision that it is compared with, so it cannot loosen its own gate; that it tries to
is worth knowing before it decides about every change that follows.

## Example
A pull request that turns a mended defect into a rule that is off:

```toml
[tool.vibe-audit.severity]
request-without-timeout = "off"
```

## Use instead
One finding silenced where it stands, with the reason beside it:

```python
import requests

requests.get("https://api.example.org/orders")  # vibe: ignore[VBE110] -- the gateway cuts it off after 5 s
```

## What it does not see
Anything outside `vibe-audit check --diff-base`: only there two configurations are compared. Of a base that lies outside
the repository, such as the resource of a package, only the installed version is known.
"""

from vibe_audit.knowledge.roles import ANY_CODE
from vibe_audit.rule import Rule

rule = Rule(
    __name__,
    code="VBE004",
    severity=("warning", "info", "error"),
    headline="Change lets more pass than before",
    concern="reasoning isn't captured",
    effort="10min",
    semgrep="no",
    roles=ANY_CODE,
    since="0.1.0",
)
