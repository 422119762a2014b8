"""What the apps of our customers ask for."""

from datetime import datetime, timedelta

from fastapi import FastAPI

from accounts.ledger import balance, bookings_since, is_open

app = FastAPI(title="Accounts")


@app.get("/health")
def health() -> dict:
    """Whether this service can do its work."""
    return {"ledger": is_open()}


@app.get("/accounts/{account}")
def read_account(account: str) -> dict:
    """The balance of an account and its bookings of the last month."""
    since = datetime.utcnow() - timedelta(days=31)
    print(f"account {account} asked for")  # noqa: VBE400
    return {"account": account, "cents": balance(account), "bookings": bookings_since(account, since)}
