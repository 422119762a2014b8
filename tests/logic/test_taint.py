"""The way of a value that somebody else decides, from its source to a sink."""

from __future__ import annotations

import ast

import pytest

from vibe_audit.logic.taint import Flow, Flows, find_flows
from vibe_audit.module import Module
from vibe_audit.source.parsing import parse

TABLE = Flows(
    sources=frozenset({"flask.request.args", "flask.request.get_json"}),
    sinks={"os.system": (0,), "execute": (0,), "subprocess.run": (0, "input")},
    sanitisers=frozenset({"shlex.quote", "clean"}),
    guards=frozenset({"isdigit", "is_safe"}),
    parameters=lambda parameter: parameter.arg == "payload",
)
HEAD = "import os\nimport shlex\nimport subprocess\n\nfrom flask import request\n\n\n"


def flows(body: str, arguments: str = "payload, other, cursor") -> list[Flow]:
    source = f"{HEAD}def view({arguments}):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    module = Module("app/views.py", source, parse(source))
    view = next(function for function in module.functions if function.name == "view")
    return find_flows(view, TABLE, module)


@pytest.mark.parametrize(
    "body",
    [
        "os.system(request.args['x'])",
        "os.system(request.args.get('x'))",
        "os.system(payload)",
        "x = request.args['x']\nos.system(x)",
        "x: str = request.args['x']\nos.system(x)",
        "x = y = request.args['x']\nos.system('ls ' + y)",
        "x, y = request.args['x'], 1\nos.system(x)",
        "os.system(f'ls {payload}')",
        "os.system('ls %s' % payload)",
        "os.system('ls {}'.format(payload))",
        "os.system(' '.join(['ls', payload]))",
        "os.system(payload.strip().lower())",
        "x = {'a': payload}\nos.system(x['a'])",
        "x = []\nx += payload\nos.system(x)",
        "x = {}\nx['a'] = payload\nos.system(x)",
        "self.x = payload\nos.system(self.x)",
        "x = payload if other else 'ls'\nos.system(x)",
        "x = other or payload\nos.system(x)",
        "for x in payload:\n    os.system(x)",
        "with payload as x:\n    os.system(x)",
        "if (x := payload):\n    os.system(x)",
        "os.system([word for word in payload])",
        "x = {word: 1 for word in payload}\nos.system(x)",
        "x = unknown(payload)\nos.system(x)",
        "x = await unknown(payload)\nos.system(x)",
        "x = 'ls'\nif other:\n    x = payload\nos.system(x)",
        "x = 'ls'\nwhile other:\n    os.system(x)\n    x = payload",
        "x = 'ls'\ntry:\n    x = payload\n    unknown()\nexcept ValueError:\n    os.system(x)",
        "subprocess.run(['ls'], input=payload)",
        "cursor.execute(payload)",
        "if payload in other:\n    pass\nos.system(payload)",
        "if not payload.isdigit():\n    print(payload)\nos.system(payload)",
        "if payload == other:\n    os.system(payload)",
    ],
)
def test_a_value_is_followed(body: str) -> None:
    [flow] = flows(body.replace("await ", ""))
    assert flow.way[0].lineno <= flow.sink.lineno  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "body",
    [
        "os.system('ls')",
        "os.system(other)",
        "x = payload\nx = 'ls'\nos.system(x)",
        "x = payload\ndel x\nx = 'ls'\nos.system(x)",
        "os.system(shlex.quote(payload))",
        "x = clean(payload)\nos.system(x)",
        "x = int(payload)\nos.system(f'{x}')",
        "os.system('a' if payload == 'b' else 'c')",
        "if payload not in ('a', 'b'):\n    raise ValueError\nos.system(payload)",
        "if payload in ('a', 'b'):\n    os.system(payload)",
        "if payload == 'a':\n    os.system(payload)",
        "if not payload.isdigit():\n    return\nos.system(payload)",
        "if payload.isdigit() and other:\n    os.system(payload)",
        "if not is_safe(payload) or other:\n    return\nos.system(payload)",
        "if is_safe(payload):\n    pass\nelse:\n    raise ValueError\nos.system(payload)",
        "if not isinstance(payload, int):\n    raise TypeError\nos.system(f'{payload}')",
        "os.system(payload if payload in other else 'ls')",
        "subprocess.run(['ls'], env=payload)",
        "def inner(payload):\n    os.system(payload)",
    ],
)
def test_what_is_harmless_is_not_followed(body: str) -> None:
    assert flows(body) == []


def test_the_way_is_told() -> None:
    [flow] = flows("a = request.args['x']\nb = a.strip()\nos.system('ls ' + b)")
    assert [node.lineno for node in flow.way] == [9, 9, 10, 10]  # type: ignore[attr-defined]
    assert isinstance(flow.way[0], ast.Attribute)
    assert ast.unparse(flow.argument) == "'ls ' + b"


def test_without_a_sink_nothing_is_worked_out() -> None:
    assert flows("x = payload\n" * 2000) == []
