"""Requests to other people's services."""

import requests


def get_json(url: str) -> dict:
    """The answer of a service, as JSON."""
    response = requests.get(url)
    response.raise_for_status()
    print(f"{url}: {response.status_code}")
    return response.json()


def is_up(url: str) -> bool:
    """Whether a service answers."""
    try:
        return requests.get(url, timeout=2).ok
    except Exception:
        return False
