import abc
from abc import abstractstaticmethod as aliased
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


class Ledger:
    kept = None

    async def execute(self, statement):
        await publish(statement)

    def book(self, statement):
        # ruleid: VBE130
        self.execute(statement)
        if statement:
            # ruleid: VBE130
            self.execute(statement)

        def run():
            # ruleid: VBE130
            self.execute(statement)

        run()

    @background
    def book_later(self, statement):
        # ruleid: VBE130
        self.execute(statement)

    # another `self` than the instance of this class
    def replay(self, statement):
        def run(self):
            # ok: VBE130
            self.execute(statement)

        async def run_later(connection, self):
            # ok: VBE130
            self.execute(statement)

        if statement:
            def again(self, *, often=3):
                while often:
                    # ok: VBE130
                    self.execute(statement)

        # ok: VBE130
        failed = lambda self: not self.execute(statement)
        # ok: VBE130
        left = [self for self in statement if not self.execute(statement)]
        return run, run_later, failed, left

    @staticmethod
    def insert(self, statement):
        # ok: VBE130
        self.execute(statement)

    @staticmethod
    async def insert_later(self, statement):
        if statement:
            # ok: VBE130
            self.execute(statement)

    @background
    @staticmethod
    def insert_twice(self, statement):
        # ok: VBE130
        self.execute(statement)

    @abc.abstractstaticmethod
    def insert_all(self, statement):
        # ok: VBE130
        self.execute(statement)

    def insert_some(self, statement):
        # ok: VBE130
        self.execute(statement)

    insert_some = staticmethod(insert_some)

    def second(this, self):
        # ok: VBE130
        self.execute(this)

    def given_by_name(this, *, self):
        # ok: VBE130
        self.execute(this)

    def bound_anew(self, other):
        self = other
        # ok: VBE130
        self.execute(other)

    def bound_by_a_loop(self, others):
        for self in others:
            # ok: VBE130
            self.execute(others)

    def of_another(self: "Ledger | None", statement):
        # ok: VBE130
        self.execute(statement)

    class Entry:
        def write(self, statement):
            # ok: VBE130
            self.execute(statement)

    def local(self, statement):
        class Entry:
            def write(self):
                # ok: VBE130
                self.execute(statement)

        return Entry




class Anew:
    async def execute(self, statement):
        await publish(statement)

    def deep(self, other):
        if other:
            while True:
                self = other
                # ok: VBE130
                self.execute(other)

    def pair(self, other):
        self, other = other, self
        # ok: VBE130
        self.execute(other)

    def opened(self, other):
        if other:
            with other as self:
                # ok: VBE130
                self.execute(other)

    @aliased
    def alias(self):
        # ok: VBE130
        self.execute(1)

    @classmethod
    def of_class(self):
        # ruleid: VBE130
        self.execute(self, 1)

    def run(self):
        def run(self):
            # ok: VBE130
            self.execute(1)


class Namesake:
    async def execute(self, statement):
        await publish(statement)

    class Namesake:
        def inner(self):
            # ok: VBE130
            self.execute(1)


class Twice:
    async def execute(self, statement):
        await publish(statement)

    def execute(self, statement):
        return statement

    def use(self):
        # ok: VBE130
        self.execute(1)
