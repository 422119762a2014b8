import datetime as dt
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

import pytz
from django.db import models
from django.utils.timezone import make_aware
from pydantic import BaseModel, Field
from sqlalchemy import Column, DateTime, func
from sqlalchemy.orm import mapped_column


class Order:
    # ruleid: VBE141
    created_at = Column(DateTime, default=datetime.utcnow)
    # ruleid: VBE141
    updated_at = Column(DateTime, onupdate=dt.datetime.utcnow)
    # ruleid: VBE141
    seen_at = mapped_column(insert_default=datetime.now)
    # ruleid: VBE141
    paid_at = models.DateTimeField(default=datetime.now, blank=True)
    # ruleid: VBE141
    sent_at = Column(DateTime, default=lambda: datetime.utcnow())
    # ok: VBE141
    made_at = Column(DateTime(timezone=True), server_default=func.now())
    # ok: VBE141
    aware_at = Column(DateTime, default=lambda: datetime.now(timezone.utc))


class Event(BaseModel):
    # ruleid: VBE141
    at: datetime = Field(default_factory=datetime.utcnow)
    # ruleid: VBE141
    text: str = Field(default_factory=lambda: datetime.now().isoformat())


@dataclass
class Card:
    # ruleid: VBE141
    at: datetime = field(default_factory=dt.datetime.now)


def stored(order, create, record):
    # ruleid: VBE141
    order.closed_at = datetime.now()
    # ruleid: VBE141
    order.closed_at = datetime.today()
    # ruleid: VBE141
    order.closed_at = datetime.utcnow()
    # ruleid: VBE141
    record["closed_at"] = datetime.utcnow()
    # ruleid: VBE141
    record["closed_at"] = datetime.now().isoformat()
    # ruleid: VBE141
    create(closed_at=dt.datetime.now())
    # ruleid: VBE141
    create({"closed_at": datetime.now()})
    # ruleid: VBE141
    create({"closed_at": datetime.utcnow().isoformat()})
    # ruleid: VBE141
    closed_at = datetime.now().isoformat()
    # ok: VBE141
    order.closed_at = datetime.now(timezone.utc)
    # ok: VBE141
    order.closed_at = datetime.now(tz=pytz.utc)
    # ok: VBE141
    record["closed_at"] = datetime.now(timezone.utc).isoformat()
    # ok: VBE141
    order.closed_at = datetime.utcnow().replace(tzinfo=timezone.utc)
    # ok: VBE141
    order.closed_at = pytz.utc.localize(datetime.utcnow())
    # ok: VBE141
    order.closed_at = make_aware(datetime.now())
    # ok: VBE141
    order.closed_at = datetime.now().astimezone()
    # ok: VBE141
    order.closed_at = datetime.now().timestamp()
    # ok: VBE141
    order.day = datetime.utcnow().date()
    return closed_at


def expired(token, jwt):
    # ruleid: VBE141
    if token.expires_at < datetime.now():
        return True
    # ruleid: VBE141
    return jwt.encode({"exp": datetime.utcnow() + timedelta(hours=1)})


def said(log, started, open, render):
    # ok: VBE141
    log.info("at %s", datetime.utcnow())
    # ok: VBE141
    print(f"[{datetime.now().isoformat()}] done")
    # ok: VBE141
    banner = "started {at}".format(at=datetime.now())
    # ok: VBE141
    open("dump-" + datetime.now().strftime("%Y%m%d"))
    # ok: VBE141
    open("dump-" + datetime.now().isoformat().replace(":", "-"))
    # ok: VBE141
    render({"year": datetime.now().year, "now": datetime.now()})
    # ok: VBE141
    render(now=datetime.now())
    # ok: VBE141
    log.info((datetime.utcnow() - started).total_seconds())
    # ok: VBE141
    sent = {"at": datetime.utcnow().isoformat() + "Z"}
    return banner, sent


class Breaker:
    def __init__(self, other):
        # ok: VBE141
        self.opened_at = datetime.now()
        # ok: VBE141
        other._opened_at = datetime.now()

    def is_open(self):
        # ok: VBE141
        return self.opened_at < datetime.now()


class Breaker:
    def __init__(this):
        # ok: VBE141
        this.opened_at = datetime.now()
