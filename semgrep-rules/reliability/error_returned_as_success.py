from django.http import JsonResponse
from fastapi import APIRouter, HTTPException
from flask import Flask, jsonify, make_response

app = Flask(__name__)
router = APIRouter()


@router.get("/orders/{number}")
async def show(number, store):
    if not number:
        # ruleid: VBE106
        return {"error": "No such order"}
    order = await store.find(number)
    # ok: VBE106
    return {"order": order, "error": None}


@router.post("/orders")
async def create(order, store):
    if not order:
        # ruleid: VBE106
        return {"success": False, "message": "Nothing ordered"}
    # ok: VBE106
    return {"success": True, "order": await store.insert(order)}


@router.put("/orders")
async def replace(order, store):
    if not order:
        # ok: VBE106
        raise HTTPException(422, {"error": "Nothing ordered"})
    # ruleid: VBE106
    return {
        "ok": False,
        "reason": "Not open",
    }


@app.route("/flask/orders")
def flask_orders(store):
    if not store:
        # ruleid: VBE106
        return jsonify({"success": False, "message": "Closed"})
    # ok: VBE106
    return jsonify({"success": False, "message": "Closed"}), 503


def django_orders(request, store):
    if request.method != "POST":
        # ok: VBE106
        return JsonResponse({"success": False, "error": "POST only"}, status=405)
    # ruleid: VBE106
    return JsonResponse({"success": False, "error": "Closed"})


@router.post("/coupon/validate")
async def validate_coupon(code, store):
    # ok: VBE106
    return {"success": False, "message": "Not valid"}


@router.post("/form")
async def form(fields, store):
    # ok: VBE106
    return {"success": False, "errors": []}


def helper(store):
    # ok: VBE106
    return {"success": False, "message": "Closed"}


@router.post("/orders/{number}/pay")
async def pay(number, order, store):
    order.status = "paid"
    if not await store.save(order):
        # ruleid: VBE106
        return {"success": False, "message": "Not saved"}
    return {"success": True}


@router.get("/orders/{number}/document")
async def document(number, store):
    if not await store.is_written(number):
        # ok: VBE106
        return {"error": "Not ready"}, 202
    # ok: VBE106
    return JsonResponse({"error": "Partly written"}, status=207)


@app.route("/flask/document")
def flask_document(store):
    if not store:
        # ok: VBE106
        return jsonify({"success": False, "message": "Not ready"}), 202
    # ok: VBE106
    return make_response(jsonify({"error": "Closed"}), 503)


@router.get("/orders/{number}/copy")
async def copy(number, store, response):
    response.status_code = 503
    # ok: VBE106
    return {"error": "Closed"}


@router.get("/orders/old", status_code=410)
async def old_orders():
    # ok: VBE106
    return {"error": "Gone"}


@router.get("/orders/{number}/label")
async def label(number, store, response):
    if not store:
        response.status_code = 503
        # ok: VBE106
        return {"error": "Closed"}
    return {"label": await store.label(number)}
