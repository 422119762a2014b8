"""Libraries that try again, as dotted names, and the arguments that say how often and how long they wait in between."""

from __future__ import annotations

from typing import NamedTuple


class Retrier(NamedTuple):
    """What limits the tries, and what puts a pause between them; empty where the library does so of itself."""

    limits: frozenset[str]
    pauses: frozenset[str]


_TENACITY = Retrier(frozenset({"stop"}), frozenset({"sleep", "wait"}))
_RETRYING = Retrier(
    frozenset({"stop", "stop_func", "stop_max_attempt_number", "stop_max_delay"}),
    frozenset({
        "wait", "wait_exponential_max", "wait_exponential_multiplier", "wait_fixed", "wait_func", "wait_incrementing_increment",
        "wait_incrementing_start", "wait_jitter_max", "wait_random_max", "wait_random_min",
    }),
)
_RETRY = Retrier(frozenset({"tries"}), frozenset({"delay"}))
_BACKOFF = Retrier(frozenset({"max_time", "max_tries"}), frozenset())
# `backoff_factor` is 0; the number of tries is 10.
_URLLIB3 = Retrier(frozenset(), frozenset({"backoff_factor"}))

# https://tenacity.readthedocs.io/, https://github.com/rholder/retrying, https://github.com/invl/retry, https://github.com/litl/backoff,
# https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html#urllib3.util.Retry
RETRIERS = {
    "backoff.on_exception": _BACKOFF, "backoff.on_predicate": _BACKOFF, "requests.adapters.Retry": _URLLIB3,
    "requests.packages.urllib3.util.retry.Retry": _URLLIB3, "retry.api.retry": _RETRY, "retry.retry": _RETRY,
    "retrying.Retrying": _RETRYING, "retrying.retry": _RETRYING, "tenacity.AsyncRetrying": _TENACITY, "tenacity.Retrying": _TENACITY,
    "tenacity.retry": _TENACITY, "urllib3.Retry": _URLLIB3, "urllib3.util.Retry": _URLLIB3, "urllib3.util.retry.Retry": _URLLIB3,
}
