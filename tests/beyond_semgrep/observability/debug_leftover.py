import code
from pdb import set_trace as stop

from icecream import ic


def settle(invoice, gateway, password):
    # ruleid: VBE407
    stop()
    # ruleid: VBE407
    ic(invoice)
    # ruleid: VBE407
    code.interact(local=locals())
    # ruleid: VBE407
    print("DEBUG: %s" % invoice)
    # ruleid: VBE407
    print("DEBUG " + invoice.name + " settled")
    # ruleid: VBE407
    print("aqui")
    # ruleid: VBE400
    print("settled", invoice)
    # ruleid: VBE370
    print("DEBUG: the password is", password)
    gateway.settle(invoice)


def goes_on(shelf):
    try:
        shelf.update()
    # ruleid: VBE408
    except Exception as error:
        # ok: VBE407
        print(f"DEBUG: update failed: {error}")


def looks_closer(shelf):
    try:
        shelf.update()
    except KeyError as error:
        # ruleid: VBE407
        print(f"DEBUG: update failed: {error}")
        raise


def own(print, breakpoint):
    # ok: VBE407
    print("DEBUG")
    # ok: VBE407
    breakpoint()
