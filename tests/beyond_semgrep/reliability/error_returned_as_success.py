import logging

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from flask import Flask, jsonify
from rest_framework import response as rest
from rest_framework import status
from rest_framework.decorators import api_view

logger = logging.getLogger(__name__)
app = Flask(__name__)
router = APIRouter()


@router.get("/a")
async def in_handler(store):
    try:
        return await store.find()
    except Exception:
        logger.exception("not found")
        # ruleid: VBE106
        return {"status": "error", "orders": []}


@router.post("/b")
async def swallowed(order, store):
    try:
        await store.insert(order)
    # ruleid: VBE106
    except Exception:
        pass
    return {"status": "success"}


@router.post("/c")
async def best_effort(order, store, mail):
    await store.insert(order)
    try:
        await mail.send(order)
    # ok: VBE106
    except Exception:
        pass
    return {"status": "success"}


@router.post("/d")
async def success_in_handler(order, store):
    try:
        await store.insert(order)
    except Exception:
        logger.exception("not stored")
        # ruleid: VBE106
        return {"success": True}
    return {"success": True}


@router.post("/e")
async def second_try(order, store):
    try:
        await store.insert(order)
    except Exception:
        await store.insert_elsewhere(order)
        # ok: VBE106
        return {"success": True}
    return {"success": True}


@router.get("/f")
async def status_on_the_response(store, response: Response):
    response.status_code = 503
    # ok: VBE106
    return {"error": "closed"}


@router.get("/g")
async def status_elsewhere(store, code):
    # ok: VBE106
    return JSONResponse({"error": "closed"}, status_code=code)


@router.get("/h")
async def explicit(store):
    # ruleid: VBE106
    return JSONResponse({"error": "closed"}, status_code=200)


@api_view(["GET"])
def rest_framework_view(request, store):
    if not store:
        # ok: VBE106
        return rest.Response({"error": "closed"}, status=status.HTTP_503_SERVICE_UNAVAILABLE)
    # ruleid: VBE106
    return rest.Response({"error": f"closed at {store.hour}"})


@app.route("/i")
def keywords(store):
    # ruleid: VBE106
    return jsonify(success=False, reason=store.reason)


@router.get("/j")
async def perhaps(store):
    result, error = await store.try_find()
    # ok: VBE106
    return {"result": result, "error": error}


@router.get("/k")
async def spread(store, others):
    # ok: VBE106
    return {"success": False, **others}


@router.post("/webhooks/payment")
async def payment(event, store):
    # ok: VBE106
    return {"ok": False, "reason": "unknown event"}


@router.get("/l")
async def not_yet(store):
    # ok: VBE106
    return JSONResponse({"error": "not ready"}, status_code=status.HTTP_202_ACCEPTED)


@router.get("/m")
async def not_yet_by_position(store):
    # ok: VBE106
    return JSONResponse({"error": "not ready"}, 202)


@router.post("/n", status_code=201)
async def created(store):
    # ruleid: VBE106
    return {"success": False, "reason": "full"}


@router.post("/o", status_code=202)
async def accepted(store):
    # the status of the route is that of all its answers, and was not given for this one
    # ruleid: VBE106
    return {"success": False, "reason": "full"}


@router.get("/p")
async def explicit_created(store):
    # ruleid: VBE106
    return {"error": "closed"}, 201


@router.post("/q")
async def swallowed_and_accepted(order, store):
    try:
        await store.insert(order)
    # ruleid: VBE106
    except Exception:
        pass
    return {"status": "success"}, 202


@app.route("/r")
def status_by_a_method(store):
    store.reply.set_status(503)
    # ok: VBE106
    return {"error": "closed"}
