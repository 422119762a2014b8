import time
from datetime import datetime, timedelta, timezone

import requests
from flask import g, request

# ruleid: VBE426
STARTED = time.time()


def uptime():
    return time.time() - STARTED


class Breaker:
    def __init__(self, clock):
        self.last_failure = None
        # ok: VBE426
        self.opened_at = datetime.now(timezone.utc)
        self.probed_at = 0.0
        self.closed_at = clock()

    def fail(self):
        # ruleid: VBE426
        self.last_failure = time.time()

    def is_open(self):
        return self.last_failure is not None and time.time() - self.last_failure < 30

    def as_dict(self):
        return {"opened_at": self.opened_at, "seconds": (datetime.now(timezone.utc) - self.opened_at).seconds}

    def may_probe(self):
        now = time.time()
        if now - self.probed_at < 5:
            return False
        # ruleid: VBE426
        self.probed_at = time.time()
        return True

    def reset(self):
        # ok: VBE426
        self.closed_at = time.time()

    def closed_for(self):
        return time.time() - self.closed_at


def before_request():
    # ruleid: VBE426
    g.started = time.time()
    # ok: VBE426
    request.seen_at = time.time()


def after_request(response):
    response.headers["X-Seconds"] = str(time.time() - g.started)
    return response


def wait_for(url, seconds):
    # ruleid: VBE426
    deadline = time.time() + seconds
    while time.time() < deadline:
        if requests.get(url, timeout=deadline - time.time()).ok:
            return True
    return False


def until_token_expires(token, session):
    # ok: VBE426
    expires_at = time.time() + token["expires_in"]
    session.keep(token, expires_at)
    # ok: VBE426
    session.expires_at = time.time() + token["expires_in"]
    return time.time() < expires_at


def two_phases(index):
    # ruleid: VBE426
    start = time.time()
    index.read()
    read = time.time() - start
    # ruleid: VBE426
    start = time.time()
    index.write()
    return read, time.time() - start


def guarded(index, verbose):
    start = None
    if verbose:
        # ruleid: VBE426
        start = time.time()
    # ruleid: VBE426
    began: float = time.time()
    index.read()
    return time.time() - began, time.time() - start if start else 0


def of_the_outer_function(index):
    # ruleid: VBE426
    start = time.time()

    def elapsed():
        return time.time() - start

    index.read()
    return elapsed()


def something_else(index):
    # ok: VBE426
    start = time.time()
    index.read()
    start = index.start
    return time.time() - start


def another_sum(index):
    # ok: VBE426
    start = time.time()
    return index.mtime - start


def the_day_before(index):
    # ok: VBE426
    now = datetime.now(timezone.utc)
    # ok: VBE426
    then = datetime.now(timezone.utc) - timedelta(days=1)
    return index.rows(then, now - timedelta(hours=1))


def both_at_once(index):
    # ok: VBE426
    first = last = time.time()
    index.read()
    return time.time() - first, last
