"""Ways to ask for the time, as dotted names, and what is done with the answer."""

from __future__ import annotations

# https://docs.python.org/3/library/datetime.html#datetime.datetime.utcnow: no zone, and deprecated since Python 3.12.
NAIVE_UTC = frozenset({"datetime.datetime.utcfromtimestamp", "datetime.datetime.utcnow"})

# The clock on the wall of whichever machine asks.
NAIVE_LOCAL = frozenset({"datetime.datetime.now", "datetime.datetime.today"})

# What says which time it is. It is set while a program runs, so the difference of two answers is no measure:
# https://docs.python.org/3/library/time.html#time.monotonic
WALL_CLOCKS = frozenset({
    "datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow", "django.utils.timezone.now", "pendulum.now",
    "time.time", "time.time_ns",
})

# Arguments that are given a function and call it for every row: SQLAlchemy, Django, dataclasses, pydantic, attrs.
DEFAULT_KEYWORDS = frozenset({"default", "default_factory", "factory", "insert_default", "onupdate"})

# Parts of a moment, and spellings of it for people: no zone is expected in them.
PARTS = frozenset({
    "ctime", "date", "day", "hour", "isocalendar", "isoweekday", "microsecond", "minute", "month", "second", "strftime",
    "time", "timetuple", "toordinal", "weekday", "year",
})

# https://docs.djangoproject.com/en/stable/ref/utils/#django.utils.timezone.make_aware, https://pythonhosted.org/pytz/
ZONE_GIVERS = frozenset({"localize", "make_aware"})

# Spans between two moments.
SPANS = frozenset({"datetime.timedelta()", "dateutil.relativedelta.relativedelta()"})
