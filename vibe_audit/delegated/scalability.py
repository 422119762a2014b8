"""What ruff finds of scalability."""

from vibe_audit.delegated.rule import INFO, WARNING, Delegated

_BLOCKING = ("ASYNC210", "ASYNC212", "ASYNC220", "ASYNC221", "ASYNC222", "ASYNC230", "ASYNC250", "ASYNC251")

ROWS = (
    Delegated(
        "VBE214", "blocking-call-in-async", _BLOCKING, WARNING,
        "Blocking call in a coroutine", "asynchronous processing",
        flags="calls in a coroutine that wait for a network, a process, a file, a clock or a person without letting go of the event loop",
        why="While one request waits, every other request that the process serves stands still.",
        example="""
            import time

            async def retry_later(job):
                time.sleep(5)
                await job.run()
        """,
        remedy="""
            import asyncio

            async def retry_later(job):
                await asyncio.sleep(5)
                await job.run()
        """,
        elsewhere={"flake8": _BLOCKING},
    ),
    Delegated(
        "VBE230", "leaking-cache", ("B019",), INFO,
        "Cache on a method keeps every instance alive", "caching strategies",
        flags="caches on methods, whose keys hold the instance",
        why="The cache outlives the objects: with one object a request, memory grows with the traffic and never shrinks.",
        example="""
            from functools import cache

            class Customer:
                @cache
                def discount(self):
                    return self.orders.total() * 0.05
        """,
        remedy="""
            from functools import cached_property

            class Customer:
                @cached_property
                def discount(self):
                    return self.orders.total() * 0.05
        """,
        refs=("CWE-401",),
        elsewhere={"flake8": ("B019",), "pylint": ("W1518",)},
    ),
)
