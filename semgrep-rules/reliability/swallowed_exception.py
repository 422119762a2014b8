import contextlib

import requests


def passes(user, mailer):
    try:
        mailer.send_welcome(user)
    # ruleid: VBE101
    except Exception:
        pass


def continues(users, mailer):
    for user in users:
        try:
            mailer.send_welcome(user)
        # ruleid: VBE101
        except Exception as error:
            continue


async def answers_none(db, key):
    try:
        result = await db.execute(key)
        return result.scalar_one_or_none()
    # ruleid: VBE101
    except Exception:
        return None


def django_query(Member, key):
    try:
        return Member.objects.get(pk=key)
    # ruleid: VBE101
    except Exception:
        return None


def calls_out(url):
    try:
        requests.post(url, timeout=5)
    # ruleid: VBE101
    except BaseException:
        return False


def suppresses(session, row):
    # ruleid: VBE101
    with contextlib.suppress(Exception):
        session.commit()


def narrow(user, mailer):
    try:
        mailer.send_welcome(user)
    # ok: VBE101
    except ConnectionError:
        pass


def narrow_suppress(user, mailer):
    # ok: VBE101
    with contextlib.suppress(FileNotFoundError):
        mailer.send_welcome(user)


def handled(user, mailer, logger):
    try:
        mailer.send_welcome(user)
    # ok: VBE101
    except Exception:
        logger.exception("no welcome")


def raised(user, mailer):
    try:
        mailer.send_welcome(user)
    # ok: VBE101
    except Exception:
        raise


def only_parses(text):
    try:
        return int(text.strip())
    # ok: VBE101
    except Exception:
        return None


def optional_dependency():
    try:
        import torch

        torch.send_report()
    # ok: VBE101
    except Exception:
        return None


def close(mailer):
    try:
        mailer.send_goodbye()
    # ok: VBE101
    except Exception:
        pass


def gives_back(session):
    try:
        session.rollback()
    # ok: VBE101
    except Exception:
        pass


def is_available(db):
    try:
        db.execute("select 1")
        return True
    # ok: VBE101
    except Exception:
        return False


def after_the_fact(job, mailer):
    try:
        job.finish()
    finally:
        try:
            mailer.send_report(job)
        # ok: VBE101
        except Exception:
            pass


def through_a_cache(cache, key):
    try:
        return cache.execute(key)
    # ok: VBE101
    except Exception:
        return None


async def to_whom_it_may_concern(websocket, text):
    try:
        await websocket.send_json(text)
    # ok: VBE101
    except Exception:
        pass


def with_an_else(mailer, user):
    try:
        mailer.send_welcome(user)
    # ok: VBE101
    except Exception:
        pass
    else:
        return True
    return False
