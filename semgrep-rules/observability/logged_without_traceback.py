import logging

import sentry_sdk

log = logging.getLogger(__name__)
logger = logging.getLogger(__name__)


def settle(invoice, gateway):
    try:
        gateway.charge(invoice)
    # ruleid: VBE403
    except Exception as error:
        logger.error("settling %s failed: %s", invoice, error)


def settle_all(invoices, gateway):
    for invoice in invoices:
        try:
            gateway.charge(invoice)
        # ruleid: VBE403
        except Exception as error:
            log.critical(f"settling failed: {error}")
            continue


def answers(invoice, gateway):
    try:
        return gateway.charge(invoice)
    # ruleid: VBE403
    except Exception as error:
        logger.error("settling failed: %s", str(error))
        return {"error": str(error)}


class Cashier:
    logger = logging.getLogger("cashier")

    async def settle(self, invoice, gateway):
        try:
            await gateway.charge(invoice)
        # ruleid: VBE403
        except Exception:
            self.logger.error("settling failed")


def with_traceback(invoice, gateway):
    try:
        gateway.charge(invoice)
    # ok: VBE403
    except Exception:
        logger.error("settling failed", exc_info=True)


def with_exception(invoice, gateway):
    try:
        gateway.charge(invoice)
    # ok: VBE403
    except Exception:
        logger.error("settling failed")
        logger.exception("how it came to that")


def with_tracker(invoice, gateway):
    try:
        gateway.charge(invoice)
    # ok: VBE403
    except Exception as error:
        sentry_sdk.capture_exception(error)
        logger.error("settling failed: %s", error)


def narrow(invoice, gateway):
    try:
        gateway.charge(invoice)
    # ok: VBE403
    except ConnectionError as error:
        logger.error("no gateway: %s", error)


def raised_again(invoice, gateway):
    try:
        gateway.charge(invoice)
    # ok: VBE403
    except Exception as error:
        logger.error("settling %s failed: %s", invoice, error)
        raise


def kept(invoice, gateway, failures):
    try:
        gateway.charge(invoice)
    # ok: VBE403
    except Exception as error:
        logger.error("settling failed: %s", error)
        failures.append(error)


def spread(invoice, gateway, context):
    try:
        gateway.charge(invoice)
    # ok: VBE403
    except Exception:
        logger.error("settling failed", **context)


def milder(invoice, gateway):
    try:
        gateway.charge(invoice)
    # ok: VBE403
    except Exception as error:
        logger.warning("settling failed: %s", error)


def is_reachable(gateway):
    try:
        gateway.greet()
        return True
    # ok: VBE403
    except Exception as error:
        logger.error("gateway: %s", error)
        return False


def of_the_page(request, messages, invoice):
    try:
        invoice.settle()
    # ok: VBE403
    except Exception:
        messages.error(request, "Try again later")
