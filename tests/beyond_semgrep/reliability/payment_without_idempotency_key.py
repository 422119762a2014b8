import stripe
from stripe import StripeClient

client = StripeClient("sk_live")


class Payments:
    def __init__(self, key):
        self.stripe = stripe.StripeClient(key)

    def refund(self, payment, cents):
        # ruleid: VBE115
        return self.stripe.refunds.create(params={"payment_intent": payment.intent, "amount": cents})

    def refund_with_key(self, payment, cents):
        # ok: VBE115
        return self.stripe.v1.refunds.create(
            params={"payment_intent": payment.intent, "amount": cents}, options={"idempotency_key": f"refund-{payment.id}"}
        )


def pay_out(seller, params, options):
    # ruleid: VBE115
    client.transfers.create({"amount": 100, "currency": "eur", "destination": seller.account})
    # ruleid: VBE115
    client.v1.payouts.create({"amount": 100, "currency": "eur"}, {"stripe_account": seller.account})
    # ok: VBE115
    client.payouts.create({"amount": 100, "currency": "eur"}, options)
    # ok: VBE115
    client.charges.create(params)
    # ok: VBE115
    client.payment_intents.create({"amount": 100, "currency": "eur", "customer": seller.customer})
    # ruleid: VBE115
    client.payment_intents.create({"amount": 100, "currency": "eur", "customer": seller.customer, "confirm": True})


def no_key_after_all(customer):
    # ruleid: VBE115
    stripe.Charge.create(amount=100, currency="eur", customer=customer.stripe_id, idempotency_key=None)


@exactly_once(key="order_id")
def runs_once(customer, order_id):
    # ok: VBE115
    stripe.Charge.create(amount=100, currency="eur", customer=customer.stripe_id)


def of_another_kind(customer):
    stripe = connect()
    # ok: VBE115
    stripe.Charge.create(amount=100, customer=customer)
