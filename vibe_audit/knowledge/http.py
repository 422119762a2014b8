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

AIOHTTP_SESSIONS = frozenset({"aiohttp.ClientSession()", "aiohttp.client.ClientSession()"})

# Calls whose answer says only by its status that it is an error page: none of these clients raises of itself.
ANSWERED_CALLS = frozenset(
    f"{base}.{verb}"
    for base in ("requests", "requests.api", "httpx", "httpx.AsyncClient()", "httpx.Client()", *REQUESTS_SESSIONS, *AIOHTTP_SESSIONS)
    for verb in (*REQUESTS_VERBS, "stream")
)

# What a response is asked for in order to know whether it is the answer that was wanted.
STATUS_PARTS = frozenset({
    "error", "history", "is_client_error", "is_error", "is_informational", "is_redirect", "is_server_error", "is_success", "ok",
    "raise_for_status", "reason", "reason_phrase", "status", "status_code",
})

# What holds the body of a response: attributes and methods of the responses of requests, httpx and aiohttp.
BODY_PARTS = frozenset({
    "aiter_bytes", "aiter_lines", "aiter_raw", "aiter_text", "aread", "content", "iter_bytes", "iter_content", "iter_lines", "iter_raw",
    "iter_text", "json", "raw", "read", "text",
})
