import logging
from abc import ABC, abstractmethod
from typing import overload

import click

from app.routing import router

logger = logging.getLogger(__name__)


# ruleid: VBE150
def find_overlapping(booking, calendar):
    # TODO: query the calendar
    return []


# ruleid: VBE150
def geocode(address):
    """Turn an address into a place."""
    # Placeholder until we have a provider
    return {"latitude": 0.0, "longitude": 0.0, "address": address}


# ruleid: VBE150
def archive(order):
    pass  # TODO


# ruleid: VBE150
async def reindex(orders):
    # FIXME: not implemented
    return None


@router.get("/orders/{number}")
# ruleid: VBE150
async def show_order(number: int):
    """Show one order."""
    # In a real implementation this would ask the database
    return {"number": number, "status": "open"}


@router.post("/orders")
# ruleid: VBE150
def create_order(order: dict):
    # Implement order creation logic
    return {"message": "Order created"}


class Planner:
    # ruleid: VBE150
    def plan(self, orders):
        """Plan the tours of a day."""
        print("planning", orders)
        return None  # placeholder

    # ruleid: VBE150
    def rate(self, tour):
        # simulate the rating
        return 0.5

    # ruleid: VBE150
    def cost(self, tour):
        raise NotImplementedError("costs are not implemented yet")

    # ruleid: VBE150
    def notify(self, tour):
        logger.info("would notify %s", tour)
        # TODO: talk to the push service

    # ok: VBE150
    def stops(self, tour):
        # for now all of them
        return tour.stops

    # ok: VBE150
    def is_open(self, tour):
        # TODO: ask for the hour as well
        return not self.closed

    # ok: VBE150
    def total(self, tour):
        # TODO: weigh by distance
        return len(tour.stops) * self.rate(tour)

    # ok: VBE150
    def describe(self):
        # TODO: translate
        return {"name": self.name}

    # ok: VBE150
    def close(self):
        # TODO: nothing is kept open yet
        pass

    # ok: VBE150
    def __repr__(self):
        return "planner"  # TODO


# ruleid: VBE150
def export_calendar(calendar):
    raise NotImplementedError("TODO: export")


# ok: VBE150
def limits():
    return {"orders": 100, "seats": 4}


# ok: VBE150
def on_start(app):
    pass


# ok: VBE150
def on_stop(app):
    # nothing to do yet, TODO: ask again when there are workers
    pass


# ok: VBE150
def before_flush(session):
    """Hook for subclasses, a stub by design."""
    # TODO
    return None


# ok: VBE150
def pick(orders, number):
    # TODO: bisect
    return orders[number]


# ok: VBE150
def fetch(client, number):
    # TODO: retry
    return client.fetch(number)


# ok: VBE150
def template():
    return """
    Replace the placeholder with your name
    """


@router.get("/exports")
# ok: VBE150
def list_exports():
    # TODO: exports
    return {"detail": "not there yet"}, 501


@click.group()
# ok: VBE150
def cli():
    # TODO: describe
    pass


class Gateway(ABC):
    # ok: VBE150
    def charge(self, amount):
        # TODO: document
        pass

    # ok: VBE150
    @abstractmethod
    def refund(self, amount):
        # TODO: document
        pass


class NullGateway:
    # ok: VBE150
    def charge(self, amount):
        # TODO: count
        return None


class Storage:
    # ok: VBE150
    def save(self, name):
        raise NotImplementedError

    # ok: VBE150
    def read(self, name):
        raise NotImplementedError("read is not supported by this backend")

    # ok: VBE150
    def delete(self, name):
        raise NotImplementedError("subclasses must implement delete, which is not implemented yet")


class Disk(Storage):
    # ok: VBE150
    def save(self, name):
        return name


@overload
# ok: VBE150
def parse(text: str) -> str:
    # TODO
    ...


# ok: VBE150
def stub_sender(message):
    # TODO
    return None


class Account:
    # ok: VBE150
    def balance(this):
        # TODO: with interest
        return {"balance": this.amount, "currency": "EUR"}

    @classmethod
    # ok: VBE150
    def limits(owner):
        # TODO: by country
        return {"limit": owner.most, "currency": "EUR"}
