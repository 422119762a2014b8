import asyncio
import logging
import threading
import traceback

logger = logging.getLogger(__name__)


def in_two_lines(client, prompt):
    try:
        return client.complete(prompt)
    # ruleid: VBE412
    except Exception as e:
        message = str(e)
        logger.error("completion failed: %s", message)
        logger.error("traceback: %s", traceback.format_exc())
        raise


def with_a_print(client, prompt):
    try:
        return client.complete(prompt)
    # ruleid: VBE412
    except:
        logger.exception("completion failed")
        traceback.print_exc()
        raise


def among_others(client, prompt):
    try:
        return client.complete(prompt)
    # ruleid: VBE412
    except (OSError, Exception) as e:
        logger.error("completion failed: {}".format(type(e).__name__))
        raise e


def measured(function):
    def wrapper(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        # ruleid: VBE412
        except Exception as e:
            logger.error(f"call failed: {e!r}")
            raise

    return wrapper


def named(function):
    def wrapper(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        # ok: VBE412
        except Exception as e:
            logger.error(f"{function.__name__} failed: {e!r}")
            raise

    return wrapper


def with_a_value_from_before(client, prompt):
    attempts = 0
    try:
        attempts = client.attempts
        return client.complete(prompt)
    # ok: VBE412
    except Exception as e:
        text = f"attempt {attempts}: {e}"
        logger.error(text)
        raise


def with_what_the_server_said(client, prompt):
    try:
        return client.complete(prompt)
    # ok: VBE412
    except Exception as e:
        logger.error(f"completion failed: {e.response.text}")
        raise


def with_an_adapter(client, prompt, user):
    adapter_log = logging.LoggerAdapter(logger, {"user": user.id})
    try:
        return client.complete(prompt)
    # ok: VBE412
    except Exception:
        adapter_log.exception("completion failed")
        raise


class Poller:
    def start(self):
        self.task = asyncio.create_task(self._poll())
        threading.Thread(target=self._watch, daemon=True).start()

    async def _poll(self):
        try:
            await self.client.poll()
        # ok: VBE412
        except Exception:
            logger.exception("polling stopped")
            raise

    def _watch(self):
        try:
            self.client.watch()
        # ok: VBE412
        except Exception:
            logger.exception("watching stopped")
            raise

    def read(self):
        try:
            return self.client.read()
        # ruleid: VBE412
        except Exception:
            logger.exception("reading failed")
            raise


async def lifespan(app):
    try:
        await app.state.pool.open()
    # ok: VBE412
    except Exception:
        logger.exception("no pool, giving up")
        raise


try:
    settings = open("/etc/service.json").read()
# ok: VBE412
except Exception:
    logger.exception("no settings, giving up")
    raise
