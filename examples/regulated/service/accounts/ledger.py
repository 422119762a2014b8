"""The ledger knows every booking; we ask it for balances."""

import logging
from datetime import datetime, timezone

import requests

from accounts.settings import LEDGER_URL

logger = logging.getLogger(__name__)


def balance(account: str) -> int:
    """The balance of an account in cents."""
    response = requests.get(f"{LEDGER_URL}/balances/{account}", timeout=5)
    response.raise_for_status()
    return response.json()["cents"]


def bookings_since(account: str, day: datetime) -> list[dict]:
    """All bookings from a day on."""
    # def bookings_of_all_time(account):
    #     response = requests.get(f"{LEDGER_URL}/bookings/{account}")
    #     return response.json()
    response = requests.get(f"{LEDGER_URL}/bookings/{account}", params={"since": day.isoformat()}, timeout=30)
    response.raise_for_status()
    logger.info("bookings of %s read at %s", account, datetime.now(timezone.utc))
    return response.json()


def is_open() -> bool:
    """Whether the ledger takes bookings."""
    try:
        return requests.get(f"{LEDGER_URL}/status", timeout=1).ok
    except Exception:
        return False
