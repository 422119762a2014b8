"""Fetch the events of old parcels again. Used from a shell:

>>> from tracker.backfill import backfill
>>> backfill("northway", open("numbers.txt"))
"""

from collections.abc import Iterable

from tracker.carriers import fetch_events


def backfill(carrier: str, numbers: Iterable[str]) -> dict[str, list[dict]]:
    """Ask again for every number, and tell how far it got."""
    found = {}
    for count, line in enumerate(numbers, start=1):
        number = line.strip()
        found[number] = fetch_events(carrier, number)
        print(f"{count}: {number}: {len(found[number])} events")
    return found
