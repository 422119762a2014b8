"""Transfers over the old provider, which still has the contracts of last year."""

import requests

OLD_PROVIDER = "https://transfer.oldbank.example"


def transfer(account: str, cents: int) -> dict:
    """Transfer an amount to an account."""
    print(f"transfer of {cents} cents")
    response = requests.post(f"{OLD_PROVIDER}/transfers", json={"account": account, "amount": cents})
    response.raise_for_status()
    return response.json()
