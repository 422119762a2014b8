def charge(card):
    # ruleid: VBE158
    card.charge("now")  # In a real app, we would ask the bank
    # ok: VBE158
    return card.note("in a real app, we would ask the bank")
