import asyncio
from asyncio import run

from app.reports import fetch_rows, router


async def in_a_coroutine(report_id):
    # ruleid: VBE137
    rows = asyncio.run(fetch_rows(report_id))
    # ruleid: VBE137
    return rows or run(fetch_rows(report_id))


@router.get("/reports/{report_id}")
async def in_a_route(report_id: int):
    if report_id:
        # ruleid: VBE137
        return asyncio.run(fetch_rows(report_id))
    # ok: VBE137
    return await fetch_rows(report_id)


@router.get("/reports")
async def on_the_running_loop():
    loop = asyncio.get_event_loop()
    # ruleid: VBE137
    return loop.run_until_complete(fetch_rows(None))


class Storage:
    def read(self, key):
        # ruleid: VBE137
        return asyncio.get_event_loop().run_until_complete(fetch_rows(key))

    def read_with_a_loop_of_its_own(self, key):
        # ok: VBE137
        return asyncio.run(fetch_rows(key))


async def in_another_thread(report_id):
    # ok: VBE137
    await asyncio.to_thread(asyncio.run, fetch_rows(report_id))
    # ok: VBE137
    await asyncio.to_thread(lambda: asyncio.run(fetch_rows(report_id)))

    def work():
        # ok: VBE137
        return asyncio.run(fetch_rows(report_id))

    return await asyncio.to_thread(work)


def task(report_id):
    async def inner():
        return await fetch_rows(report_id)

    # ok: VBE137
    return asyncio.run(inner())


@router.post("/reports")
def blocking_route():
    # ok: VBE137
    return asyncio.run(fetch_rows(1))


def runs_a_program(subprocess):
    # ok: VBE137
    return subprocess.run(["ls"])


async def runs_something_else(subprocess, runner):
    # ok: VBE137
    subprocess.run(["ls"])
    # ok: VBE137
    return runner.run(1)
