"""Flag secrets, credentials, one-time codes and whole request bodies that are logged or printed.

## Why it matters in production
Logs are copied, kept for years and read by many more people than may read the database. A password or token in them is
a password or token lost, and nobody finds all the copies.

## Example
```python
import logging

logger = logging.getLogger(__name__)


def send_reset_mail(user, reset_token):
    logger.info(f"reset token for {user.id}: {reset_token}")
```

## Use instead
```python
import logging

logger = logging.getLogger(__name__)


def send_reset_mail(user, reset_token):
    logger.info("reset token made for user %s", user.id)
```

## What it does not see
A secret inside an object that is logged whole, and personal data: names, addresses, phone numbers.
Parts of a secret (`token[:4]`), its length, and whatever a function was asked to mask are taken as safe.

A body is known by the parameter that FastAPI fills from it, by what it is dumped to (`payload.model_dump()`) and by the names it is given
(`data = request.data`).

## Measured
22 findings in 39 AI-written services (593,248 lines of service code), 0.37 per 10,000 lines, most of them in one of 4 repositories;
26 mature projects: 12, fewer than 0.1. Of all read in the first, 20 right, 2 minor, none false; of the 12 in the second, 7 right, 4
minor (tokens that were found to be invalid), 1 false: a password made to be read there. Bodies under other names: 3 more in the
services, all right, and 1 in 20 mature projects.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.frameworks import WEB_PACKAGES
from vibe_audit.knowledge.loggers import LOG_METHODS
from vibe_audit.knowledge.roles import Role
from vibe_audit.logic.bodies import is_whole_body
from vibe_audit.logic.calls import terminal
from vibe_audit.logic.disclosure import constant_text, is_masked, is_one_time_code, is_request_content, iter_shown
from vibe_audit.logic.house import calls_of
from vibe_audit.logic.logs import is_log_call
from vibe_audit.logic.programs import is_main_guard, is_program, only_called_by_hand
from vibe_audit.logic.secrets import is_credential, is_doubtful_credential, name_behind, speaks_of_access
from vibe_audit.logic.settings import is_for_development
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Option, Rule

rule = Rule(
    __name__,
    code="VBE370",
    severity=("error", "warning", "error"),
    headline="Secret or request body written to the log",
    concern="compliance",
    effort="10min",
    semgrep="subset",
    refs=("CWE-532", "OWASP-A09", "PCI-10", "HIPAA-164.312(b)", "SOC2-CC6.1"),
    roles=frozenset({Role.SERVICE, Role.SETTINGS}),
    # what makes the first accounts shows their passwords to whoever runs it; what is kept beside its successor runs no more
    silent_in=("*_backup.py", "*_bak.py", "*_old.py", "old/", "setup_*.py"),
    over=("VBE400", "VBE407"),
    options={"loggers": Option((), "Functions of the house that write to a log: `audit.write`.")},
    since="0.1.0",
)


@rule.on(ast.Call, names=LOG_METHODS | {"print", "pprint", "pp"})
def check(call: ast.Call, module: Module) -> Iterator[Finding]:
    if terminal(call) in ("pp", "pprint", "print"):
        # A program that shows its operator the password it has just made.
        if module.resolve(call.func) not in ("print", "pprint.pprint", "pprint.pp", "rich.print") or _is_for_operator(call, module):
            return
    elif not is_log_call(call, module):
        return
    yield from _find_shown(call, module)


@rule.on(ast.Module)
def check_house(_: ast.Module, module: Module) -> Iterator[Finding]:
    for call in calls_of(rule.option("loggers", module), module):
        yield from _find_shown(call, module)


def _find_shown(call: ast.Call, module: Module) -> Iterator[Finding]:
    # `if settings.DEBUG: logger.debug(request.POST)` says itself that production does not do it.
    if is_for_development(call, module):
        return
    for shown, label in iter_shown(call):
        name = name_behind(shown)
        if is_whole_body(shown, module) and not is_masked(shown, module):
            # semgrep knows a body by no other name: what it reports of the call, the others report as well
            yield rule.at(call, module.text(shown), defect=call if is_request_content(shown, module) else shown)
            return
        is_secret = _is_secret(name, call, module) or _is_secret(label, call, module) or is_one_time_code(name, call, module)
        if is_secret and not is_masked(shown, module):
            yield rule.at(call, name or label, defect=call)
            return


def _is_secret(name: str, call: ast.Call, module: Module) -> bool:
    if is_credential(name):
        return True
    # `token` alone may be a coin, or a word that a parser did not expect.
    return is_doubtful_credential(name) and speaks_of_access(_surroundings(call, module))


def _surroundings(call: ast.Call, module: Module) -> str:
    function = module.function_of(call)
    file = module.path.rpartition("/")[2]
    return " ".join((file, function.name if function else "", constant_text(call, module)))


def _is_for_operator(call: ast.Call, module: Module) -> bool:
    if any(keyword.arg == "file" for keyword in call.keywords) or any(is_main_guard(holder) for holder in module.ancestors(call)):
        return True
    function = module.function_of(call)
    if function is not None and (only_called_by_hand(function, module) or function.name == "main"):
        return True
    return module.once(is_program) and not module.packages & WEB_PACKAGES
