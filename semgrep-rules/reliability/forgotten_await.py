import asyncio
from asyncio import sleep

from app.bus import background, publish


async def store(order, retries=0):
    await publish(order)


async def is_allowed(user):
    return await publish(user)


@background
async def refresh(order):
    await publish(order)


async def lines(order):
    yield order


def total(order):
    return order


async def statements(order):
    # ok: VBE130
    await store(order)
    # ruleid: VBE130
    store(order)
    if order:
        # ruleid: VBE130
        store(order, retries=total(order))
    try:
        # ruleid: VBE130
        store(
            order,
            retries=2,
        )
    except ValueError:
        # ruleid: VBE130
        store(order)
    # ok: VBE130
    total(order)
    # ok: VBE130
    refresh(order)
    # ok: VBE130
    publish(order)
    # ruleid: VBE130
    later(order)


async def handed_on(order, orders, group):
    # ok: VBE130
    group.create_task(store(order))
    # ok: VBE130
    await asyncio.gather(*(store(each) for each in orders))
    # ok: VBE130
    waiting = store(order)
    await waiting
    await asyncio.wait_for(
        # ok: VBE130
        store(order)
    )
    # ok: VBE130
    return store(order)


async def conditions(user, users):
    # ruleid: VBE130
    if is_allowed(user):
        return True
    # ruleid: VBE130
    if not is_allowed(user):
        return False
    # ok: VBE130
    if await is_allowed(user):
        return True
    # ok: VBE130
    if not await is_allowed(user):
        return True
    # ruleid: VBE130
    while is_allowed(user):
        users.pop()
    return None


async def waiting():
    # ruleid: VBE130
    asyncio.sleep(1)
    # ruleid: VBE130
    sleep(1)
    # ok: VBE130
    await asyncio.sleep(1)
    # ok: VBE130
    asyncio.create_task(asyncio.sleep(1))


def somebody_elses(store, order):
    # ok: VBE130
    store(order)


async def later(order):
    await publish(order)


class Service:
    async def start(self):
        await publish(self)
        # ruleid: VBE130
        self.warm_up()
        # ok: VBE130
        self.count()
        # ok: VBE130
        await self.warm_up()
        # ok: VBE130
        self.refresh()

    async def warm_up(self):
        await publish(self)

    def count(self):
        return 0

    @background
    async def refresh(self):
        await publish(self)


if total(3):
    async def either(order):
        await publish(order)
else:
    def either(order):
        return order


def both_ways(order):
    # ok: VBE130
    either(order)


async def wrapped(order):
    await publish(order)


wrapped = background(wrapped)


def use_wrapped(order):
    # ok: VBE130
    wrapped(order)
    # ok: VBE130
    jobs = [
        # ok: VBE130
        store(order)
    ]
    # ok: VBE130
    job = (
        # ok: VBE130
        store(order)
    )
    # ok: VBE130
    return background(job, jobs, on_failure=lambda: store(order), after=[store(order)])
