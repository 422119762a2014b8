# path: app/__init__.py

# path: app/database.py
import os
from contextlib import contextmanager as managed

URL: str = os.environ["DATABASE_URL"]
ENGINE = POOL = None
first, (second, *rest) = 1, (2, 3)

if URL:
    def connect():
        with open(URL) as stream:
            return stream
else:
    connect = None

for attempt in range(3):
    late = attempt


class Session:
    def close(self):
        global OPENED
        OPENED = False


# path: app/plugins.py
from app.database import *


# path: app/settings.py
def __getattr__(name):
    return name


# path: app/models/__init__.py
from .order import Order

__all__ = ["Order", "order"]

# path: app/models/order.py
class Order:
    pass


# path: app/tasks/send.py
def send():
    pass


# path: app/queue.py
def put():
    pass


# path: app/main.py
import queue
from queue import Queue

import requests
from fastapi import FastAPI

from app import database, models, tasks
from app.database import ENGINE, OPENED, POOL, URL, Session, attempt, connect, first, late, managed, os, rest, second, stream
from app.models import Order, order
from app.models.order import Order as Row
from app.plugins import anything
from app.settings import DEBUG
from app.tasks import send
from . import database as here
from .models import Order as Other
from .tasks.send import send as deliver

# ruleid: VBE153
from app.database import get_session
from app.database import (
    Session as Held,
    # ruleid: VBE153
    SessionLocal,
)
# ruleid: VBE153
from app.repositories import OrderRepository
# ruleid: VBE153
from app.models.customer import Customer
# ruleid: VBE153
from app.tasks import receive
# ruleid: VBE153
import app.tasks.receive
# ruleid: VBE153
from .models.invoice import Invoice
# ruleid: VBE153
from . import caching
# ruleid: VBE153
from .database import get_engine
# built with the package, never kept with the source
# ok: VBE153
from app._version import version
# ok: VBE153
from app.orders_pb2 import OrderMessage
# ok: VBE153
from ._speedups import fast
# the package of that name, which a file of ours does not hide
# ok: VBE153
from redis.asyncio import Redis

try:
    # ok: VBE153
    from app.compat import tomllib
except ImportError:
    # ok: VBE153
    from app.vendored import tomllib

if TYPE_CHECKING:
    # ok: VBE153
    from app.protocols import Repository

if os.path.exists("app/overrides.py"):
    # ok: VBE153
    from app import overrides
# written by whoever installs the service
# ok: VBE153
from app.local_settings import SECRET_KEY


def ship():
    # ruleid: VBE153
    from app.services.shipping import ship_order

    return ship_order()


# path: app/redis/__init__.py

# path: src/billing/invoices.py
# ok: VBE153
from app.database import Session
# ok: VBE153
from billing.rates import RATE
# ruleid: VBE153
from billing.taxes import VAT

# path: src/billing/rates.py
RATE = 1

# path: tools/run.py
import sys

sys.path.insert(0, "generated")
# ok: VBE153
from app.generated_client import Client

# path: tests/test_orders.py
# ok: VBE153
from app.models import Order
# ruleid: VBE153
from app.factories import make_order


def test_order():
    assert make_order() == Order()
