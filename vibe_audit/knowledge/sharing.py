"""Words that tell what is the same for everybody from what belongs to one user or one request, by the last word of a name."""

from __future__ import annotations

# There are a few of each, whoever asks: what is worked out for one is right for the next.
SHARED_THINGS = frozenset({
    "backend", "config", "configuration", "country", "currency", "dialect", "env", "environment", "feature", "flag", "lang", "language",
    "llm", "locale", "model", "permission", "plan", "provider", "role", "schema", "setting", "subscription", "table", "template", "theme",
    "tier", "timezone", "tz", "upstream",
})

# Names as a whole that say where one's own peer is.
SHARED_NAMES = frozenset({"api_base", "api_base_url", "api_url", "base_url"})

# One of each for whoever asks, or for each time that somebody does.
PERSONAL_THINGS = frozenset({
    "account", "address", "api_key", "call", "chat", "client", "conversation", "customer", "device", "email", "host", "ip", "job", "login",
    "member", "message", "order", "org", "organisation", "organization", "owner", "payload", "peer", "phone", "principal", "prompt",
    "question", "req", "request", "room", "sender", "session", "sid", "subject", "task", "tenant", "ticket", "token", "upload", "user",
    "username", "visitor", "workspace",
})

# Behind these words a name says what it is of: `plan_id`, `language_code`, `model_name`.
IDENTIFYING = frozenset({
    "code", "hash", "id", "key", "kind", "name", "pair", "pk", "slug", "str", "string", "type", "uuid", "value", "version",
})

# What work is done with, whoever it is for, where it is handed to a call: `load(session, plan)`.
TOOLS = frozenset({"client", "session"})

# What nothing but this process knows: https://docs.python.org/3/library/functions.html#id, threading, os and asyncio.
OF_THIS_PROCESS = frozenset({
    "current_task", "current_thread", "get_event_loop", "get_ident", "get_native_id", "get_running_loop", "getpid", "id",
})
