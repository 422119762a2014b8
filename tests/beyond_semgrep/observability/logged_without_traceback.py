import traceback

import structlog
from loguru import logger as narrator

events = structlog.get_logger()


def bare(invoice):
    try:
        invoice.settle()
    # ruleid: VBE403
    except:
        narrator.error("settling failed")


def made_here(invoice):
    try:
        invoice.settle()
    # ruleid: VBE403
    except (ValueError, Exception) as error:
        events.error("settling_failed", error=str(error))


def loguru_with_traceback(invoice):
    try:
        invoice.settle()
    # ok: VBE403
    except Exception:
        narrator.opt(exception=True).error("settling failed")


def by_hand(invoice):
    try:
        invoice.settle()
    # ok: VBE403
    except Exception:
        events.error("settling_failed", trace=traceback.format_exc())


def remembered(invoice, pause):
    last = None
    while last is None:
        try:
            return invoice.settle()
        # ok: VBE403
        except Exception as error:
            events.error("settling_failed", error=str(error))
            last = error
        pause()
    raise last


def in_the_inner_handler(invoice):
    try:
        invoice.settle()
    # ok: VBE403
    except Exception:
        try:
            invoice.cancel()
        # ruleid: VBE403
        except Exception as error:
            events.error("cancelling_failed", error=str(error))
