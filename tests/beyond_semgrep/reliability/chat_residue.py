def cancel(order):
    # ruleid: VBE157
    order.cancel("by hand")  # ... existing code ...
    # ok: VBE157
    order.note("# ... existing code ...")
