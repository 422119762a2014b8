"""HTTP clients, as dotted names; `()` marks the result of a call, as `names` writes it."""

from __future__ import annotations

REQUESTS_VERBS = frozenset({"delete", "get", "head", "options", "patch", "post", "put", "request"})

REQUESTS_SESSIONS = frozenset({"requests.Session()", "requests.session()", "requests.sessions.Session()"})

# https://requests.readthedocs.io/en/latest/user/advanced/#timeouts: without a timeout the call waits for ever.
REQUESTS_CALLS = frozenset(
    f"{base}.{verb}" for base in ("requests", "requests.api", *REQUESTS_SESSIONS) for verb in REQUESTS_VERBS
) | {f"{session}.send" for session in REQUESTS_SESSIONS}

# https://docs.python.org/3/library/urllib.request.html: the global default, which is none, is used.
URLLIB_CALLS = frozenset({"urllib.request.build_opener().open", "urllib.request.urlopen"})

# https://www.python-httpx.org/advanced/timeouts/: 5 seconds unless `timeout=None` takes the limit away.
HTTPX_CALLS = frozenset(
    f"{base}.{verb}"
    for base in ("httpx", "httpx.AsyncClient()", "httpx.Client()")
    for verb in (*REQUESTS_VERBS, "stream")
) | {"httpx.AsyncClient", "httpx.Client", "httpx.Timeout"}

# https://docs.aiohttp.org/en/stable/client_quickstart.html#timeouts: 5 minutes unless `total=None` takes the limit away.
AIOHTTP_TIMEOUTS = frozenset({"aiohttp.ClientTimeout", "aiohttp.client.ClientTimeout"})
