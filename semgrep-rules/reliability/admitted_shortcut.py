"""Payments.

# TODO: implement the real thing, says the docstring
"""


def charge(card, amount):
    # ruleid: VBE158
    # In a real application, you would call the payment provider here
    return {"paid": amount}


def refund(card):
    # ruleid: VBE158
    # In production, this would be a call to the bank
    # ruleid: VBE158
    # This is a simplified version of the calculation
    # ruleid: VBE158
    # This is just a placeholder
    # ruleid: VBE158
    # Mock data for now
    # ruleid: VBE158
    # TODO: Implement the refund
    # ruleid: VBE158
    # TODO: replace with a real provider
    # ruleid: VBE158
    # for demo purposes only
    # ruleid: VBE158
    # For now, we just return success
    # ruleid: VBE158
    # hardcoded for now
    # ruleid: VBE158
    # Desactivado temporalmente para pruebas
    # ruleid: VBE158
    # usar nombre como valor por ahora
    return True  # fine


def settled(order):
    # ok: VBE158
    # in production the queue is drained every minute
    # ok: VBE158
    # the form's placeholder text is translated
    # ok: VBE158
    # TODO(ana): #123 drop the second column
    # ok: VBE158
    # for now() see the clock module
    # ok: VBE158
    # ignore the attribute for now
    # ok: VBE158
    # sample data for the demo tenant
    # ok: VBE158
    # static files in production should be served by the proxy
    return order.note("# TODO: implement")
