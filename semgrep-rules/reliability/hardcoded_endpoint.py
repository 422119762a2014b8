import os
import urllib.request

import httpx
import pymongo
import redis
import requests
from celery import Celery
from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse
from openai import OpenAI
from sqlalchemy import create_engine

from app.settings import settings

router = APIRouter()
ORDERS = "http://192.168.1.7:3000/api/orders"
SHIPPING = os.getenv("SHIPPING_URL", "http://localhost:8001")
ORIGINS = ["http://localhost:3000", "http://127.0.0.1:3000"]


def calls(order, path):
    # ruleid: VBE116
    requests.get("http://localhost:8001/orders", timeout=5)
    # ruleid: VBE116
    requests.post(ORDERS, json=order, timeout=5)
    # ruleid: VBE116
    httpx.put(f"http://127.0.0.1:8001/orders/{order}")
    # ruleid: VBE116
    urllib.request.urlopen("https://api.example.com/v1/rates", timeout=5)
    # ruleid: VBE116
    requests.get(url="http://10.0.4.12/orders", timeout=5)
    # ok: VBE116
    requests.get(f"{SHIPPING}/orders", timeout=5)
    # ok: VBE116
    requests.get(SHIPPING, timeout=5)
    # ok: VBE116
    requests.get(settings.orders_url + "/orders", timeout=5)
    # ok: VBE116
    requests.get("https://api.stripe.com/v1/charges", timeout=5)
    # ok: VBE116
    requests.get("https://localhost.run/orders", timeout=5)
    # ok: VBE116
    requests.get("http://100.64.0.1/orders", timeout=5)
    # ok: VBE116
    requests.get(f"http://localhost:{settings.port}/orders", timeout=5)
    # ok: VBE116
    requests.get("https://api.stripe.com/v1?next=http://localhost:3000", timeout=5)
    # ok: VBE116
    requests.codes.get("http://localhost")


async def awaited(order):
    async with httpx.AsyncClient(timeout=5) as client:
        # ruleid: VBE116
        await client.post("http://host.docker.internal:8001/orders", json=order)
        # ok: VBE116
        await client.post(settings.orders_url, json=order)


def clients():
    # ruleid: VBE116
    model = OpenAI(base_url="http://localhost:11434/v1", timeout=20)
    # ruleid: VBE116
    database = pymongo.MongoClient("mongodb://localhost:27017")
    # ruleid: VBE116
    cache = redis.Redis(host="localhost", port=6379)
    # ruleid: VBE116
    cache = redis.from_url("redis://localhost:6379/0")
    # ruleid: VBE116
    engine = create_engine("postgresql://172.16.0.4/shop")
    # ruleid: VBE116
    queue = Celery("shop", broker="redis://localhost:6379/1")
    # ok: VBE116
    cache = redis.Redis(host=os.getenv("REDIS_HOST", "localhost"))
    # ok: VBE116
    engine = create_engine(settings.database_url or "postgresql://localhost/shop")
    # ok: VBE116
    engine = create_engine("sqlite:///shop.db")
    return model, database, cache, engine, queue


@router.get("/callback")
async def callback(
    code: str,
    # ruleid: VBE116
    back: str = Query("http://localhost:3000/callback"),
    # ok: VBE116
    site: str = Query("https://shop.example.net/callback"),
    # ok: VBE116
    other: str = Query(..., examples=["http://localhost:3000/callback"]),
):
    if code:
        # ruleid: VBE116
        return RedirectResponse("http://localhost:3000/welcome")
    # ok: VBE116
    return RedirectResponse(settings.site_url)


def helper(base_url="http://localhost:8001"):
    # ok: VBE116
    return requests.get(base_url, timeout=5)


def is_model_available():
    # ok: VBE116
    return requests.get("http://localhost:11434/api/tags", timeout=1).ok


async def order_status(
    order,
):
    # ok: VBE116
    return httpx.get("http://localhost:8001/orders/1")


def main():
    # ok: VBE116
    requests.get("http://localhost:8001/orders", timeout=5)


if __name__ == "__main__":
    # ok: VBE116
    requests.get("http://localhost:8001/orders", timeout=5)
