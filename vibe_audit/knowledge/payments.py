"""Calls to payment providers that move money each time they are made."""

from __future__ import annotations

from collections.abc import Mapping

# https://docs.stripe.com/api: what is created, and the parameters without which a second call moves nothing. A token or payment method
# that no customer holds is spent by the first, a payment that is not confirmed waits for the customer, and what has been refunded
# wholly cannot be refunded again.
MONEY_MOVED: Mapping[str, frozenset[str]] = {
    "Charge": frozenset({"customer"}),
    "PaymentIntent": frozenset({"confirm", "customer"}),
    "Payout": frozenset(),
    "Refund": frozenset({"amount"}),
    "Transfer": frozenset(),
}

# The services of a `StripeClient`: https://github.com/stripe/stripe-python#usage
STRIPE_SERVICES: Mapping[str, str] = {
    "charges": "Charge", "payment_intents": "PaymentIntent", "payouts": "Payout", "refunds": "Refund", "transfers": "Transfer",
}
