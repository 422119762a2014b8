from datetime import datetime, timedelta, timezone

CACHE = {}


def followed_through_a_local_name(order, session, Order):
    # ruleid: VBE141
    now = datetime.now()
    order.closed_at = now
    # ruleid: VBE141
    since = datetime.now().replace(hour=0) - timedelta(days=7)
    # ruleid: VBE141
    until = order.until or datetime.utcnow()
    return session.query(Order).filter(Order.closed_at > since), until


def nobody_reads_a_zone(log, started_at, path):
    # ok: VBE141
    now = datetime.now()
    log.info("%s", now)
    # ok: VBE141
    today = datetime.utcnow()
    month = f"{today.year}-{today.month}"
    # ok: VBE141
    took = datetime.now() - started_at
    # ok: VBE141
    day = (datetime.utcnow() - timedelta(days=1)).strftime("%Y-%m-%d")
    # ok: VBE141
    stamp = datetime.now().isoformat()[:10]
    return now.strftime(path), month, took, day, stamp


def memory_of_the_process(key, value):
    # ok: VBE141
    CACHE[key] = datetime.now() + timedelta(minutes=5)
    # ok: VBE141
    CACHE[key] = {"value": value, "at": datetime.now()}
    # ok: VBE141
    return CACHE[key] > datetime.now()


class Order:
    closed_at = None

    def close(self):
        # ruleid: VBE141
        self.closed_at = datetime.now()


def wrong_zone(order, send):
    # ruleid: VBE141
    order.at = datetime.now().replace(tzinfo=timezone.utc)
    # ruleid: VBE141
    send(f"{datetime.now().isoformat()}Z")
    # ruleid: VBE141
    send(datetime.now().isoformat() + "Z")
    # ruleid: VBE141
    send(datetime.utcfromtimestamp(0))
    # ruleid: VBE141
    order.at = datetime.now(None)
    # ruleid: VBE141
    order.at = datetime.now(tz=None)
    # ok: VBE141
    send(datetime.now())


def not_the_library(order, clock, datetime):
    # ok: VBE141
    order.at = datetime.now()
    # ok: VBE141
    order.at = clock.utcnow()
