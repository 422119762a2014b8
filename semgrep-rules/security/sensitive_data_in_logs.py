# path: app/views.py
import logging
import os

import structlog
from django.conf import settings
from fastapi import Request

logger = logging.getLogger(__name__)
log = structlog.get_logger()


def credentials(user, username, password, reset_token, api_key, otp):
    # ruleid: VBE370
    print("login", username, password)
    # ruleid: VBE370
    logger.info(f"reset token for {user.id}: {reset_token}")
    # ruleid: VBE370
    logger.debug("key %s", api_key)
    # ruleid: VBE370
    logger.warning("password of %s is " + user.password, username)
    # ruleid: VBE370
    logging.error("otp: %s" % otp)
    # ruleid: VBE370
    log.info("seat assigned", invitation_token=user.invitation_token)
    # ruleid: VBE370
    logger.info(
        "key in use: %s",
        settings.SECRET_KEY,
    )
    # ruleid: VBE370
    logger.info("header %s", user.headers["Authorization"])
    # ruleid: VBE370
    print(f"created {username} with {user['password']}")
    # ruleid: VBE370
    logger.debug("key %s", os.getenv("STRIPE_API_KEY"))


def send_sms(phone, code):
    # ruleid: VBE370
    print(f"[OTP] Phone: {phone}, Code: {code}")
    # ok: VBE370
    print(f"status code: {code}")


def whole_requests(request):
    # ruleid: VBE370
    print("request.POST", request.POST)
    # ruleid: VBE370
    logger.info(f"body: {request.body}")
    # ruleid: VBE370
    logger.info("received %s", request.data)
    # ruleid: VBE370
    print(f"headers: {dict(request.headers)}")
    # ok: VBE370
    logger.info("name %s", request.POST.get("name"))
    # ok: VBE370
    logger.info("fields %s", list(request.POST.keys()))
    # ok: VBE370
    logger.info("%d bytes", len(request.body))
    # ok: VBE370
    logger.info("agent %s", request.headers["User-Agent"])
    # ok: VBE370
    logger.info("method %s", request.method)


async def body(request: Request):
    # ruleid: VBE370
    logger.info("body %s", await request.json())


def harmless(user, password, token, access_token, max_tokens, response, api_key):
    # ok: VBE370
    logger.info("password changed for %s", user.id)
    # ok: VBE370
    logger.debug("access token %s...", access_token[:8])
    # ok: VBE370
    logger.debug("token of %d characters", len(access_token))
    # ok: VBE370
    logger.info("key is %s", "set" if api_key else "missing")
    # ok: VBE370
    logger.info("key is set: %s", bool(api_key))
    # ok: VBE370
    logger.info("key is set: %s", api_key is not None)
    # ok: VBE370
    logger.info("used %s of %s tokens", response.usage.total_tokens, max_tokens)
    # a coin, or a word that a parser met
    # ok: VBE370
    logger.info("price of %s", token)
    # ok: VBE370
    logger.info("hash %s", user.password_hash)
    # ok: VBE370
    logger.info("user has one: %s", user.has_password)
    # ok: VBE370
    logger.error("OPENAI_API_KEY is not set")
    # ok: VBE370
    user.set(password)


def debug_only(request):
    if settings.DEBUG:
        # ok: VBE370
        logger.debug("params %s", request.POST)
