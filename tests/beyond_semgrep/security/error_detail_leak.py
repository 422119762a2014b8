# path: app/error_detail_leak.py
import traceback

from aiohttp import web
from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from flask import Flask, abort, jsonify, render_template
from pydantic import BaseModel
from rest_framework.exceptions import APIException
from werkzeug.exceptions import InternalServerError

app = FastAPI()
flask_app = Flask(__name__)
router = APIRouter()


class QueryResult(BaseModel):
    error: str


@router.get("/plain")
async def plain(store):
    try:
        return await store.find()
    except Exception as e:
        # ruleid: VBE325
        return {"error": str(e)}


@router.get("/model")
async def model(store):
    try:
        return await store.find()
    except Exception as e:
        # ruleid: VBE325
        return QueryResult(error=str(e))


@router.get("/through-a-local")
async def through_a_local(store):
    try:
        return await store.find()
    except Exception as e:
        message = f"Failed: {e}"
        # ruleid: VBE325
        raise HTTPException(500, detail={"message": message}) from e


@router.get("/local-of-debugging")
async def local_of_debugging(store, is_debug):
    try:
        return await store.find()
    except Exception as e:
        # ok: VBE325
        raise HTTPException(500, detail=str(e) if is_debug else "Failed") from e


@router.get("/bare")
async def bare(store):
    try:
        return await store.find()
    except:
        # ruleid: VBE325
        return {"error": traceback.format_exc()}


@flask_app.route("/aborted")
def aborted(store):
    try:
        return store.find()
    except Exception as e:
        # ruleid: VBE325
        abort(500, description="Failed: %s" % e)


@flask_app.route("/page")
def page(store):
    try:
        return store.find()
    except Exception as e:
        # ruleid: VBE325
        return render_template("error.html", message="Failed: {}".format(e)), 500


@flask_app.route("/raised")
def raised(store):
    try:
        return store.find()
    except Exception as e:
        # ruleid: VBE325
        raise InternalServerError("Failed: " + str(e))


@flask_app.route("/concatenated")
def concatenated(store):
    try:
        return store.find()
    except Exception as e:
        # ruleid: VBE325
        return jsonify(error="Failed: " + str(e)[:200]), 500


def rest_framework_service(store):
    try:
        return store.find()
    except Exception as e:
        # ruleid: VBE325
        raise APIException(str(e)) from e


async def aiohttp_handler(request):
    try:
        return web.json_response(await request.json())
    except Exception as e:
        # ruleid: VBE325
        raise web.HTTPInternalServerError(text=str(e)) from e


@app.exception_handler(Exception)
async def last_resort(request, exc):
    # ruleid: VBE325
    return JSONResponse({"detail": str(exc)}, status_code=500)


@app.exception_handler(ValueError)
async def foreseen(request, exc):
    # ok: VBE325
    return JSONResponse({"detail": str(exc)}, status_code=422)


@router.get("/nested")
async def nested(store):
    try:
        return await store.find()
    except Exception:
        try:
            return await store.find_in_copy()
        except ValueError as e:
            # ok: VBE325
            raise HTTPException(422, str(e)) from e


@router.get("/matched")
async def matched(store):
    try:
        return await store.find()
    except Exception as e:
        match e:
            case ValueError():
                # ok: VBE325
                raise HTTPException(422, str(e)) from e
        raise


# path: app/orders.py
import logging

logger = logging.getLogger(__name__)


async def create(order, store):
    try:
        return {"id": await store.insert(order)}
    except Exception as e:
        logger.exception("not created")
        return {"ok": False, "error": str(e)}


async def careful(order, store):
    try:
        return {"id": await store.insert(order)}
    except Exception:
        logger.exception("not created")
        return {"ok": False, "error": "not created"}


async def passed_on(order, store):
    created = await create(order, store)
    return created


async def looked_at(order, store):
    created = await create(order, store)
    if "error" in created:
        return {"ok": False}
    return created


# path: app/errors.py
from fastapi import HTTPException


class Refused(HTTPException):
    pass


# path: app/routes.py
from fastapi import APIRouter

from app import orders
from app.errors import Refused

router = APIRouter()


@router.post("/orders")
async def create(order: dict, store):
    # ruleid: VBE325
    return await orders.create(order, store)


@router.post("/passed-on")
async def passed_on(order: dict, store):
    # ruleid: VBE325
    created = await orders.passed_on(order, store)
    return created


@router.post("/careful")
async def careful(order: dict, store):
    # ok: VBE325
    return await orders.careful(order, store)


@router.post("/looked-at")
async def looked_at(order: dict, store):
    # ok: VBE325
    return await orders.looked_at(order, store)


@router.post("/used")
async def used(order: dict, store):
    # ok: VBE325
    created = await orders.create(order, store)
    return {"id": created.get("id")}


@router.post("/told")
async def told(order: dict, store):
    try:
        return await store.insert(order)
    except Exception as e:
        # ruleid: VBE325
        return {"ok": False, "error": str(e)}


@router.post("/again")
async def again(order: dict, store):
    # ok: VBE325
    return await told(order, store)


@router.post("/refused")
async def refused(order: dict, store):
    try:
        return await store.insert(order)
    except Exception as e:
        # ruleid: VBE325
        raise Refused(409, str(e)) from e
