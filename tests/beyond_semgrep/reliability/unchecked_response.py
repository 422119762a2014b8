import json

import aiohttp
import httpx
import requests
from requests import get as fetch


def later(url):
    response = requests.get(url, timeout=5)
    url = url.rstrip("/")
    # ruleid: VBE112
    return url, response.json()["rate"]


def inside_something_else(url, parse):
    response = requests.get(url, timeout=5)
    # ruleid: VBE112
    data = parse(response.text)
    return data


def handed_on_at_once(url, parse):
    # ruleid: VBE112
    return parse(requests.get(url, timeout=5).text)


def renamed(url):
    # ruleid: VBE112
    return fetch(url, timeout=5).json()["rate"]


def decoded(url):
    response = requests.get(url, timeout=5)
    # ruleid: VBE112
    return json.loads(response.content)["rate"]


async def by_aiohttp(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as response:
            # ruleid: VBE112
            data = await response.json()
    return data["rate"]


async def profile(token):
    async with httpx.AsyncClient(timeout=10) as client:
        response = await client.get("https://login.example.org/userinfo", headers={"Authorization": token})
        # ruleid: VBE112
        info = response.json()
    return info.get("email", "")


async def told_to_raise(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url, raise_for_status=True) as response:
            # ok: VBE112
            data = await response.json()
    return data["rate"]


async def awaited_in_parentheses(url):
    async with httpx.AsyncClient() as client:
        # ruleid: VBE112
        return (await client.get(url)).json()["rate"]


def by_session(url):
    session = requests.Session()
    response = session.get(url, timeout=5)
    # ruleid: VBE112
    return response.json()["rate"]


def by_either_session(url, own):
    session = requests.Session()
    if own:
        session = own
    response = session.get(url, timeout=5)
    # ok: VBE112
    return response.json()["rate"]


def by_anonymous_client(url):
    # ruleid: VBE112
    return httpx.Client(timeout=3).get(url).json()["rate"]


def streamed(url, file):
    with requests.get(url, timeout=5, stream=True) as response:
        # ruleid: VBE112
        for chunk in response.iter_content(8192):
            file.write(chunk)


def streamed_by_client(url, file):
    with httpx.Client() as client, client.stream("GET", url) as response:
        # ruleid: VBE112
        for chunk in response.iter_bytes():
            file.write(chunk)


def model_answer(prompt):
    response = requests.post("http://models.example.org/api/chat", json={"prompt": prompt}, timeout=60)
    # ruleid: VBE112
    return response.json()["message"]["content"]


def one_of_many(urls):
    # ruleid: VBE112
    return [requests.get(url, timeout=5).json()["rate"] for url in urls]


# only its first use is reported
def used_twice(url):
    response = requests.get(url, timeout=5)
    # ruleid: VBE112
    rate = response.json()["rate"]
    # ok: VBE112
    return rate, response.json()["day"]


# each response once
def one_after_the_other(url):
    response = requests.get(url, timeout=5)
    # ruleid: VBE112
    first = response.json()["rate"]
    response = requests.get(url, timeout=5)
    # ruleid: VBE112
    return first, response.json()["rate"]


def either(url, credentials):
    if credentials:
        response = requests.get(url, timeout=5, auth=credentials)
    else:
        response = requests.get(url, timeout=5)
    # ruleid: VBE112
    return response.content.strip()


def shown_and_used(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    print(response.text)
    # ruleid: VBE112
    return response.json()["rate"]


def caught_far_below(url):
    # ok: VBE112
    text = requests.get(url, timeout=5).text
    try:
        data = json.loads(text)
        return data["info"]["version"]
    except Exception:
        return None


# what the handler catches is not that the key is missing
def caught_something_else(url):
    try:
        # ruleid: VBE112
        return requests.get(url, timeout=5).json()["rate"]
    except requests.RequestException:
        return None


def state_by_name(url):
    response = requests.get(url, timeout=5)
    # ok: VBE112
    result = response.json()
    state = result.get("result", "")
    return "Pass" in state


def returned(url):
    # ruleid: VBE112
    return requests.get(url, timeout=5).json()


# ok: VBE112
DATA = requests.get("https://rates.example.org/", timeout=5).json()
