import logging
import pdb
import sys
from pprint import pprint

import ipdb

logger = logging.getLogger(__name__)


def settle(invoice, gateway):
    # ruleid: VBE407
    breakpoint()
    # ruleid: VBE407
    pdb.set_trace()
    # ruleid: VBE407
    ipdb.set_trace(context=5)
    # ruleid: VBE407
    print("DEBUG: settling", invoice.id)
    # ruleid: VBE407
    print(f"🔍 [GATEWAY DEBUG] answer={gateway.last}")
    # ruleid: VBE407
    print("here")
    # ruleid: VBE407
    print("*** HERE 2 ***")
    # ruleid: VBE407
    pprint("debugging invoice")
    # ok: VBE407
    gateway.settle(invoice)


def tell(invoice, verbose, settings, out):
    # ok: VBE407
    print("settled", invoice.id)
    # ok: VBE407
    print("DEBUG:", invoice, file=sys.stderr)
    # ok: VBE407
    logger.debug("DEBUG: %s", invoice)
    # ok: VBE407
    print("Debug mode is on")
    # ok: VBE407
    print(f"Debug info saved to {out}")
    # ok: VBE407
    print("Here is your invoice")
    # ok: VBE407
    print("tested", invoice)
    # ok: VBE407
    text = "print('DEBUG')"
    # ok: VBE407
    invoice.breakpoint()
    if verbose:
        # ok: VBE407
        print("DEBUG: settled", invoice)
    if settings.DEBUG:
        # ok: VBE407
        print("DEBUG: settled", invoice)
    if settings.use_pdb:
        # ok: VBE407
        pdb.set_trace()
    return text


def debug_invoice(invoice):
    # ok: VBE407
    print("DEBUG invoice", invoice)


def install_debugger(invoice):
    # ok: VBE407
    pdb.set_trace()


class ConsoleGateway:
    def settle(self, invoice):
        # ok: VBE407
        print("DEBUG invoice", invoice)
