"""Calls by what is lost when they fail: nothing, something outside of the process, or only the tidying up."""

from __future__ import annotations

# Calls that read a value out of what is already there.
READING_CALLS = frozenset({
    "Decimal", "UUID", "abs", "all", "any", "b64decode", "bool", "bytes", "decode", "dict", "encode", "find", "findall", "float",
    "format", "fromisoformat", "fromtimestamp", "get", "getattr", "hasattr", "int", "isinstance", "items", "join", "json", "keys",
    "len", "list", "literal_eval", "loads", "lower", "match", "max", "min", "model_validate", "parse", "partition", "pop", "put_nowait",
    "range", "replace", "repr", "round", "safe_load", "search", "set", "sleep", "sorted", "split", "str", "strftime", "strip",
    "strptime", "sub", "sum", "text", "tuple", "type", "upper", "urlparse", "values", "zip",
})

# Calls that give something back or take something away, last name.
UNDOING_CALLS = frozenset({
    "aclose", "cancel", "cleanup", "close", "discard", "disconnect", "dispose", "flush", "join", "kill", "quit", "release",
    "remove", "removeHandler", "reset", "rmdir", "rmtree", "rollback", "shutdown", "stop", "terminate", "unlink", "unregister",
    "unsubscribe", "wait_closed",
})

# Calls that a function which does no work fills its result with, last name: numbers, names, moments, texts, a pause.
IDLE_CALLS = frozenset({
    "Decimal", "abs", "bool", "choice", "choices", "datetime", "dict", "dumps", "float", "format", "getLogger", "get_logger", "hex",
    "hexdigest", "int", "isoformat", "join", "len", "list", "lower", "max", "md5", "min", "monotonic", "now", "perf_counter", "randint",
    "random", "round", "sha256", "sleep", "str", "strftime", "strip", "time", "timedelta", "timestamp", "title", "today", "token_hex",
    "token_urlsafe", "uniform", "upper", "utcnow", "uuid1", "uuid4",
})

# Calls that set something going on its own, last name: whoever called them does not hear of its failure. asyncio, threading,
# multiprocessing, concurrent.futures, anyio, APScheduler, FastAPI, Home Assistant.
DETACHING_CALLS = frozenset({
    "Process", "Thread", "Timer", "add_done_callback", "add_job", "add_task", "apply_async", "async_create_background_task",
    "async_create_task", "call_later", "call_soon", "create_background_task", "create_task", "ensure_future", "map",
    "run_coroutine_threadsafe", "run_in_executor", "start_soon", "submit",
})

# Packages whose calls leave the process.
OUTSIDE_PACKAGES = frozenset({
    "aiosmtplib", "boto3", "httpx", "requests", "shutil", "smtplib", "sqlite3", "stripe", "subprocess",
})

# What people call a database, a session or a manager on the way to a query, in lower case.
DATABASE_NAMES = frozenset({
    "collection", "cursor", "database", "db", "objects", "query", "session", "supabase",
})

# What people call the far end of a socket that is pushed to.
CLIENT_NAMES = frozenset({"connection", "websocket", "websockets", "ws"})
