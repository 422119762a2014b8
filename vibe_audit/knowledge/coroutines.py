"""Coroutine functions of libraries: what does nothing until it is awaited."""

from __future__ import annotations

# https://docs.python.org/3/library/asyncio.html: those that are `async def`; `gather`, `create_task` and `ensure_future` start at once.
ASYNCIO_COROUTINES = frozenset({
    "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", "asyncio.open_connection", "asyncio.sleep",
    "asyncio.start_server", "asyncio.to_thread", "asyncio.wait", "asyncio.wait_for",
})

# https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#sqlalchemy.ext.asyncio.AsyncSession: `add`, `add_all` and
# `expunge` are ordinary methods.
ASYNC_SESSIONS = frozenset({
    "sqlalchemy.ext.asyncio.AsyncSession()", "sqlalchemy.ext.asyncio.async_sessionmaker()()",
    "sqlalchemy.ext.asyncio.session.AsyncSession()", "sqlmodel.ext.asyncio.session.AsyncSession()",
})
ASYNC_SESSION_COROUTINES = frozenset({
    "close", "commit", "delete", "exec", "execute", "flush", "merge", "refresh", "rollback", "scalar", "scalars",
})

# https://www.starlette.io/websockets/
WEB_SOCKETS = frozenset({
    "fastapi.WebSocket()", "fastapi.websockets.WebSocket()", "starlette.websockets.WebSocket()",
})
WEB_SOCKET_COROUTINES = frozenset({"accept", "close", "send", "send_bytes", "send_json", "send_text"})

# https://www.python-httpx.org/async/
ASYNC_HTTP_CLIENTS = frozenset({"httpx.AsyncClient()"})
ASYNC_HTTP_COROUTINES = frozenset({"aclose", "delete", "get", "head", "options", "patch", "post", "put", "request", "send"})

# https://docs.python.org/3/library/asyncio-runner.html, https://anyio.readthedocs.io/en/stable/api.html: each makes a loop of its own.
LOOP_RUNNERS = frozenset({"anyio.run", "asyncio.run"})

# Whoever asks these knows that a loop may be running, and does something else then.
LOOP_QUESTIONS = frozenset({"get_running_loop", "is_running", "new_event_loop", "run_coroutine_threadsafe"})
