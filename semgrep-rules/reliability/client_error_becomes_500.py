import flask
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from fastapi import APIRouter, HTTPException, status

router = APIRouter()


@router.get("/items/{key}")
def constant_status(key, store):
    try:
        item = store.find(key)
        if item is None:
            raise HTTPException(status_code=404, detail="No such item")
        return item
    # ruleid: VBE103
    except Exception as error:
        raise HTTPException(status_code=500, detail=str(error))


@router.get("/more/{key}")
async def named_status(key, store):
    try:
        if not key:
            raise HTTPException(status.HTTP_400_BAD_REQUEST, "A key is needed")
        return await store.find(key)
    # ruleid: VBE103
    except Exception as error:
        store.note("failed")
        raise HTTPException(status.HTTP_500_INTERNAL_SERVER_ERROR, "Failed") from error


@router.get("/upstream")
async def status_of_somebody_else(client):
    try:
        answer = await client.get("/state")
        if answer.is_error:
            raise HTTPException(status_code=answer.status_code, detail="upstream")
        return answer.json()
    # ruleid: VBE103
    except Exception:
        raise HTTPException(status_code=500, detail="failed")


@router.get("/let-through/{key}")
def let_through(key, store):
    try:
        if key not in store:
            raise HTTPException(status_code=404, detail="No such item")
        return store[key]
    except HTTPException:
        raise
    # ok: VBE103
    except Exception as error:
        raise HTTPException(status_code=500, detail="Failed") from error


@router.get("/told-apart/{key}")
def told_apart(key, store):
    try:
        if key not in store:
            raise HTTPException(status_code=404, detail="No such item")
        return store[key]
    # ok: VBE103
    except Exception as error:
        if isinstance(error, HTTPException):
            raise
        raise HTTPException(status_code=500, detail="Failed") from error


@router.get("/own-status/{key}")
def own_status(key, store):
    try:
        if key not in store:
            raise HTTPException(status_code=404, detail="No such item")
        return store[key]
    # ok: VBE103
    except Exception as error:
        raise HTTPException(status_code=getattr(error, "status_code", 500), detail="Failed")


@router.get("/already-500")
def already_a_server_error(store):
    try:
        if not store.is_open:
            raise HTTPException(status_code=503, detail="Not open yet")
        return store.all()
    # ok: VBE103
    except Exception:
        raise HTTPException(status_code=500, detail="Failed")


@router.get("/raised-again")
def raised_again(store):
    try:
        if not store.is_open:
            raise HTTPException(status_code=404, detail="Gone")
        return store.all()
    # ok: VBE103
    except Exception:
        store.close()
        raise


@router.get("/narrow")
def narrow(store):
    try:
        if not store.is_open:
            raise HTTPException(status_code=404, detail="Gone")
        return store.all()
    # ok: VBE103
    except KeyError:
        raise HTTPException(status_code=500, detail="Failed")


@router.get("/outside")
def outside(store):
    if not store.is_open:
        raise HTTPException(status_code=404, detail="Gone")
    try:
        return store.all()
    # ok: VBE103
    except Exception:
        raise HTTPException(status_code=500, detail="Failed")


def django_view(request, key):
    try:
        order = get_object_or_404(request.user.orders, pk=key)
        return JsonResponse({"total": order.total})
    # ruleid: VBE103
    except Exception as error:
        return JsonResponse({"error": str(error)}, status=500)


def django_view_in_order(request, key):
    try:
        order = get_object_or_404(request.user.orders, pk=key)
        return JsonResponse({"total": order.total})
    except Http404:
        return JsonResponse({"error": "No such order"}, status=404)
    # ok: VBE103
    except Exception:
        return JsonResponse({"error": "Failed"}, status=500)


def flask_view(key, orders):
    try:
        if key not in orders:
            flask.abort(404)
        return orders[key]
    # ruleid: VBE103
    except Exception:
        return {"error": "Failed"}, 500


def flask_view_that_fails_well(key, orders):
    try:
        if key not in orders:
            flask.abort(404)
        return orders[key]
    # ok: VBE103
    except Exception:
        return {"error": "No such order"}, 404
