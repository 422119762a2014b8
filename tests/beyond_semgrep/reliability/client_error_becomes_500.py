from http import HTTPStatus

from django.http import HttpResponseServerError
from fastapi import HTTPException
from fastapi.responses import JSONResponse
from rest_framework.exceptions import NotFound
from rest_framework.response import Response


def bare(store):
    try:
        if not store:
            raise HTTPException(status_code=HTTPStatus.NOT_FOUND)
    # ruleid: VBE103
    except:
        return JSONResponse({"error": "failed"}, HTTPStatus.INTERNAL_SERVER_ERROR)


def in_a_tuple(store):
    try:
        if not store:
            raise NotFound
    # ruleid: VBE103
    except (ValueError, Exception):
        return Response({"error": "failed"}, status=500)


def of_another_framework(store):
    try:
        if not store:
            raise NotFound("nothing here")
    # ruleid: VBE103
    except Exception:
        return HttpResponseServerError("failed")


def of_a_model(orders, key):
    try:
        order = orders.query.filter_by(key=key).first_or_404()
        return order.total
    # ruleid: VBE103
    except Exception:
        return {"error": "failed"}, 500


def kept_inside(store):
    try:
        try:
            raise HTTPException(status_code=404)
        except HTTPException:
            store.reset()
        return store.all()
    # ok: VBE103
    except Exception:
        raise HTTPException(status_code=500)


def through_an_inner_try(store):
    try:
        try:
            raise HTTPException(status_code=404)
        except KeyError:
            store.reset()
    # ruleid: VBE103
    except Exception:
        raise HTTPException(status_code=500)


def in_a_function_of_its_own(store, register):
    try:
        def look_up(key):
            raise HTTPException(status_code=404)

        register(look_up)
    # ok: VBE103
    except Exception:
        raise HTTPException(status_code=500)


def by_its_text(store):
    try:
        raise HTTPException(status_code=404)
    # ok: VBE103
    except Exception as error:
        if "404" in str(error):
            raise HTTPException(status_code=404)
        raise HTTPException(status_code=500)


def of_another_library(client, httpx):
    try:
        if client.get("/") is None:
            raise HTTPException(status_code=502)
        raise HTTPException(status_code=409)
    except httpx.HTTPError:
        raise HTTPException(status_code=502)
    # ruleid: VBE103
    except Exception:
        raise HTTPException(status_code=500)
