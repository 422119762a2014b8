import asyncio
from asyncio import sleep as pause

import httpx
from fastapi import WebSocket
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session

from app.bus import all_methods, publish

make_session = async_sessionmaker()


async def is_allowed(user):
    return await publish(user)


async def rows(user):
    yield await publish(user)


async def sessions(db: AsyncSession, user):
    db.add(user)
    # ruleid: VBE130
    db.commit()
    # ok: VBE130
    await db.refresh(user)
    async with make_session() as session:
        # ruleid: VBE130
        session.delete(user)
        # ok: VBE130
        session.add(user)
        # ruleid: VBE130
        session.flush()


def blocking_session(db: Session, user):
    # ok: VBE130
    db.commit()


async def unknown_session(db, user):
    # ok: VBE130
    db.commit()


async def sockets(websocket: WebSocket, listeners: list[WebSocket]):
    # ruleid: VBE130
    websocket.accept()
    # ok: VBE130
    await websocket.send_text("hello")
    for listener in listeners:
        # ok: VBE130
        await listener.send_text("hello")


async def hooks(url):
    async with httpx.AsyncClient() as client:
        # ruleid: VBE130
        client.post(url, json={})
        # ok: VBE130
        client.build_request("POST", url)


async def timers(seconds):
    # ruleid: VBE130
    pause(seconds); print("(")
    # ok: VBE130
    asyncio.get_running_loop().call_later(seconds, print)


async def conditions(user, owner):
    # ruleid: VBE130
    if owner and is_allowed(user):
        return 1
    # ruleid: VBE130
    if is_allowed(user) is True:
        return 2
    # ruleid: VBE130
    assert is_allowed(user)
    # ok: VBE130
    waiting = owner and is_allowed(user)
    # ruleid: VBE130
    text = "yes" if is_allowed(user) else "no"
    # ok: VBE130
    other = is_allowed(owner) if owner else None
    return text, await waiting, await other


def generators(user):
    # ok: VBE130
    rows(user)


async def nested(user):
    async def inner():
        await publish(user)

    # ruleid: VBE130
    inner()

    def is_allowed(user):
        return True

    # ok: VBE130
    if is_allowed(user):
        await inner()


@all_methods(asyncio.run)
class Blocking:
    async def save(self):
        await publish(self)

    def close(self):
        # ok: VBE130
        self.save()


class Replaced:
    def __init__(self, background):
        self.save = background(self.save)

    async def save(self):
        await publish(self)

    def close(self):
        # ok: VBE130
        self.save()


if is_allowed:
    async def either(order):
        await publish(order)
else:
    def either(order):
        return order


def both_ways(order):
    # ok: VBE130
    either(order)


class Ledger:
    async def execute(self, statement: str) -> None:
        await self.connection.run(statement)

    @staticmethod
    def insert(txn: "Transaction") -> None:
        # ok: VBE130
        txn.execute("INSERT INTO entries VALUES (1)")

    def book(self, statements: list[str]) -> None:
        def run(txn: "Transaction") -> None:
            # ok: VBE130
            txn.execute(statements[0])

        with_transaction(run)

    def replay(self: "Transaction") -> None:
        # ok: VBE130
        self.execute("SELECT 1")

    def forget(self) -> None:
        # ruleid: VBE130
        self.execute("DELETE FROM entries")
