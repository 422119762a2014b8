import sqlite3

import bcrypt
from fastapi import APIRouter, Depends
from passlib.context import CryptContext
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.database import get_db
from app.security import hash_password, verify_password

router = APIRouter()
pwd_context = CryptContext(schemes=["bcrypt"])


@router.get("/orders/{key}")
async def route(key: int, db: Session = Depends(get_db)):
    # ruleid: VBE210
    order = db.query(Order).filter(Order.id == key).first()
    # ok: VBE210
    customer = db.query(Customer).filter(Customer.id == order.customer_id).one()
    # ok: VBE210
    db.commit()
    return customer


@router.get("/orders")
def sync_route(db: Session = Depends(get_db)):
    # ok: VBE210
    return db.query(Order).all()


@router.post("/orders")
async def creates(body: dict, db: Session = Depends(get_db)):
    db.add(Order(**body))
    # ruleid: VBE210
    db.commit()
    # ok: VBE210
    db.refresh(body)


async def of_flask(key):
    # ruleid: VBE210
    return Order.query.get(key)


class Repository:
    async def all(self, session):
        # ruleid: VBE210
        return session.query(Order).all()

    def names(self, session):
        # ok: VBE210
        return session.query(Order.name).all()

    async def closed(self, client):
        # ruleid: VBE210
        return client.table("orders").select("*").eq("open", False).execute()

    async def open(self, client):
        # ok: VBE210
        return await client.table("orders").select("*").eq("open", True).execute()


async def connects(path):
    # ruleid: VBE210
    connection = sqlite3.connect(path)
    return connection


async def logs_in(password, user):
    # ruleid: VBE210
    if not verify_password(password, user.password_hash):
        raise PermissionError
    # ok: VBE210
    return hash_password(password)


async def hashes(password):
    # ruleid: VBE210
    return pwd_context.hash(password)


async def checks(password, stored):
    # ruleid: VBE210
    return bcrypt.checkpw(password, stored)


async def in_a_thread(db, password, stored):
    # ok: VBE210
    await run_in_threadpool(verify_password, password, stored)
    # ok: VBE210
    return await run_in_threadpool(lambda: db.query(Order).all())


async def awaited(session, password, stored):
    # ok: VBE210
    await session.commit()
    # ok: VBE210
    return await verify_password(password, stored)


async def not_a_database(request, table):
    # ok: VBE210
    number = request.query.get("page")
    # ok: VBE210
    return number, table.query(KeyConditionExpression="x").get("Items")


async def outer(db):
    def inner():
        # ok: VBE210
        return db.query(Order).all()

    return inner
