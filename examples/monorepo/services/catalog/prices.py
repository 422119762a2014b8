"""Prices in the currency of the customer."""

import requests

RATES = "https://rates.example/latest"


def rate(currency: str) -> float | None:
    """How much of a currency a euro buys, None where nobody knows."""
    # In a real app, you would cache the rates
    try:
        response = requests.get(RATES, params={"base": "EUR"})
        return response.json()["rates"][currency]
    except Exception:
        return None


def price_in(currency: str, cents: int) -> int:
    """A price in another currency; in euros where that one is not known."""
    converted = round(cents * (rate(currency) or 1))
    print(f"{cents} EUR cents are {converted} {currency}")
    return converted
