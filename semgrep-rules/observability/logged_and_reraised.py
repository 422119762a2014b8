import logging

import structlog

logger = logging.getLogger(__name__)
log = structlog.get_logger()


def complete(client, prompt):
    try:
        return client.complete(prompt)
    # ruleid: VBE412
    except Exception as e:
        logger.error(f"completion failed: {e}")
        raise


def with_traceback(client, prompt):
    try:
        return client.complete(prompt)
    # ruleid: VBE412
    except Exception:
        logger.exception("completion failed")
        raise


async def by_format(client, prompt):
    try:
        return await client.complete(prompt)
    # ruleid: VBE412
    except Exception as error:
        logger.error("completion failed: %s", str(error), exc_info=True)
        raise error


class Assistant:
    def __init__(self):
        self.logger = logging.getLogger("assistant")

    def complete(self, prompt):
        try:
            return self.client.complete(prompt)
        except ValueError:
            raise
        # ruleid: VBE412
        except Exception as exc:
            self.logger.critical("completion failed", exc_info=exc)
            raise
        finally:
            self.client.close()


def in_words_of_structlog(client, prompt):
    try:
        return client.complete(prompt)
    # ruleid: VBE412
    except Exception as e:
        log.error("completion.failed", error=str(e), error_type=type(e).__name__)
        raise


def says_which(client, prompt, user):
    try:
        return client.complete(prompt)
    # ok: VBE412
    except Exception as e:
        logger.error(f"completion for {user.id} failed: {e}")
        raise


def says_which_in_its_context(client, prompt, user):
    try:
        return client.complete(prompt)
    # ok: VBE412
    except Exception:
        logger.exception("completion failed", extra={"user": user.id})
        raise


def says_which_from_the_start(client, prompt, user):
    bound = structlog.get_logger()
    bound_log = bound.bind(user=user.id)
    try:
        return client.complete(prompt)
    # ok: VBE412
    except Exception as e:
        bound_log.error("completion.failed", error=str(e))
        raise


def explains(client, prompt):
    try:
        return client.complete(prompt)
    # ok: VBE412
    except PermissionError:
        logger.error("completion refused: is the key of the right project set?")
        raise


def tidies_up(session, order):
    try:
        session.add(order)
        session.commit()
    # ok: VBE412
    except Exception as e:
        logger.error(f"order not saved: {e}")
        session.rollback()
        raise


def translates(client, prompt):
    try:
        return client.complete(prompt)
    # ok: VBE412
    except Exception as e:
        logger.error(f"completion failed: {e}")
        raise RuntimeError("completion failed") from e


def decides(client, prompt, strict):
    try:
        return client.complete(prompt)
    # ok: VBE412
    except Exception as e:
        logger.exception("completion failed")
        if strict:
            raise
        return str(e)


def mentions(client, prompt):
    try:
        return client.complete(prompt)
    # ok: VBE412
    except Exception:
        logger.info("completion failed, the caller tries again")
        raise


def only_raises(client, prompt):
    try:
        return client.complete(prompt)
    # ok: VBE412
    except Exception:
        raise


def connect_database(engine):
    try:
        engine.connect()
    # ok: VBE412
    except Exception:
        logger.exception("no database, giving up")
        raise
