"""Flag checks and actions that do nothing with what they are given and only ever report success.

## Why it matters in production
A `verify_signature` that returns True lets everybody in, and a `charge_card` that answers "success" without a gateway
gives the goods away. It was meant to be filled in later; nothing fails, no test is red, and every caller trusts the answer.

## Example
```python
def verify_signature(payload, signature):
    return True
```

## Use instead
```python
import hashlib
import hmac


def verify_signature(payload, signature, key):
    expected = hmac.new(key, payload, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)
```

Where the real thing cannot be there yet, `raise NotImplementedError` is honest: the caller finds out.

## What it does not see
Checks that look at what they are given and let it pass all the same, what is handed on to a helper that does nothing, and
methods that a class with bases overrides to lift a restriction (`has_permission`, `is_allowed`). A check whose docstring or
comment says where it is made ("permissions are enforced by the router") is taken at its word; "for now" is not.

## Measured
6 findings in 5 of 39 AI-written services (593,248 lines of service code), all right: a mail and a text message that are
printed, a document that is verified against nothing, orders that are filled without a market. 26 mature projects (2,600,000
lines): one, a check of access that lets everybody pass, which is right. Flask and Requests: none.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.logic.dependencies import parameters_of
from vibe_audit.logic.guards import is_guarded
from vibe_audit.logic.logs import is_log_call, is_print
from vibe_audit.logic.referrals import says_where_it_is_checked
from vibe_audit.logic.routes import route_of
from vibe_audit.logic.stand_ins import does_nothing, is_meant_to_do_nothing
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE151",
    severity=("error", "warning", "error"),
    headline="Check or action only ever reports success",
    concern="demo-to-production gap",
    effort="1h",
    semgrep="subset",
    refs=("CWE-287", "CWE-345"),
    silent_in=("*dummy*.py", "*fake*.py", "*mock*.py", "*stub*.py", "dummy/", "fakes/", "mocks/", "stubs/"),
    since="0.1.0",
    over=("VBE150",),
)

_PROOF = (
    r"(?:api_?key|captcha|certificate|code|credentials?|csrf|document|email|hash|hmac|identity|jwt|licen[cs]e|login|otp|passwd|password|payment|"
    r"pin|purchase|receipt|session|signature|token|transaction|user|webhook)"
)
# What nobody overrides in order to do without it.
_CHECK = expression(rf"_*(?:verify|validate|check|authenticate|is_valid|has_valid)_(?:\w+_)?{_PROOF}(?:_\w+)?")
# What a subclass may answer with True to lift a restriction.
_GATE = expression(
    r"_*(?:verify(?:_\w+)?|authenticate(?:_\w+)?|authorize(?:_\w+)?|is_(?:allowed|authenticated|authorized|permitted)|"
    r"(?:check|has|user_has)_(?:\w+_)?(?:access|auth|ownership|perm|perms|permissions?|privileges?|role|scopes?)|"
    r"(?:user_)?can_(?:access|approve|delete|edit|manage|modify|view|write)(?:_\w+)?)"
)
_ACTION = expression(
    r"_*(?:charge(?:_\w+)?|refund(?:_\w+)?|payout(?:_\w+)?|withdraw(?:_\w+)?|"
    r"(?:capture|confirm|create|execute|initiate|make|process|submit)_(?:\w+_)?(?:charge|payment|payout|refund|transaction|transfer)|"
    r"pay_\w+|transfer_(?:funds|money)|"
    r"(?:deliver|dispatch|notify|send)_(?:\w+_)?(?:alert|code|confirmation|email|emails|invitation|invite|invoice|link|mail|message|"
    r"notification|notifications|otp|push|receipt|reminder|reset|slack|sms|telegram|text|webhook|whatsapp)(?:_\w+)?)"
)
_LOOSE_ACTION = expression(r"_*(?:(?:send|notify|deliver)(?:_\w+)?|(?:execute|place)(?:_order|_trade)?)")
# What says that it does it: `logger.info("cancelling %s", task)`, and no more.
_TOLD_ACTION = expression(
    r"_*(?:archive|backup|ban|block|book|cancel|create|delete|deploy|export|import|persist|process|publish|register|remove|reset|restart|revoke|"
    r"save|schedule|start|stop|store|submit|subscribe|sync|update|upload)_\w+"
)
_SUCCESS_KEY = expression(
    r"(?i)(?:is_?)?(?:allowed|approved|authenticated|authorized|charged|delivered|ok|paid|sent|success|successful|valid|verified)"
)
_SUCCESS_STATUS = expression(
    r"(?i)approved|authorized|captured|charged|completed?|confirmed|delivered|ok|paid|processed|queued|refunded|sent|succeeded|success(?:ful)?|verified"
)
_PLAIN_DECORATORS = frozenset({"classmethod", "shared_task", "staticmethod", "task"})


@rule.on(ast.Module)
def check(_: ast.Module, module: Module) -> Iterator[Finding]:
    for function in module.functions:
        last = function.body[-1]
        if isinstance(last, ast.Try):
            last = last.body[-1]
        if not isinstance(last, ast.Return) or not _is_success(last.value):
            continue
        is_action = _is_named(function, _ACTION, _LOOSE_ACTION, module)
        if not is_action and _TOLD_ACTION.fullmatch(function.name):
            is_action = _tells(function, module)
        if not is_action and not _is_named(function, _CHECK, _GATE, module):
            continue
        if not parameters_of(function, module) or not does_nothing(function, module) or _is_decided_elsewhere(function, module):
            continue
        # `"""Permissions are checked in get_object."""` above `return True` is a hook that a framework asks for; a dict is an answer.
        is_hook = not is_action and isinstance(last.value, ast.Constant)
        if _always_succeeds(function, is_action, module) and not (is_hook and says_where_it_is_checked(function, module)):
            yield rule.at(module.name_of(function), function.name, defect=function)


def _is_named(function: Function, anywhere: re.Pattern[str], unless_overridden: re.Pattern[str], module: Module) -> bool:
    """Whether a function has a name of the first kind, or one of the second and overrides nothing."""
    holder = module.parents.get(function)
    overrides = isinstance(holder, ast.ClassDef) and bool(holder.bases)
    return bool(anywhere.fullmatch(function.name) or (not overrides and unless_overridden.fullmatch(function.name)))


def _is_decided_elsewhere(function: Function, module: Module) -> bool:
    """Whether what comes before the function has done the work, or what inherits from it will."""
    if is_meant_to_do_nothing(function, module):
        return True
    route = route_of(function, module)
    if route is not None:
        # `def verify_token(user: CurrentUser): return {"valid": True}`: whoever gets here has a valid one.
        return is_guarded(route, module)
    return any(terminal(decorator) not in _PLAIN_DECORATORS for decorator in function.decorator_list)


def _always_succeeds(function: Function, is_action: bool, module: Module) -> bool:
    """Whether nothing but success is ever returned; an action may have refused an empty address or a negative amount."""
    for node in module.walk_own(function):
        if isinstance(node, ast.Return) and not is_action and not _is_success(node.value):
            return False
        # `if amount <= 0`, but not `if settings.MAIL == "smtp"`, which may say that it is switched off
        if isinstance(node, ast.Compare) and not (is_action and all(_is_bound(side) for side in node.comparators)):
            return False
    return True


def _is_bound(side: ast.expr) -> bool:
    return isinstance(side, ast.Constant) and not isinstance(side.value, str)


def _tells(function: Function, module: Module) -> bool:
    calls = (node for node in module.walk_own(function) if isinstance(node, ast.Call))
    return any(is_print(call, module) or is_log_call(call, module) for call in calls)


def _is_success(value: ast.expr | None) -> bool:
    """`True`, `True, "sent"`, `{"success": True}`, `jsonify({"status": "paid"}), 200`, `Result(success=True)`."""
    if isinstance(value, ast.Constant):
        return value.value is True
    if isinstance(value, ast.Tuple):
        return bool(value.elts) and _is_success(value.elts[0])
    if isinstance(value, ast.Dict):
        return any(_says_success(text_of(key), said) for key, said in zip(value.keys, value.values, strict=True))
    if isinstance(value, ast.Call):
        given = [argument for argument in value.args[:1] if isinstance(argument, ast.Dict)]
        return any(map(_is_success, given)) or any(_says_success(keyword.arg, keyword.value) for keyword in value.keywords)
    return False


def _says_success(key: str | None, value: ast.expr) -> bool:
    if key is None or not isinstance(value, ast.Constant):
        return False
    if value.value is True:
        return bool(_SUCCESS_KEY.fullmatch(key))
    return key in ("status", "state", "result") and isinstance(value.value, str) and bool(_SUCCESS_STATUS.fullmatch(value.value))
