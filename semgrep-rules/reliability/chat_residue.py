"""Orders of a shop.

# ... rest of the code remains the same
"""

import json


def cancel(order):
    order.cancel()
    # ruleid: VBE157
    # ... rest of the code remains the same


def update(order):
    # ruleid: VBE157
    # ... existing code ...
    order.total = 3  # a fair total
    # ruleid: VBE157
    # (the rest of your function stays unchanged)
    return order


def convert(order):
    # ruleid: VBE157
    # Here's the updated version with error handling
    # ok: VBE157
    # Here is where the order is converted; the existing code of the currency decides
    # ruleid: VBE157
    # As an AI language model, I cannot see your database
    # ruleid: VBE157
    # You're absolutely right, the index was off by one
    # ruleid: VBE157
    # I hope this helps! Let me know if you need anything else.
    return json.dumps(order)


def keep(order):
    # ruleid: VBE157
    order.keep()  # keep your existing code here
    # ok: VBE157
    # The rest of the orders remain where they are.
    # ok: VBE157
    # ... and so on
    # ok: VBE157
    # as requested by the shop, the previous code of the coupon stays valid
    return {
        # ok: VBE157
        "text": "# ... rest of the code remains the same",
        # ok: VBE157
        "answer": """
        # ... existing code ...
        """,
    }
