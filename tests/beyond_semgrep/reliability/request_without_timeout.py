import urllib.request

import aiohttp
import httpx
import requests
from openai import OpenAI


class Client:
    def __init__(self, key):
        self.session = requests.Session()
        self.model = OpenAI(api_key=key, timeout=20)

    def fetch(self, url):
        # ruleid: VBE110
        return self.session.get(url)

    def fetch_in_time(self, url):
        # ok: VBE110
        return self.session.get(url, timeout=3)


def annotated(session: requests.Session, url):
    # ruleid: VBE110
    return session.post(url)


async def without_limit(url):
    async with httpx.AsyncClient() as client:
        # ruleid: VBE110
        return await client.get(url, timeout=None)


def rebound(url, pick):
    session = requests.Session()
    if pick:
        session = pick()
    # ok: VBE110
    return session.get(url)


def prepared(request):
    session = requests.Session()
    # ruleid: VBE110
    return session.send(request.prepare())


def opened(url):
    opener = urllib.request.build_opener()
    # ruleid: VBE110
    opener.open(url)
    # ok: VBE110
    return opener.open(url, None, 5)


def aiohttp_forgets_its_own_limit():
    # ruleid: VBE110
    aiohttp.ClientTimeout(connect=5)
    # ok: VBE110
    return aiohttp.ClientTimeout(sock_read=5)


if __name__ == "__main__":
    # ok: VBE110
    print(requests.get("https://api.example.org/rates"))
