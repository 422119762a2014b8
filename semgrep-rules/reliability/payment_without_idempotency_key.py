import stripe
import stripe as stripe_lib
from stripe import Transfer


def charges(customer, token, cents):
    # ruleid: VBE115
    stripe.Charge.create(amount=cents, currency="eur", customer=customer.stripe_id)
    # ok: VBE115
    stripe.Charge.create(amount=cents, currency="eur", customer=customer.stripe_id, idempotency_key=customer.order)
    # ok: VBE115
    stripe.Charge.create(amount=cents, currency="eur", source=token)


def intents(customer, order):
    # ruleid: VBE115
    intent = stripe.PaymentIntent.create(
        amount=order.cents,
        currency="eur",
        customer=customer.stripe_id,
        payment_method=customer.card,
        off_session=True,
        confirm=True,
    )
    # ok: VBE115
    stripe.PaymentIntent.create(amount=order.cents, currency="eur", customer=customer.stripe_id)
    # ok: VBE115
    stripe.PaymentIntent.create(amount=order.cents, currency="eur", customer=customer.stripe_id, confirm=False)
    # ok: VBE115
    stripe.PaymentIntent.create(amount=order.cents, currency="eur", payment_method=order.card, confirm=True)
    return intent


def refunds(payment, cents):
    # ruleid: VBE115
    stripe.Refund.create(payment_intent=payment.intent, amount=cents)
    # ok: VBE115
    stripe.Refund.create(payment_intent=payment.intent)


async def out(seller, cents, params):
    # ruleid: VBE115
    await stripe_lib.Transfer.create_async(amount=cents, currency="eur", destination=seller.account)
    # ruleid: VBE115
    Transfer.create(amount=cents, currency="eur", destination=seller.account, transfer_group="orders")
    # ruleid: VBE115
    stripe.Payout.create(amount=cents, currency="eur", stripe_account=seller.account)
    # ok: VBE115
    stripe.Transfer.create(**params)
    # ok: VBE115
    stripe.Payout.create(amount=cents, currency="eur", headers={"Idempotency-Key": seller.month})
    # ok: VBE115
    stripe.Customer.create(email=seller.email)
    # ok: VBE115
    stripe.checkout.Session.create(mode="payment")
    # ok: VBE115
    Order.objects.create(amount=cents)
