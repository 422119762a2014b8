import asyncio

import anyio

from app.reports import fetch_rows


def through_a_name(key):
    loop = asyncio.get_event_loop()
    # ruleid: VBE137
    return loop.run_until_complete(fetch_rows(key))


class Storage:
    def __init__(self):
        self.loop = asyncio.get_event_loop()
        self.own = asyncio.new_event_loop()

    def read(self, key):
        # ruleid: VBE137
        return self.loop.run_until_complete(fetch_rows(key))

    def read_with_its_own(self, key):
        # ok: VBE137
        return self.own.run_until_complete(fetch_rows(key))


def asks_first(key):
    loop = asyncio.get_event_loop()
    if loop.is_running():
        return asyncio.run_coroutine_threadsafe(fetch_rows(key), loop).result()
    # ok: VBE137
    return loop.run_until_complete(fetch_rows(key))


def makes_one(key):
    loop = asyncio.new_event_loop()
    try:
        # ok: VBE137
        return loop.run_until_complete(fetch_rows(key))
    finally:
        loop.close()


def makes_one_where_there_is_none(key):
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        loop = asyncio.new_event_loop()
    # ok: VBE137
    return loop.run_until_complete(fetch_rows(key))


async def other_libraries(key):
    # ruleid: VBE137
    anyio.run(fetch_rows, key)
    values = [
        each
        for each in key
    ]
    # ruleid: VBE137
    return values, asyncio.run(
        fetch_rows(key),
    )


def main():
    # ok: VBE137
    asyncio.get_event_loop().run_until_complete(fetch_rows("all"))
