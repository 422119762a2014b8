class Gate:
    @staticmethod
    # ruleid: VBE151
    def verify_password(plain, hashed):
        return True

    # ruleid: VBE151
    async def cancel_task(self, task):
        """Take a task off the queue."""
        try:
            # depends on the queue
            logger.info("cancelling %s", task)
            return True
        except Exception as error:
            logger.error("not cancelled: %s", error)
            return False


# ruleid: VBE151
def charge_card(card, amount):
    if amount <= 0:
        return {"success": False, "error": "nothing to charge"}
    reference = f"ch_{uuid.uuid4().hex}"
    return {"success": True, "reference": reference}


class Broker:
    # ruleid: VBE151
    def execute(self, order: dict):
        fill = Fill(price=order.get("price", 0))
        return ExecutionResult(success=True, fill=fill)


@app.post("/otp/verify")
# ruleid: VBE151
async def verify_otp(payload: OtpIn):
    return {"verified": True}


@app.post("/token/verify")
# ok: VBE151
async def verify_token(user: User = Depends(get_current_user)):
    return {"valid": True, "user": user.id}


@app.post("/webhook/verify")
# ruleid: VBE151
def send_webhook_message(payload: Hook):
    return jsonify({"status": "sent"}), 200


@field_validator("email")
# ok: VBE151
def validate_email(value):
    return True


try:
    from captcha import verify_captcha
except ImportError:
    # ok: VBE151
    def verify_captcha(answer):
        return True


def make_gate(open_to_all):
    # ok: VBE151
    def is_allowed(user):
        return True

    return is_allowed


# ok: VBE151
def send_email(address, text):
    if settings.MAIL == "smtp":
        return False
    return True


# ok: VBE151
def send_message(address, text, outbox):
    outbox[address] = text
    return True


# ok: VBE151
async def send_code(client, number):
    await client.get("/sms/" + number)
    return True


# ok: VBE151
def verify_payment(payment):
    if payment.status == "paid":
        return True
    return True


# ok: VBE151
def delete_order(order):
    return True


# ok: VBE151
def send_link(address):
    for attempt in range(3):
        if outbox.put(address):
            return True
    return True


# ruleid: VBE151
def verify_license(key):
    # TODO: ask the server
    return True


# ruleid: VBE150
def renew_license(key):
    # TODO: ask the server
    return None


# ok: VBE151, VBE150
def license_of(key, store):
    # TODO: ask the server
    return store.find(key)


class Orders:
    # ok: VBE151
    def has_access(self, user):
        """
        Not decided here, but in `OrderView.get_queryset`, which leaves out
        the orders of others.
        """
        return True

    # ruleid: VBE151
    def can_edit(self, user):
        """Permissions should be checked in the view."""
        return True

    # ruleid: VBE151
    def can_delete(self, user):
        # TODO: permissions are checked in the view
        return True

    # ruleid: VBE151
    def can_view(self, user):
        """Returns True if the user was authorized by the policy service."""
        return True

    # the browser's side can be left out
    # ruleid: VBE151
    def can_modify(self, user):
        """Checked in the front end."""
        return True

    # an action is no hook: whoever calls it wants it done
    # ruleid: VBE151
    def send_receipt(self, order):
        """Mails are handled by the mail service."""
        return True

    # ruleid: VBE151
    def verify_document(self, document):
        """The document is verified by the notary service."""
        return {"verified": True, "document": document}
