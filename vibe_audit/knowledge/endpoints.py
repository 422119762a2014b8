"""Calls that are told where another service is: at which position, and by which keywords."""

from __future__ import annotations

from vibe_audit.knowledge.connections import REDIS_CLIENTS
from vibe_audit.knowledge.http import AIOHTTP_SESSIONS, HTTPX_CALLS, REQUESTS_CALLS, REQUESTS_VERBS, URLLIB_CALLS
from vibe_audit.knowledge.llm import LLM_CLIENTS

Place = tuple[int | None, tuple[str, ...]]
"""The position, counted from 0, and the keywords; None where only a keyword will do."""

_AIOHTTP_CALLS = frozenset(f"{session}.{verb}" for session in AIOHTTP_SESSIONS for verb in (*REQUESTS_VERBS, "ws_connect"))
_HTTP_CALLS = REQUESTS_CALLS | HTTPX_CALLS | _AIOHTTP_CALLS | URLLIB_CALLS
# `request(method, url)`, `stream(method, url)`
_SECOND = (".request", ".stream")
_CLASSES = frozenset({"httpx.AsyncClient", "httpx.Client", "httpx.Timeout"})

# https://pymongo.readthedocs.io/, motor, pika, aio-pika, kafka-python, aiokafka, elasticsearch-py, SQLAlchemy, Celery, Neo4j, web3.py,
# websockets
ENDPOINTS: dict[str, Place] = {
    **{name: (1 if name.endswith(_SECOND) else 0, ("url",)) for name in _HTTP_CALLS - _CLASSES},
    **dict.fromkeys(("httpx.AsyncClient", "httpx.Client"), (None, ("base_url",))),
    **dict.fromkeys(LLM_CLIENTS, (None, ("base_url",))),
    **dict.fromkeys(REDIS_CLIENTS, (0, ("url", "host"))),
    "aio_pika.connect": (0, ("url", "host")),
    "aio_pika.connect_robust": (0, ("url", "host")),
    "aiohttp.ClientSession": (0, ("base_url",)),
    "aiokafka.AIOKafkaConsumer": (None, ("bootstrap_servers",)),
    "aiokafka.AIOKafkaProducer": (None, ("bootstrap_servers",)),
    "asyncpg.connect": (0, ("dsn", "host")),
    "asyncpg.create_pool": (0, ("dsn", "host")),
    "celery.Celery": (None, ("broker", "broker_url")),
    "elasticsearch.AsyncElasticsearch": (0, ("hosts",)),
    "elasticsearch.Elasticsearch": (0, ("hosts",)),
    "kafka.KafkaConsumer": (None, ("bootstrap_servers",)),
    "kafka.KafkaProducer": (None, ("bootstrap_servers",)),
    "motor.motor_asyncio.AsyncIOMotorClient": (0, ("host",)),
    "mysql.connector.connect": (None, ("host",)),
    "neo4j.AsyncGraphDatabase.driver": (0, ("uri",)),
    "neo4j.GraphDatabase.driver": (0, ("uri",)),
    "pika.ConnectionParameters": (0, ("host",)),
    "pika.URLParameters": (0, ("url",)),
    "psycopg.connect": (0, ("conninfo", "host")),
    "psycopg2.connect": (0, ("dsn", "host")),
    "pymongo.AsyncMongoClient": (0, ("host",)),
    "pymongo.MongoClient": (0, ("host",)),
    "pymysql.connect": (0, ("host",)),
    "qdrant_client.QdrantClient": (0, ("url", "host")),
    "sqlalchemy.create_engine": (0, ("url",)),
    "sqlalchemy.ext.asyncio.create_async_engine": (0, ("url",)),
    "web3.HTTPProvider": (0, ("endpoint_uri",)),
    "web3.Web3.HTTPProvider": (0, ("endpoint_uri",)),
    "websockets.connect": (0, ("uri",)),
}

# Where the browser is sent.
REDIRECTS: dict[str, Place] = {
    "django.http.HttpResponseRedirect": (0, ("redirect_to",)),
    "django.shortcuts.redirect": (0, ("to",)),
    "fastapi.responses.RedirectResponse": (0, ("url",)),
    "flask.redirect": (0, ("location",)),
    "starlette.responses.RedirectResponse": (0, ("url",)),
}

# The default of a parameter that the client may leave out: https://fastapi.tiangolo.com/reference/parameters/
PARAMETERS: dict[str, Place] = dict.fromkeys(("fastapi.Body", "fastapi.Form", "fastapi.Query"), (0, ("default",)))
