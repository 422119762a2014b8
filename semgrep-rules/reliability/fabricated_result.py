import os
import random
from random import uniform

from app.gateways import generate_mock_forecast, get_mock_client, open_client


def campaign_report(campaign):  # a first line of its own
    return campaign


# ruleid: VBE152
def campaign_figures(campaign):
    return {
        "campaign": campaign.name,
        "clicks": random.randint(100, 5000),
        "conversion_rate": round(random.uniform(0.5, 4.0), 2),
    }


class Dashboard:
    # ruleid: VBE152
    async def metrics(self, days):
        series = []
        for day in range(days):
            series.append({"day": day, "active_users_count": random.randint(10, 900)})
        return series

    # ruleid: VBE152
    def health(self):
        result = {"status": "ok", "cpu_usage": uniform(1, 90), "uptime": random.random() * 100}
        return result


# ok: VBE152
def schedule(job):
    return {"job": job.id, "retry_delay": random.uniform(1, 5), "shard": random.randint(1, 8)}


# ok: VBE152
def simulate_day(market):
    return {"market": market, "price": random.gauss(100, 3)}


# ok: VBE152
def roll_dice():
    return {"total": random.randint(2, 12)}


# ok: VBE152
def draw_winner(entries):
    return {"winner": random.choice(entries), "count": len(entries)}


# ok: VBE152
def preview(campaign, settings):
    if settings.demo_mode:
        return {"clicks": random.randint(100, 5000)}
    return campaign.figures()


# ok: VBE152
def latest_price(prices):
    return {"price": prices[-1], "id": random.randint(1, 99999)}


async def forecast(city, client):
    try:
        return await client.forecast(city)
    except ConnectionError:
        # ruleid: VBE152
        return generate_mock_forecast(city)


def client_of(settings):
    try:
        return open_client(settings)
    except Exception:
        # ruleid: VBE152
        client = get_mock_client()
    return client


def client_of_mode(settings):
    if settings.use_mock:
        # ok: VBE152
        return get_mock_client()
    return open_client(settings)


def mock_forecast(city):
    # ok: VBE152
    return generate_mock_forecast(city)


# ruleid: VBE152
USE_MOCK_GATEWAY = os.getenv("USE_MOCK_GATEWAY", "true") == "true"
# ok: VBE152
FAKE_MAILS = os.environ.get("FAKE_MAILS", "false") == "true"
# ruleid: VBE152
mock_payments = os.environ.get("MOCK_PAYMENTS", "1") == "1"
# ok: VBE152
block_mocks = os.getenv("BLOCK_MOCK_CLIENTS", "true") == "true"
# ok: VBE152
cache = os.getenv("USE_CACHE", "true") == "true"


# ok: VBE152
async def figures_of_mode(
    campaign,
    client,
) -> dict:
    """The figures of a campaign.

    Made up where the client is.
    """
    if client.use_mock:
        return {"clicks": random.randint(100, 5000)}

    return await client.figures(campaign)


async def forecast_of_mode(city, client):
    try:
        return await client.forecast(city)
    except ConnectionError as error:
        if client.use_mock:
            # ok: VBE152
            return generate_mock_forecast(city, error)
        raise
