import logging
import sys
from contextlib import asynccontextmanager

import sentry_sdk
from aiohttp import web
from django.apps import AppConfig
from fastapi import FastAPI
from flask import Flask
from quart import Quart

from app import bots, broker, cache, database, plugins, scheduler, search, storage

logger = logging.getLogger(__name__)
quart = Quart(__name__)
database_is_up = True
index = None


@asynccontextmanager
async def lifespan(app: FastAPI):
    try:
        await database.connect()
        logger.info("database connected")
    # ruleid: VBE123
    except Exception:
        logger.exception("no database")
    connection = None
    try:
        connection = database.open()
        database.ensure_roles(connection)
    # ruleid: VBE123
    except Exception as error:
        logger.critical("roles were not written: %s", error, exc_info=True)
    finally:
        if connection is not None:
            connection.close()
    try:
        await storage.prepare()
    # ok: VBE123
    except Exception:
        logger.exception("no storage")
        raise
    try:
        await storage.check()
    # ok: VBE123
    except Exception:
        logger.exception("no storage")
        sys.exit(1)
    try:
        await search.connect()
    # ok: VBE123
    except ConnectionError:
        logger.exception("no search")
    try:
        await search.connect()
    # ok: VBE123
    except Exception:
        logger.warning("no search", exc_info=True)
    try:
        await search.connect()
    # ok: VBE123
    except Exception:
        logger.exception("no search, continuing without it")
    try:
        await search.connect()
    # ok: VBE123
    except Exception:  # search is optional
        logger.exception("no search")
    try:
        await search.connect()
    # ok: VBE123
    except Exception:
        logger.exception("no search")
        app.state.search = None
    try:
        await broker.connect()
    # ok: VBE123
    except Exception:
        logger.exception("no broker")
        await broker.use_memory()
    try:
        await cache.fill()
    # ok: VBE123
    except Exception:
        logger.exception("the cache is cold")
    try:
        sentry_sdk.init(dsn="https://public@sentry.example.org/1")
    # ok: VBE123
    except Exception:
        logger.exception("no telemetry")
    for plugin in plugins.find():
        try:
            plugin.start()
        # ok: VBE123
        except Exception:
            logger.exception("plugin %s did not start", plugin)
    while not broker.is_up():
        try:
            await broker.connect()
        # ok: VBE123
        except Exception:
            logger.exception("no broker yet")
            await broker.wait()
    yield
    try:
        await database.disconnect()
    # ok: VBE123
    except Exception:
        logger.exception("the database was not closed")


@asynccontextmanager
async def whole(app: FastAPI):
    try:
        await database.connect()
        yield
    # ok: VBE123
    except Exception:
        logger.exception("failed")


app = FastAPI(lifespan=whole)


@app.on_event("startup")
async def start():
    try:
        scheduler.start()
    # ruleid: VBE123
    except Exception as error:
        logger.exception("the scheduler did not start: %s", error)
    await create_tables()


async def create_tables():
    try:
        await database.create_all()
    # ruleid: VBE123
    except:  # noqa: E722
        logger.exception("no tables")


async def rebuild():
    try:
        await database.create_all()
    # ok: VBE123
    except Exception:
        logger.exception("no tables")


@app.on_event("shutdown")
async def stop():
    try:
        scheduler.stop()
    # ok: VBE123
    except Exception:
        logger.exception("the scheduler did not stop")


@quart.before_serving
async def connect():
    try:
        await broker.connect()
    # ruleid: VBE123
    except BaseException:
        logger.exception("no broker")


async def prepare(application):
    try:
        await storage.prepare()
    # ruleid: VBE123
    except Exception:
        logger.exception("no storage")


async def open_index(application):
    global index
    try:
        index = await search.open_index()
    # ok: VBE123
    except Exception:
        logger.exception("no index")
        index = None


server = web.Application()
server.on_startup.append(prepare)
server.on_startup.append(open_index)


def create_app():
    application = Flask(__name__)
    try:
        database.create_all()
    # ruleid: VBE123
    except Exception:
        logger.exception("no tables")
    return application


class BotsConfig(AppConfig):
    name = "bots"

    def ready(self):
        try:
            bots.start()
        # ok: VBE123
        except Exception:
            logger.exception("the bots did not start")


def startup_costs(rows):
    try:
        return database.sum(rows)
    # ok: VBE123
    except Exception:
        logger.exception("no sum")
        return None
