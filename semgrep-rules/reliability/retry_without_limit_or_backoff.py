import backoff
import tenacity
from requests.adapters import HTTPAdapter
from requests.adapters import Retry as AdapterRetry
from tenacity import AsyncRetrying, Retrying, retry, stop_after_attempt, wait_exponential
from urllib3 import Retry
from urllib3.util.retry import Retry as UtilRetry

from app.billing import Unavailable, charge


# ruleid: VBE113
@retry(wait=wait_exponential(max=30))
def without_limit(order):
    return charge(order)


# ruleid: VBE113
@tenacity.retry(stop=stop_after_attempt(3))
def at_once(order):
    return charge(order)


# ok: VBE113
@retry(stop=stop_after_attempt(3), wait=wait_exponential(max=30), reraise=True)
def with_both(order):
    return charge(order)


def blocks(order, options):
    # ruleid: VBE113
    for attempt in Retrying(stop=stop_after_attempt(3)):
        with attempt:
            charge(order)
    # ok: VBE113
    for attempt in Retrying(stop=stop_after_attempt(3), wait=wait_exponential()):
        with attempt:
            charge(order)
    # ok: VBE113
    for attempt in Retrying(**options):
        with attempt:
            charge(order)


async def async_blocks(order):
    # ruleid: VBE113
    async for attempt in AsyncRetrying(wait=wait_exponential()):
        with attempt:
            await charge(order)


# ruleid: VBE113
@backoff.on_exception(backoff.expo, Unavailable)
def grows_without_limit(order):
    return charge(order)


# ok: VBE113
@backoff.on_exception(backoff.expo, Unavailable, max_tries=5)
def grows_with_limit(order):
    return charge(order)


# ok: VBE113
@backoff.on_exception(backoff.expo, Unavailable, max_time=60)
def grows_for_a_minute(order):
    return charge(order)


def adapters():
    # ruleid: VBE113
    adapter = HTTPAdapter(max_retries=Retry(total=5, status_forcelist=[502, 503]))
    # ruleid: VBE113
    adapter = HTTPAdapter(max_retries=AdapterRetry(3))
    # ok: VBE113
    adapter = HTTPAdapter(max_retries=UtilRetry(total=5, backoff_factor=0.5))
    # ok: VBE113
    adapter = HTTPAdapter(max_retries=Retry(0))
    # ok: VBE113
    adapter = HTTPAdapter(max_retries=Retry(total=False))
    return adapter


class Retries:
    def retry(self, order):
        # ok: VBE113
        return order.retry(stop=None) or self.retry(order)


def again(client, order):
    # ruleid: VBE113
    for _ in range(3):
        try:
            return client.charge(order)
        except Exception:
            continue
    return None


def and_again(client, order):
    last = None
    # ruleid: VBE113
    for attempt in range(3):
        try:
            return client.charge(order)
        except Exception as error:
            last = error
    raise last


def another(client, orders):
    # ok: VBE113
    for turn in range(3):
        try:
            return client.charge(orders[turn])
        except Exception:
            continue
    return None


def another_by_name(client, orders):
    # ok: VBE113
    for turn in range(3):
        try:
            return client.charge(order=orders[turn])
        except Exception:
            pass
    return None


def in_steps(client, order):
    last = None
    # ruleid: VBE113
    for attempt in range(3):
        try:
            options = {"order": order}
            receipt = client.charge(**options)
            return receipt.number
        except Exception as error:
            last = str(error)
    return last


def in_other_steps(client, order):
    # ok: VBE113
    for turn in range(3):
        try:
            options = {"order": order, "turn": turn}
            receipt = client.charge(**options)
            return receipt.number
        except Exception:
            continue
    return None


def told_what_went_wrong(client, order):
    hint = None
    # ok: VBE113
    for _ in range(3):
        try:
            receipt = client.charge(order, hint)
            return receipt.number
        except Exception as error:
            hint = str(error)
    return None


def waits_before(client, order):
    # ok: VBE113
    for _ in range(3):
        try:
            client.pause()
            receipt = client.charge(order)
            return receipt.number
        except Exception:
            continue
    return None


async def awaited(client, order):
    # ruleid: VBE113
    for _ in range(3):
        try:
            return await client.charge(order)
        except Exception:
            continue
    return None


def later(client, order, clock):
    # ok: VBE113
    for _ in range(3):
        try:
            return client.charge(order)
        except Exception:
            clock.sleep(1)
    return None


def nobody_else_is_asked(shelf, order):
    # ok: VBE113
    for _ in range(3):
        try:
            return shelf.find(order)
        except Exception:
            continue
    return None
