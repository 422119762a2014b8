"""What a name stands for does not depend on what was asked before."""

from __future__ import annotations

import ast
import random

import pytest

from vibe_audit.module import Module
from vibe_audit.source.parsing import parse

CHAIN = """\
import httpx


async def profile(url):
    async with httpx.AsyncClient() as client:
        response = await client.get(url)
        info = response.json()
        name = info.get("name", "")
        return name.strip().lower().title()
"""

CIRCLES = """\
import requests


def send(client=None, other=None):
    client = client or requests.Session()
    other = client
    while other:
        client = other
        other = client or requests.Session()
        third = client if other else other
        client = third
    return client.get(other.url, third.url)
"""


@pytest.mark.parametrize("source", [CHAIN, CIRCLES])
def test_names_mean_the_same_in_whatever_order_they_are_asked(source: str) -> None:
    def asked(seed: int) -> dict[tuple[int, int, str], str | None]:
        module = Module("app.py", source, parse(source))
        nodes = [node for node in ast.walk(module.tree) if isinstance(node, ast.expr)]
        random.Random(seed).shuffle(nodes)
        return {(node.lineno, node.col_offset, ast.dump(node)): module.resolve(node) for node in nodes}

    first = asked(0)
    assert any(found for found in first.values())
    for seed in range(1, 60):
        assert asked(seed) == first
