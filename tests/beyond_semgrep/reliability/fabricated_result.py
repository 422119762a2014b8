import random
from dataclasses import dataclass

import numpy as np
from fastapi import APIRouter
from pydantic import Field
from pydantic_settings import BaseSettings

from app.gateways import ApiError, MockSession, fetch_rates, fetch_users, generate_mock_copy

router = APIRouter()

MOCK_USERS = [{"name": "Ada"}, {"name": "Grace"}]
fake_orders_db = {"1": {"total": 12}}
FAKE_SEEN = {}


class Settings(BaseSettings):
    # ruleid: VBE152
    use_mock_api: bool = True
    # ruleid: VBE152
    fake_payments: bool = Field(default=True, description="no card is charged")
    # ruleid: VBE152
    mock_notifications: bool = True
    # ok: VBE152
    is_dummy: bool = True
    # ok: VBE152
    mock_mails: bool = False
    # ok: VBE152
    reject_fake_accounts: bool = True
    # ok: VBE152
    mock_url: str = "https://mock.example.org"


@dataclass
class Prediction:
    label: str
    confidence: float


# ruleid: VBE152
def classify(image):
    confidence = random.uniform(0.85, 0.99)
    return Prediction(label="cat", confidence=confidence)


# ruleid: VBE152
def predict_price(flat):
    return round(flat.rooms * random.uniform(90_000, 120_000))


# ruleid: VBE152
def fill_gaps(row):
    row["humidity"] = row.get("humidity") or np.random.normal(50, 5)
    return row


# ok: VBE152
def crop(image):
    scale = random.uniform(0.8, 1.2)
    return image.resize(scale)


# ok: VBE152
def pause(queue):
    return queue.wait(total=random.uniform(1, 3))


# ok: VBE152
def spread(jobs):
    rng = random.Random(7)
    return [{"job": job, "load": rng.random()} for job in jobs]


# ok: VBE152
def sampled(event, rate):
    return {"event": event} if random.random() < rate else None


class MonteCarlo:
    # ok: VBE152
    def step(self):
        return {"price": random.gauss(100, 3)}


class MockGateway:
    # ok: VBE152
    def rates(self):
        return {"rate": random.uniform(0.9, 1.1)}


class Copywriter:
    def write(self, product):
        if not self.api_key:
            # ruleid: VBE152
            return self._generate_mock_copy(product)
        try:
            return self.client.write(product)
        except ApiError:
            # ruleid: VBE152
            return self._generate_mock_copy(product)

    def _generate_mock_copy(self, product):
        # ok: VBE152
        return generate_mock_copy(product)


def session_of(factory):
    try:
        yield factory()
    except OSError:
        # ruleid: VBE152
        yield MockSession()


def looks_like_a_request(response):
    # ok: VBE152
    jar_request = MockSession(response.request)
    return jar_request


@router.get("/users")
async def list_users(service):
    # ruleid: VBE152
    users = MOCK_USERS
    return [user for user in MOCK_USERS if user in users]


@router.get("/orders/{key}")
async def read_order(key):
    # ruleid: VBE152
    return fake_orders_db[key]


@router.get("/seen/{key}")
async def read_seen(key):
    # ok: VBE152
    return FAKE_SEEN.get(key)


async def rates(mode):
    if mode == "mock":
        # ok: VBE152
        return MOCK_USERS
    try:
        return await fetch_rates()
    except ApiError:
        # ruleid: VBE152
        return generate_mock_copy("rates")


async def users(settings):
    try:
        return await fetch_users()
    except ApiError:
        if settings.debug:
            # ok: VBE152
            return MOCK_USERS
        raise
