"""Flag imports of a third-party package that no manifest and no lock file of the project declares.

## Why it matters in production
The program runs where it was written, because somebody once installed the package there, and fails with `ModuleNotFoundError` in the
first container that is built from the manifest. An assistant makes up packages as well: a name that sounds right, that nobody has
published, and that an attacker may publish tomorrow.

## Example
```python
# path: requirements.txt
fastapi
sqlalchemy

# path: app/reports.py
import openpyxl


def open_report(path):
    return openpyxl.load_workbook(path)
```

## Use instead
```python
# path: requirements.txt
fastapi
openpyxl
sqlalchemy

# path: app/reports.py
import openpyxl


def open_report(path):
    return openpyxl.load_workbook(path)
```

## What it does not see
An import inside a function, which may be meant for those who have the package; a project without a manifest, and what another manifest
of the same project declares: all of them count together, those of services beside each other as well. A name that resembles a declared
one is taken for declared, and so is what a declared package is known to bring along. Whether a declared package exists in the index is
nothing that can be known offline.

## Measured
12 findings in 8 of 39 AI-written services (593,248 lines of service code), 0.20 per 10,000 lines. All 12 read: 11 right, one minor,
where what is declared may bring the package along. 26 mature projects (2.6 million lines), of which many are published packages and left
alone: one finding, and it is right: `from parse import Decimal`, where `decimal` was meant.
Six more projects (270,000 lines) that the rule was not made on: three optional packages inside functions, passed over since, and one
whose distribution goes by another name, which the table knows now.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.roles import SERVICE_CODE
from vibe_audit.knowledge.standard_library import STANDARD_LIBRARY
from vibe_audit.logic.guarded_imports import is_guarded
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule, partly
from vibe_audit.source.places import Located
from vibe_audit.source.roles import role_of

rule = Rule(
    __name__,
    code="VBE154",
    severity=("off", "off", "warning"),
    headline="Import of a package that no manifest declares",
    concern="demo-to-production gap",
    effort="5min",
    semgrep="no",
    since="0.1.0",
    covered_by={"pylint": partly("E0401")},
)


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    """Each package once a project, where it is first imported."""
    project = module.project
    if project is None:
        return
    foreign = {top for top in module.packages if top not in STANDARD_LIBRARY and not project.holds(top)}
    # `sys.path.insert(0, ...)`: what follows may come from anywhere; `# /// script`: declared in the file itself
    if not foreign or "sys.path" in module.source or "# /// script" in module.source:
        return
    seen: set[str] = set()
    for place, imported, node in sorted(_imports(module), key=lambda found: (found[0].lineno, found[0].col_offset)):
        top = imported.partition(".")[0]
        if top not in foreign or top in seen:
            continue
        if not project.declared.speaks_of(module.path) or project.declared.is_published(module.path):
            return
        # `def export(): import boto3`: whoever needs it has it
        if not project.brings(imported) and not is_guarded(node, module) and module.function_of(node) is None:
            seen.add(top)
            if _is_imported_before(top, module):
                continue
            known = project.distributions_of(imported)
            yield rule.at(place, f"{top} ({', '.join(known)})" if known else top)


def _is_imported_before(top: str, module: Module) -> bool:
    """Whether a module of the service whose path comes before this one imports the package as well: one line of the manifest mends both."""
    others = module.project.modules.items() if module.project else ()
    return any(path < module.path and top in facts.imports and role_of(path) in SERVICE_CODE for path, facts in others)


def _imports(module: Module) -> Iterator[tuple[Located, str, ast.Import | ast.ImportFrom]]:
    """The absolute imports of a module: where, of what, and by which statement."""
    for node in module.nodes(ast.Import):
        for alias in node.names:
            yield alias, alias.name, node
    for source in module.nodes(ast.ImportFrom):
        if not source.level and source.module:
            # `from google.cloud import storage`
            yield source, f"{source.module}.{source.names[0].name}", source
