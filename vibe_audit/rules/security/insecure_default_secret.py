"""Flag secrets that are read from the environment but fall back to a value in the source.

## Why it matters in production
The service starts without its secret and nobody notices: it signs sessions and tokens with a value that everyone who
has seen the repository knows. A missing secret should stop the start, not be replaced by a public one.

## Example
```python
import os

JWT_SECRET = os.getenv("JWT_SECRET", "change-me-in-production")
```

## Use instead
```python
import os

JWT_SECRET = os.environ["JWT_SECRET"]
```

## What it does not see
A fallback that is assigned later (`if not SECRET: SECRET = "dev"`), and a check of the value in another module.
Tests, examples and vendored code are left alone: a fallback there guards nothing. So are files, branches and classes for a
developer's machine, a build or a smoke test (`docker_compose.py`, `dev.py`, `ci.py`, `.devcontainer/`, `if DEBUG:`).

## Measured
24 findings in 39 AI-written services (593,248 lines of service code), 0.40 per 10,000 lines; 26 mature projects: 9,
0.03. Of all 24 read, 20 right, 4 minor (passwords of a local database or object store), none false; of the
9 in the mature projects, all are minor: passwords of a database in a container, and defaults of a development setup. The
6 readings of the same shape in their tests, examples and benchmarks were worth nobody's time, so those are left alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.roles import ANY_CODE, Role
from vibe_audit.knowledge.settings import DEVELOPMENT_FILES, HOUSE_READERS, SETTING_READERS
from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.logic.secrets import is_secret_setting, is_usable_secret
from vibe_audit.logic.settings import is_checked, is_for_development, is_settings_class, is_validated, iter_fields, literal_text, reading
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule, partly

rule = Rule(
    __name__,
    code="VBE301",
    severity=("error", "warning", "error"),
    headline="Secret falls back to a value in the source",
    concern="secure token storage",
    effort="10min",
    semgrep="subset",
    refs=("CWE-1188", "CWE-798", "OWASP-A05", "PCI-8.6.2"),
    # `os.getenv("PG_PASSWORD", "postgres")` in a test or a benchmark guards a container that lives for a minute.
    roles=ANY_CODE - {Role.TEST, Role.EXAMPLE, Role.VENDORED, Role.GENERATED},
    silent_in=DEVELOPMENT_FILES,
    covered_by={"ruff": partly("S105")},
    since="0.1.0",
)

_READERS = frozenset(name.rpartition(".")[2] for name in SETTING_READERS if not name.endswith("()")) | HOUSE_READERS
_PACKAGES = frozenset(name.partition(".")[0] for name in SETTING_READERS if name.endswith("()"))


@rule.on(ast.Module)
def check_readings(_: ast.Module, module: Module) -> Iterator[Finding]:
    for call in _possible_readings(module):
        name = text_of(call.args[0]) if call.args else None
        if name is not None and " " not in name and is_secret_setting(name) and _falls_back(call, name, module):
            yield rule.at(call, name)


def _possible_readings(module: Module) -> list[ast.Call]:
    """The calls that may read a setting. What `Env()` makes is called by whatever name it is given."""
    if not module.packages.isdisjoint(_PACKAGES):
        return module.nodes(ast.Call)
    # `read = os.environ.get`
    renamed = {terminal(statement.targets[0]) for statement in module.nodes(ast.Assign) if terminal(statement.value) in _READERS}
    return module.calls_named(_READERS | renamed)


def _falls_back(call: ast.Call, name: str, module: Module) -> bool:
    read = reading(call, module)
    fallback = literal_text(read.fallback, module) if read else None
    if fallback is None or not is_usable_secret(name, fallback):
        return False
    # `if SECRET_KEY == "change-me": raise RuntimeError(...)`: the fallback never gets as far as a user.
    return not (is_for_development(call, module) or is_checked({name.lower(), *_targets(call, module)}, module))


@rule.on(ast.ClassDef)
def check_settings(owner: ast.ClassDef, module: Module) -> Iterator[Finding]:
    secrets = [(field, default) for field, _, default in iter_fields(owner) if default is not None and is_secret_setting(field.id)]
    if not secrets or not is_settings_class(owner, module):
        return
    for field, default in secrets:
        value = literal_text(default, module) if not isinstance(default, ast.Name) else None
        if value is None or not is_usable_secret(field.id, value) or is_for_development(field, module):
            continue
        # A validator that knows the field by name may refuse the default.
        if not is_validated(field.id, owner, module) and not is_checked({field.id.lower()}, module):
            yield rule.at(field, field.id)


def _targets(call: ast.Call, module: Module) -> set[str]:
    """What the value that a call reads is bound to, in lower case."""
    statement = module.statement_of(call)
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    else:
        return set()
    names = (text_of(target.slice) if isinstance(target, ast.Subscript) else terminal(target) for target in targets)
    return {name.lower() for name in names if name}
