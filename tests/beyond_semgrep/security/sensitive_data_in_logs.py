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
