from contextlib import suppress


def bare(mailer, user):
    try:
        mailer.send_welcome(user)
    # ruleid: VBE101
    except:
        pass


def in_a_tuple(mailer, user):
    try:
        mailer.send_welcome(user)
    # ruleid: VBE101
    except (ValueError, Exception):
        ...


async def assigns(db):
    try:
        size = await db.scalar("select 1")
    # ruleid: VBE101
    except Exception:
        size = 0
    return size


async def one_of_many(session, rows):
    # ruleid: VBE101
    with suppress(Exception, KeyError):
        await session.commit()


async def told_apart_later(db):
    try:
        size = await db.scalar("select 1")
    # ok: VBE101
    except Exception:
        size = None
    if size is None:
        size = len(db.tables)
    return size


async def as_a_flag(db):
    try:
        await db.execute("select 1")
        connected = True
    # ok: VBE101
    except Exception:
        connected = False
    return {"connected": connected}


async def says_so(db, status):
    try:
        status["rows"] = await db.scalar("select 1")
    # ok: VBE101
    except Exception:
        status["rows"] = {"error": "unavailable"}


def in_empty_answers(Member):
    try:
        return Member.objects.filter(active=True)
    # ok: VBE101
    except Exception:
        return []


def counts(Member):
    try:
        return Member.objects.count()
    # ok: VBE101
    except Exception:
        return 0


def unchanged(mailer, text):
    try:
        return mailer.send_and_quote(text)
    # ok: VBE101
    except Exception:
        return text


def looks_at_it(mailer, user):
    try:
        mailer.send_welcome(user)
    # ok: VBE101
    except Exception as error:
        return error


def of_an_answer(response):
    try:
        return response.json()
    # ok: VBE101
    except Exception:
        return None
