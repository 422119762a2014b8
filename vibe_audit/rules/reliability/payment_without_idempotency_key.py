"""Flag a charge, refund, transfer or payout that is created without an idempotency key.

## Why it matters in production
The answer to a payment is lost in a timeout, a worker is restarted, a customer clicks twice: whoever tries again pays a second time.
With the same key the provider answers the second call with the result of the first.

## Example
```python
import stripe


def renew(customer, order):
    return stripe.PaymentIntent.create(
        amount=order.total_cents, currency="eur", customer=customer.stripe_id, payment_method=customer.card, confirm=True
    )
```

## Use instead
Make the key from what is paid for, so that a second attempt has the same one; a random key made on the spot protects nobody.
```python
import stripe


def renew(customer, order):
    return stripe.PaymentIntent.create(
        amount=order.total_cents, currency="eur", customer=customer.stripe_id, payment_method=customer.card, confirm=True,
        idempotency_key=f"renewal-{order.id}",
    )
```

## What it does not see
Providers other than Stripe, and parameters that are handed over as a whole (`**params`). What cannot happen twice is passed over: a
token or payment method that no customer holds is spent by the first call, a PaymentIntent that is not confirmed takes no money, and a
refund of the whole amount is refused the second time.

## Measured
None in 39 AI-written services (593,248 lines of service code), two of which know Stripe, and none in 26 mature projects. Of 32 calls that
were read in other public repositories, as excerpts on which the rule was not run, it would report 9, all rightly; the others have a key,
are handed their parameters whole, or cannot happen twice. Too little to call it proven, and one reason why it is off.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.payments import MONEY_MOVED, STRIPE_SERVICES
from vibe_audit.logic.calls import argument, constant, has_spread, is_none, terminal, text_of
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE115",
    severity=("off", "off", "warning"),
    headline="Money is moved without an idempotency key",
    concern="edge cases",
    effort="10min",
    semgrep="subset",
    when_imported=("stripe",),
    since="0.1.0",
)

_ONCE = expression(r"idempot|dedup|(?:^|_)once(?:_|$)")
_CLIENT = "stripe.StripeClient()"


@rule.on(ast.Call, names=frozenset({"create", "create_async"}))
def check(call: ast.Call, module: Module) -> Iterator[Finding]:
    called = module.resolve(call.func) or ""
    if not called.startswith("stripe.") or has_spread(call) or _is_run_once(call, module):
        return
    path = called.rpartition(".")[0]
    kind = path.rpartition(".")[2]
    if path == f"stripe.{kind}" and kind in MONEY_MOVED:
        given = {keyword.arg or "" for keyword in call.keywords if not _is_false(keyword.value)}
        # `headers={"Idempotency-Key": ...}` of older versions
        moves = given >= MONEY_MOVED[kind] and given.isdisjoint({"headers", "idempotency_key"})
    else:
        is_service = path in (f"{_CLIENT}.{kind}", f"{_CLIENT}.v1.{kind}") and kind in STRIPE_SERVICES
        moves = is_service and _keys(argument(call, 0, "params")) >= MONEY_MOVED[STRIPE_SERVICES[kind]]
        moves = moves and not _may_hold_key(argument(call, 1, "options"))
    if moves:
        yield rule.at(call, f"{kind}.create")


def _is_false(value: ast.expr) -> bool:
    return constant(value) is False or is_none(value)


def _keys(params: ast.expr | None) -> set[str]:
    pairs = zip(params.keys, params.values, strict=True) if isinstance(params, ast.Dict) else ()
    return {text_of(key) or "" for key, value in pairs if not _is_false(value)}


def _may_hold_key(options: ast.expr | None) -> bool:
    """Whether the options may hold a key; those that are made elsewhere may."""
    if options is None or is_none(options):
        return False
    return not isinstance(options, ast.Dict) or None in options.keys or "idempotency_key" in _keys(options)


def _is_run_once(call: ast.Call, module: Module) -> bool:
    """Whether a decorator sees to it that the function runs once: `@exactly_once`, `@idempotent(key="order_id")`."""
    function = module.function_of(call)
    return function is not None and any(_ONCE.search(terminal(decorator)) for decorator in function.decorator_list)
