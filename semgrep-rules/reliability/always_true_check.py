import logging
import uuid
from abc import ABC, abstractmethod
from datetime import datetime
from typing import Protocol

from app.security import login_required, verify

logger = logging.getLogger(__name__)


# ruleid: VBE151
def verify_signature(payload, signature):
    return True


# ruleid: VBE151
def authenticate(request, username, password):
    """Look the user up."""
    # everybody is welcome
    return True


# ruleid: VBE151
async def is_authorized(user, action):
    logger.info("asked for %s", action)
    return True


# ruleid: VBE151
def has_permission(user, name) -> bool:
    """Whether the user may."""
    logger.debug("%s: %s", user, name)
    return True


class Notary:
    # ruleid: VBE151
    def verify_document(self, document_hash):
        """Ask the chain."""
        return {
            "is_verified": True,
            "block": 18000000,
            "hash": f"0x{document_hash[:64]}",
        }

    # ruleid: VBE151
    def can_edit(self, document):
        return True


class CardGateway(Gateway):
    # ruleid: VBE151
    def charge(self, amount, card):
        return {"status": "success", "amount": amount}

    # ruleid: VBE151
    def process_payment(self, amount, card):
        print("charging", amount)
        return {"success": True, "transaction_id": str(uuid.uuid4())}

    # ruleid: VBE151
    def verify_webhook(self, body, signature):
        return True

    # a restriction that this gateway does not have
    # ok: VBE151
    def has_permission(self, user):
        return True

    # ok: VBE151
    def can_edit(self, charge):
        return True

    # ok: VBE151
    def supports_refunds(self, currency):
        return True


# ruleid: VBE151
def send_sms(number, code):
    print(f"to {number}: {code}")
    return True


# ruleid: VBE151
def send_email(address, subject):
    """Send a mail."""
    print(f"to {address}")
    print(subject)
    return True, "sent"


# ruleid: VBE151
def refund_payment(payment, amount):
    return RefundResult(success=True, amount=amount)


# ruleid: VBE151
def cancel_task(task):
    logger.info("cancelling %s", task)
    return True


# ok: VBE151
def has_object_access(user, order):
    """Hook of the admin; permissions are enforced by the router."""
    return True


# ok: VBE151
def check_permissions(user):
    # the object-level check happens in has_object_permission
    return True


# ok: VBE151
def verify_api_key(request):
    """Nothing to do here.

    The gateway already verifies the key and takes it off the request.
    """
    return True


class Porch:
    # access is decided by the dependency
    # ok: VBE151
    def is_authorized(self, user):
        return True

    # ruleid: VBE151
    def is_permitted(self, user):
        """Whether the user is let in. Always returns True for now."""
        return True


# ruleid: VBE151
def verify_license(key):
    """Ask the license server."""
    return True


# ok: VBE151
def verify_token(token, store):
    return store.get(token) is not None


# ok: VBE151
def verify_password(password, user):
    if not verify(password, user.hash):
        raise ValueError("wrong password")
    return True


# ok: VBE151
def check_password(password):
    if len(password) < 12:
        return False
    return True


# ok: VBE151
def send_invoice(invoice, mailer):
    mailer.send(invoice)
    return True


# ok: VBE151
def send_reminder(invoice):
    invoice.reminded = datetime.now()
    return True


# ok: VBE151
def verify_email(user):
    raise NotImplementedError


# its work is done before it is called
# ok: VBE151
@login_required
def verify_session(request):
    return {"valid": True}


# nothing is asked of it
# ok: VBE151
def is_authenticated():
    return True


# ok: VBE151
def validate_order(order):
    return True


# ok: VBE151
def send_status(order):
    return {"status": "pending"}


# ok: VBE151
def mock_send_email(address):
    return True


# ok: VBE151
def update_settings(settings):
    return True


class Transport(ABC):
    # ok: VBE151
    def send_message(self, message):
        return True

    # ok: VBE151
    @abstractmethod
    def verify_signature(self, message):
        return True


class Verifier(Protocol):
    # ok: VBE151
    def verify_token(self, token):
        return True


class NullMailer(Mailer):
    # ok: VBE151
    def send_email(self, address, text):
        return True


class BaseGate:
    # ok: VBE151
    def is_allowed(self, user):
        return True


class Door:
    # ok: VBE151
    def is_allowed(self, user):
        return True


class Vault(Door):
    # ok: VBE151
    def is_allowed(self, user):
        return user.is_staff


class Gate:
    # ok: VBE151
    def is_authorized(this):
        return True

    # ruleid: VBE151
    def is_permitted(this, user):
        return True
