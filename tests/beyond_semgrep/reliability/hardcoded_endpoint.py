import aiohttp
import httpx
import neo4j
import psycopg
import requests
from elasticsearch import Elasticsearch
from fastapi import FastAPI, Form
from kafka import KafkaProducer

from app.settings import settings

app = FastAPI()
BASE = "http://192.168.1.7:3000"
PORT = 8001


class Client:
    address: str = "http://localhost:8001"

    def __init__(self, base="http://localhost:8001"):
        self.base = base
        self.session = requests.Session()

    def orders(self):
        # ruleid: VBE116
        return self.session.get("http://10.1.2.3/orders", timeout=5)

    def shipments(self):
        # ok: VBE116
        return self.session.get(self.base + "/shipments", timeout=5)

    def customers(self):
        # ok: VBE116
        return self.session.get(self.address, timeout=5)


async def aiohttp_calls(order):
    async with aiohttp.ClientSession() as session:
        # ruleid: VBE116
        await session.post("http://[::1]:8001/orders", json=order)
        # ruleid: VBE116
        await session.request("GET", "http://localhost/orders")


def parts(order):
    # ruleid: VBE116
    requests.get("http://localhost:8001/" + order, timeout=5)
    # ok: VBE116
    requests.get("http://localhost:" + str(PORT), timeout=5)
    # ok: VBE116
    requests.get(BASE + order, timeout=5)
    # ok: VBE116
    requests.get(f"http://localhost{settings.suffix}", timeout=5)
    # ok: VBE116
    requests.get(f"http://localhost:{PORT}/{order}", timeout=5)
    local = "http://localhost:8001/orders"
    # ruleid: VBE116
    requests.get(local, timeout=5)
    either = settings.orders_url
    if order:
        either = "http://localhost:8001/orders"
    # ok: VBE116
    requests.get(either, timeout=5)


def connections(options):
    # ruleid: VBE116
    search = Elasticsearch(["http://localhost:9200"])
    # ruleid: VBE116
    producer = KafkaProducer(bootstrap_servers="localhost:9092")
    # ruleid: VBE116
    graph = neo4j.GraphDatabase.driver("neo4j://localhost:7687")
    # ruleid: VBE116
    database = psycopg.connect("dbname=shop host=192.168.1.9 user=shop")
    # ok: VBE116
    database = psycopg.connect("dbname=shop host=/run/postgresql")
    # ok: VBE116
    database = psycopg.connect(**options)
    return search, producer, graph, database


def in_development(order):
    if settings.environment == "development":
        # ok: VBE116
        return httpx.get("http://localhost:8001/orders")
    return httpx.get(settings.orders_url)


def is_model_available():
    # ok: VBE116
    return httpx.get("http://localhost:11434/api/tags").is_success


@app.post("/login")
def login(
    # ruleid: VBE116
    back: str = Form(default="http://localhost:3000/"),
):
    return back


def not_a_route(
    # ok: VBE116
    back: str = Form("http://localhost:3000/"),
):
    return back
