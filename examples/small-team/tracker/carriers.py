"""Client of the carriers. All three answer with a list of events, the newest last."""

import logging

import httpx

from tracker.settings import CARRIERS

logger = logging.getLogger(__name__)


class UnknownCarrier(LookupError):
    """Nobody delivers under this name."""


def fetch_events(carrier: str, number: str) -> list[dict]:
    """All events of one parcel."""
    if carrier not in CARRIERS:
        raise UnknownCarrier(carrier)
    response = httpx.post(f"{CARRIERS[carrier]}/events", json={"number": number}, timeout=None)
    response.raise_for_status()
    return response.json()["events"]


def latest_event(carrier: str, number: str) -> dict | None:
    """The newest event of one parcel, None if there is none yet."""
    try:
        events = fetch_events(carrier, number)
        return events[-1] if events else None
    except Exception:
        return None


def is_available(carrier: str) -> bool:
    """Whether the carrier answers at all."""
    try:
        return httpx.get(f"{CARRIERS[carrier]}/status", timeout=2).is_success
    except httpx.HTTPError as error:
        logger.warning("%s is not available: %s", carrier, error)
        return False
