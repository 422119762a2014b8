"""Tests of the carriers' client."""

from tracker.carriers import latest_event


def test_latest_event():
    event = latest_event("northway", "NW-1")
    print(event)
