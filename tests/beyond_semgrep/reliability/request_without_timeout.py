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
