import urllib.request
from urllib.request import urlopen

import aiohttp
import httpx
import requests
import requests as http
from anthropic import Anthropic
from openai import AsyncOpenAI
from requests import post as send


def modules(url, options, positional):
    # ruleid: VBE110
    requests.get(url)
    # ruleid: VBE110
    requests.request("GET", url)
    # ruleid: VBE110
    http.put(url, json={})
    # ruleid: VBE110
    send(url)
    # ruleid: VBE110
    return requests.post(
        url,
        json={},
    )


def limits(url, options, positional):
    # ok: VBE110
    requests.get(url, timeout=5)
    # ruleid: VBE110
    requests.get(url, timeout=None)
    # ok: VBE110
    requests.get(url, **options)
    # ok: VBE110
    requests.get(*positional)
    # ok: VBE110
    requests.codes.get("ok")


def sessions(url):
    # ruleid: VBE110
    requests.Session().get(url)
    with requests.Session() as session:
        # ruleid: VBE110
        session.get(url)
        # ok: VBE110
        session.get(url, timeout=3)
    other = requests.Session()
    # ruleid: VBE110
    other.post(url)


def standard_library(url):
    # ruleid: VBE110
    urllib.request.urlopen(url)
    # ruleid: VBE110
    urlopen(url, b"data")
    # ok: VBE110
    urlopen(url, None, 5)
    # ok: VBE110
    urlopen(url, timeout=5)


async def clients_with_a_limit_of_their_own(url):
    # ok: VBE110
    httpx.get(url)
    # ruleid: VBE110
    httpx.get(url, timeout=None)
    # ruleid: VBE110
    httpx.AsyncClient(timeout=None)
    # ok: VBE110
    httpx.AsyncClient(base_url=url)
    # ruleid: VBE110
    aiohttp.ClientTimeout(total=None)
    # ok: VBE110
    aiohttp.ClientTimeout(total=None, sock_read=30)
    # ok: VBE110
    aiohttp.ClientSession()


def models(key, options):
    # ok: VBE110
    AsyncOpenAI(api_key=key)
    # ok: VBE110
    Anthropic()
    # ok: VBE110
    Anthropic(timeout=30.0)
    # ruleid: VBE110
    AsyncOpenAI(api_key=key, timeout=None)
    # ruleid: VBE110
    Anthropic(timeout=None, max_retries=0)
    # ok: VBE110
    AsyncOpenAI(**options)
    # ok: VBE110
    AsyncOpenAI(http_client=httpx.AsyncClient())


class NotRequests:
    def get(self, requests, url):
        # ok: VBE110
        return requests.get(url)
