# path: app/main.py
from fastapi import FastAPI

from app import orders

# ruleid: VBE420
app = FastAPI()
app.include_router(orders.router)

# path: app/orders.py
from fastapi import APIRouter

router = APIRouter(prefix="/orders")


@router.get("")
def list_orders():
    return []


@router.get("/{order_id}/status")
def read_delivery(order_id: int):
    return {"id": order_id}


@router.post("")
def create_order():
    return {}


# path: app/inner/admin.py
from fastapi import FastAPI

# of one project it is said once
# ok: VBE420
admin = FastAPI()

# path: tests/test_app.py
from fastapi import FastAPI

# ok: VBE420
app = FastAPI()


@app.get("/health")
def tell_health():
    return {}
