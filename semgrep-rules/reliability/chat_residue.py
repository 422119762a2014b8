import re

# ruleid: VBE157
# ... existing code ...


def update(order, form):
    order.note = form["note"]
    # ruleid: VBE157
    # ...existing code...
    order.save()
    # ruleid: VBE157
    # ... (rest of the function stays the same)
    # and what stands below it is the same remark: ... existing code ...
    order.send()
    # ruleid: VBE157
    # Rest of the code remains unchanged
    order.log()
    # ruleid: VBE157
    order.close()  # [rest of the implementation here]
    # ruleid: VBE157
    name = "a # b" + 'c'  # … keep existing imports …
    # ruleid: VBE157
    # ... resto del código ...
    return name


# ruleid: VBE157
# As an AI language model, I cannot run this code.

# ruleid: VBE157
# Here's the updated version of the function:

# ruleid: VBE157
# Sure, here is the code

# ruleid: VBE157
# I hope this helps!

# ruleid: VBE157
# You're absolutely right, the total was wrong.

# ruleid: VBE157
# Let me know if you need anything else.


def people_write_this(order, values):
    # ok: VBE157
    # Skip the rest of the function if there is nothing to do.
    order.skip()
    # ok: VBE157
    # For compatibility with existing code, parse the message again.
    order.parse()
    # ok: VBE157
    # The headers should remain unchanged.
    order.keep()
    # ok: VBE157
    # As requested in the review.
    order.review()
    # ok: VBE157
    # Drops refusals such as "As an AI language model" from the answer.
    order.text = re.sub("As an AI language model", "", order.text)
    # ok: VBE157
    # Available to the rest of the code.
    order.share()
    # ok: VBE157
    # 1, 2, ... and the remaining values
    return values[1:]


# ok: VBE157
PROMPT = "# ... existing code ..."
MORE = """
Answer like this:
# ok: VBE157
# ... existing code ...
"""
FORMATTED = f"""
# ok: VBE157
# ... existing code ...
{MORE}"""


def documented():
    """Ask for a patch.

    # ok: VBE157
    # ... rest of the code remains the same
    """
