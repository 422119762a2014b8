"""The page and what its script asks for."""

from datetime import datetime

from fastapi import FastAPI, HTTPException

from tracker.carriers import UnknownCarrier, fetch_events, latest_event

app = FastAPI(title="Parcel tracker")


@app.get("/parcels/{carrier}/{number}")
def read_parcel(carrier: str, number: str) -> dict:
    """All that is known about one parcel."""
    try:
        events = fetch_events(carrier, number)
    except UnknownCarrier as error:
        raise HTTPException(status_code=404, detail="No such carrier") from error
    print(f"{carrier} {number}: {len(events)} events")
    return {"carrier": carrier, "number": number, "events": events, "asked_at": datetime.utcnow()}


@app.get("/parcels/{carrier}/{number}/latest")
def read_latest(carrier: str, number: str) -> dict:
    """The newest event of one parcel."""
    # For now we just show nothing when the carrier is down, this should be improved before go-live
    return {"carrier": carrier, "number": number, "event": latest_event(carrier, number)}
