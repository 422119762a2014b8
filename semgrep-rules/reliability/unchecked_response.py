import json
import logging

import aiohttp
import httpx
import requests
import requests as http
from pydantic import BaseModel

logger = logging.getLogger(__name__)
shared = requests.Session()


class Quote(BaseModel):
    rate: float


# -- a response that goes by a name


def rate(currency):
    response = requests.get(f"https://rates.example.org/{currency}", timeout=5)
    # ruleid: VBE112
    return response.json()["rate"]


def rates():
    answer = http.request("GET", "https://rates.example.org/", timeout=5)
    # ruleid: VBE112
    body = answer.json()
    return [entry["rate"] for entry in body.get("entries", [])]


def page():
    answer = httpx.get("https://www.example.org/")
    # ruleid: VBE112
    text = answer.text
    return text.count("<li>")


def picture(url):
    try:
        answer = requests.get(url, timeout=5)
        # ruleid: VBE112
        data = answer.content
        return len(data)
    except Exception:
        logger.exception("no picture")
        return 0


def names():
    # ruleid: VBE112
    found = requests.get("https://names.example.org/", timeout=5).json()
    return sorted(found.get("names", []))


def feed():
    # ruleid: VBE112
    text = httpx.get(
        "https://news.example.org/feed",
        timeout=5,
    ).text
    return text.splitlines()


def decoded(url):
    answer = requests.get(url, timeout=5)
    # ruleid: VBE112
    data = json.loads(answer.text)
    return data["rate"]


# -- somebody looks


def raised(url):
    response = requests.get(url, timeout=5)
    response.raise_for_status()
    # ok: VBE112
    return response.json()["rate"]


def compared(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    if response.status_code != 200:
        return None
    return data["rate"]


def compared_deep_down(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    for entry in data["entries"]:
        if entry["rate"]:
            logger.info("%s %s", entry, response.ok)
    return data["entries"]


def successful(url):
    response = httpx.get(url)
    # ok: VBE112
    data = response.json()
    return data["rate"] if response.is_success else None


def explained(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    logger.info("%s", response.reason)
    return data["rate"]


async def raised_by_hook(url, hooks):
    async with httpx.AsyncClient(event_hooks=hooks) as client:
        response = await client.get(url)
        # ok: VBE112
        data = response.json()
    return data["rate"]


def hooked(url, check):
    response = requests.get(url, timeout=5, hooks={"response": check})
    # ok: VBE112
    data = response.json()
    return data["rate"]


# -- others see the response


def handed_on(url, check):
    response = requests.get(url, timeout=5)
    check(response)
    # ok: VBE112
    data = response.json()
    return data["rate"]


def handed_back(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    logger.info("%s", data["rate"])
    return response


def tested(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    if response:
        return data["rate"]
    return None


# -- the body speaks for itself


def says_error(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    if data.get("error"):
        raise RuntimeError(data["error"]["message"])
    return data["rate"]


def says_errcode(url):
    # ok: VBE112
    data = requests.get(url, timeout=5).json()
    if data["errcode"] != 0:
        raise RuntimeError(data)
    return data["rate"]


def says_status(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    if data["status"] == "done":
        return data["rate"]
    return None


def has_the_key(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    if "rate" not in data:
        raise RuntimeError(url)
    return data["rate"]


def has_the_shape(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    if not isinstance(data, list):
        return []
    return data[:10]


def has_the_schema(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    return Quote.model_validate(data)


def has_the_schema_as_text(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    quote = Quote.model_validate_json(response.text)
    return quote.rate


def decoded_with_error(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = json.loads(response.content)
    return data["rate"] if not data.get("error") else None


def has_the_word(url, parse):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = parse(response.text)
    return data if "<rates>" in response.text else None


def lacks_the_key(url):
    try:
        response = requests.get(url, timeout=5)
        # ok: VBE112
        data = response.json()
        return data["release"]["version"]
    except (KeyError, ValueError):
        logger.exception("no version")
        return None


def returned_to_one_who_asks(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    logger.info("answered")
    return data


# -- the body is not used, or only for people


def fire(url):
    # ok: VBE112
    requests.post(url, timeout=5)


def shown(url):
    response = requests.post(url, timeout=5)
    # ok: VBE112
    logger.info("answered %s", response.text)


# -- clients of somebody else


def kept(url):
    response = shared.get(url, timeout=5)
    # ok: VBE112
    data = response.json()
    return data["rate"]


def injected(url, requests):
    response = requests.get(url)
    # ok: VBE112
    data = response.json()
    return data["rate"]


class Client:
    def __init__(self):
        self.client = httpx.Client(base_url="https://rates.example.org")

    def rate(self):
        response = self.client.get("/")
        # ok: VBE112
        data = response.json()
        return data["rate"]


class Kept:
    def load(self, url):
        # ok: VBE112
        self.data = requests.get(url, timeout=5).json()

    def load_more(self, url):
        response = requests.get(url, timeout=5)
        # ok: VBE112
        self.data = response.json()


async def raised_by_session(url):
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        async with session.get(url) as response:
            # ok: VBE112
            data = await response.json()
    return data["rate"]


def no_client(path):
    with open(path) as file:
        # ok: VBE112
        return json.loads(file.read())["rate"]
