import datetime as dt
import logging
import time
from datetime import datetime, timezone
from time import time as now

logger = logging.getLogger(__name__)


def told(index):
    # ruleid: VBE426
    started = time.time()
    index.rebuild()
    logger.info("rebuilt in %.2f s", time.time() - started)


def returned(index):
    # ruleid: VBE426
    start_time = time.time()
    rows = index.rows()
    elapsed_ms = round((time.time() - start_time) * 1000, 2)
    return {"rows": rows, "elapsed_ms": elapsed_ms}


def waiting(job, seconds):
    # ruleid: VBE426
    t0 = now()
    while not job.done():
        if now() - t0 > seconds:
            raise TimeoutError(job)
        time.sleep(1)


def on_failure(index):
    # ruleid: VBE426
    start = datetime.now(timezone.utc)
    try:
        index.rebuild()
    except OSError:
        logger.exception("failed after %s", datetime.now(timezone.utc) - start)
        raise
    return (datetime.now(timezone.utc) - start).total_seconds()


async def two_moments(index):
    # ruleid: VBE426
    start = dt.datetime.utcnow()
    await index.rebuild()
    end = dt.datetime.utcnow()
    return (end - start).total_seconds()


def measured(function):
    def wrapper(*args, **kwargs):
        # ruleid: VBE426
        start = time.time_ns()
        result = function(*args, **kwargs)
        logger.debug("%s took %d ns", function, time.time_ns() - start)
        return result

    return wrapper


def with_the_right_clock(index):
    # ok: VBE426
    start = time.perf_counter()
    index.rebuild()
    # ok: VBE426
    begun = time.monotonic()
    index.rebuild()
    return time.perf_counter() - start, time.monotonic() - begun


def kept_as_a_date(job):
    # ok: VBE426
    started = datetime.now(timezone.utc)
    job.started_at = started
    job.run()
    job.seconds = (datetime.now(timezone.utc) - started).total_seconds()


def handed_on(job, audit):
    # ok: VBE426
    started = time.time()
    audit.begin(job, at=started)
    job.run()
    audit.end(job, time.time() - started)


def shown_as_a_date(job):
    # ok: VBE426
    start = datetime.now(timezone.utc)
    logger.info("started at %s", start.isoformat())
    job.run()
    logger.info("took %s", datetime.now(timezone.utc) - start)


def age_of(order, path):
    # ok: VBE426
    today = datetime.now(timezone.utc)
    days = (today - order.created_at).days
    # ok: VBE426
    moment = time.time()
    return days, moment - path.stat().st_mtime


def since_a_moment_given(start):
    # ok: VBE426
    return time.time() - start


def mended(index, started=None):
    if started is None:
        # ok: VBE426
        started = time.time()
    index.rebuild()
    return time.time() - started


def before_that(today):
    # ok: VBE426
    cutoff = datetime.now(timezone.utc)
    return cutoff - dt.timedelta(days=30)


def named(index):
    # ok: VBE426
    version = time.time()
    return index.copy(f"index-{version}")
