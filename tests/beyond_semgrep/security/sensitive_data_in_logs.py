# path: app/sensitive_data_in_logs.py
import logging
import sys

from fastapi import APIRouter

from app.schemas import InvoiceRequest
from app.security import mask

router = APIRouter()


class Mailer:
    def __init__(self):
        self._logger = logging.getLogger(__name__)

    def reset_password(self, user, token):
        # ruleid: VBE370
        self._logger.info("mail to %s: %s", user.email, token)

    def describe(self, token):
        # ok: VBE370
        self._logger.info("unexpected %s", token)


def extras(logger, user, password):
    # ruleid: VBE370
    logger.info("login", extra={"user": user.id, "password": password})
    # ruleid: VBE370
    logger.info("login {} {}".format(user.id, password))
    # ok: VBE370
    logger.info(f"{password:.2}")
    # ok: VBE370
    logger.info("login", extra={"user": user.id})


def masked(logger, api_key):
    shown = mask(api_key)
    # ok: VBE370
    logger.info("key %s", shown)
    api_key = mask(api_key)
    # ok: VBE370
    logger.info("key %s", api_key)


@router.post("/invoices")
def create(request: InvoiceRequest):
    # a field of a model of our own, not what the client sent
    # ok: VBE370
    logging.info("invoice %s", request.data)


def to_a_file(password):
    # ok: VBE370
    print(password, file=sys.stderr)


CONF_API_KEY = "api_key"


def migrate(logger):
    # the name of the field, not its value
    # ok: VBE370
    logger.info("renaming to %s", CONF_API_KEY)


if __name__ == "__main__":
    new_password = "".join(sys.argv)
    # ok: VBE370
    print(new_password)


# path: app/bodies.py
import logging

from fastapi import APIRouter, Depends
from flask import request

from app.schemas import OrderCreate

logger = logging.getLogger(__name__)
router = APIRouter()


@router.post("/orders")
def create(payload: OrderCreate, customer: Customer = Depends(customer_of)):
    # ruleid: VBE370
    logger.info(f"creating {payload}")
    # ruleid: VBE370
    logger.info("creating %s", payload.model_dump())
    data = payload.dict()
    # ruleid: VBE370
    logger.debug("creating %s", data)
    # ok: VBE370
    logger.info("creating %s for %s", payload.id, customer)
    # ok: VBE370
    logger.info("creating %s", payload.model_dump(include={"id"}))


@router.post("/any")
def take(payload: dict[str, object], order_id: int, note: str = ""):
    # ruleid: VBE370
    logger.info("taken %s", payload)
    # ok: VBE370
    logger.info("taken %s %s", order_id, note)


@router.get("/orders/{order_id}")
def read(order_id: OrderId, wanted: OrderFilter = Depends()):
    # ok: VBE370
    logger.info("read %s %s", order_id, wanted)


def received():
    data = request.get_json()
    # ruleid: VBE370
    logger.info("received %s", data)
    data = {"id": data["id"]}
    # ok: VBE370
    logger.info("received %s", data)


def helper(payload: OrderCreate):
    # ok: VBE370
    logger.info("helped with %s", payload)
