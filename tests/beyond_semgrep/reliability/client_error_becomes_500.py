# path: app/client_error_becomes_500.py
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


# path: app/crud.py
from fastapi import HTTPException


def one(store, key):
    row = store.find(key)
    if row is None:
        raise HTTPException(404)
    return row


def first(store, keys):
    return one(store, keys[0])


def known(store, key):
    try:
        return one(store, key)
    except HTTPException:
        return None


def broken(store, key):
    raise HTTPException(503)


# path: app/lookups.py
from fastapi import HTTPException

from app import crud


def looked_up(store, key):
    try:
        return crud.one(store, key)
    # ruleid: VBE103
    except Exception:
        raise HTTPException(status_code=500)


def looked_up_by_way_of_another(store, keys):
    try:
        return crud.first(store, keys)
    # ruleid: VBE103
    except Exception:
        raise HTTPException(status_code=500)


def let_through(store, key):
    try:
        return crud.one(store, key)
    except HTTPException:
        raise
    # ok: VBE103
    except Exception:
        raise HTTPException(status_code=500)


def caught_there(store, key):
    try:
        return crud.known(store, key)
    # ok: VBE103
    except Exception:
        raise HTTPException(status_code=500)


def an_error_of_the_server(store, key):
    try:
        return crud.broken(store, key)
    # ok: VBE103
    except Exception:
        raise HTTPException(status_code=500)
