import logging
import traceback

import requests
from django.http import JsonResponse
from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse
from flask import jsonify
from rest_framework.response import Response

router = APIRouter()
logger = logging.getLogger(__name__)


@router.post("/orders")
async def create(order, store):
    try:
        return await store.insert(order)
    except Exception as e:
        logger.exception("order not stored")
        # ruleid: VBE325
        raise HTTPException(status_code=500, detail=str(e)) from e


@router.put("/orders/{order_id}")
async def replace(order_id, order, store):
    try:
        return await store.replace(order_id, order)
    except HTTPException:
        raise
    except ValueError as e:
        # ok: VBE325
        raise HTTPException(422, str(e)) from e
    except Exception as e:
        # ruleid: VBE325
        raise HTTPException(500, f"Could not replace the order: {e}") from e


@router.delete("/orders/{order_id}")
async def remove(order_id, store):
    try:
        await store.remove(order_id)
    except (KeyError, Exception) as error:
        # ruleid: VBE325
        raise HTTPException(
            status_code=400,
            detail=f"Could not remove the order: {str(error)}",
        )


@router.get("/orders")
async def find(store):
    try:
        return await store.find()
    except Exception as e:
        # ruleid: VBE325
        return JSONResponse({"error": repr(e)}, status_code=500)


@router.get("/orders/trace")
async def trace(store):
    try:
        return await store.trace()
    except Exception as e:
        # ruleid: VBE325
        return JSONResponse(status_code=500, content={"trace": traceback.format_exc()})


def order_view(request, store):
    try:
        return JsonResponse(store.find())
    except Exception as e:
        # ruleid: VBE325
        return JsonResponse({"success": False, "error": f"Failed: {e}"}, status=500)


def order_list(request, store):
    try:
        return Response(store.find())
    except Exception as e:
        # ruleid: VBE325
        return Response({"error": str(e)}, status=500)


def flask_orders(store):
    try:
        return jsonify(store.find())
    except Exception as e:
        # ruleid: VBE325
        return jsonify({"error": str(e)}), 500


@router.get("/orders/quiet")
async def quiet(store):
    try:
        return await store.find()
    except Exception as e:
        # ok: VBE325
        raise HTTPException(status_code=500, detail="Could not read the orders") from e


@router.get("/orders/kind")
async def kind(store):
    try:
        return await store.find()
    except Exception as e:
        # ok: VBE325
        raise HTTPException(status_code=500, detail=f"Could not read the orders: {type(e).__name__}") from e


@router.get("/orders/cleaned")
async def cleaned(store, public_message):
    try:
        return await store.find()
    except Exception as e:
        # ok: VBE325
        raise HTTPException(status_code=500, detail=public_message(e)) from e


@router.get("/orders/cleaned-text")
async def cleaned_text(store, redact):
    try:
        return await store.find()
    except Exception as e:
        # ok: VBE325
        raise HTTPException(status_code=500, detail=redact(str(e))) from e


@router.get("/orders/debug")
async def in_debug_mode(store, settings):
    try:
        return await store.find()
    except Exception as e:
        if settings.DEBUG:
            # ok: VBE325
            raise HTTPException(status_code=500, detail=str(e)) from e
        # ok: VBE325
        raise HTTPException(status_code=500, detail="Could not read the orders") from e


@router.get("/orders/told-apart")
async def told_apart(store):
    try:
        return await store.find()
    except Exception as e:
        if isinstance(e, ValueError):
            # ok: VBE325
            raise HTTPException(status_code=422, detail=str(e)) from e
        raise


def fetch_rates(url):
    try:
        return requests.get(url, timeout=3).json()
    except Exception as e:
        # ok: VBE325
        raise requests.HTTPError(f"no rates: {e}") from e


def summary(store):
    try:
        return store.summary()
    except Exception as e:
        logger.exception("no summary")
        # ok: VBE325
        return {"error": str(e)}
