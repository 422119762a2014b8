"""Decorators after which a function still does what its body says, and those that spare most of its calls.

As dotted paths, `()` for what makes the decorator. By the last name: what registers a function and hands it back.
Sources: the documentation of functools, abc, contextlib, tenacity, backoff, Celery, Click, FastAPI, Flask, Sentry, OpenTelemetry.
"""

from __future__ import annotations

KEEPING = frozenset({
    "abc.abstractmethod", "backoff.on_exception()", "backoff.on_predicate()", "celery.shared_task", "celery.shared_task()", "classmethod",
    "django.db.transaction.atomic", "django.db.transaction.atomic()", "functools.wraps()", "sentry_sdk.trace", "stamina.retry()",
    "staticmethod", "tenacity.retry", "tenacity.retry()", "typing.final", "typing.no_type_check", "typing.override",
    "typing_extensions.override",
})

REGISTERING = frozenset({
    "api_view", "before_request", "delete", "errorhandler", "exception_handler", "get", "head", "middleware", "on_event", "options",
    "patch", "post", "put", "receiver", "route", "task", "websocket",
})

CACHING = frozenset({
    "aiocache.cached()", "alru_cache", "async_lru.alru_cache", "async_lru.alru_cache()", "cache", "cachetools.cached()",
    "cachetools.cachedmethod()", "functools.cache", "functools.cached_property", "functools.lru_cache", "functools.lru_cache()",
})
