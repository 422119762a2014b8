"""What names stand for."""

from __future__ import annotations

import ast
import textwrap

import pytest

from vibe_audit.module import Module


def resolved(source: str) -> str | None:
    """What the called expression of the last call of a function named `target`'s argument stands for."""
    text = textwrap.dedent(source)
    module = Module("app.py", text, ast.parse(text))
    [call] = [node for node in module.nodes(ast.Call) if isinstance(node.func, ast.Name) and node.func.id == "target"]
    return module.resolve(call.args[0])


CASES = {
    "import": ("import requests\ntarget(requests.get)", "requests.get"),
    "alias": ("import requests as r\ntarget(r.get)", "requests.get"),
    "submodule": ("import urllib.request\ntarget(urllib.request.urlopen)", "urllib.request.urlopen"),
    "from": ("from requests import get\ntarget(get)", "requests.get"),
    "from_alias": ("from requests import get as fetch\ntarget(fetch)", "requests.get"),
    "relative": ("from .db import session\ntarget(session.get)", ".db.session.get"),
    "relative_package": ("from . import db\ntarget(db.session)", ".db.session"),
    "builtin": ("target(print)", "print"),
    "shadowed_builtin": ("def print(): ...\ntarget(print)", None),
    "unknown": ("target(nobody)", None),
    "local_bound_once": ("import requests\ndef f():\n    s = requests.Session()\n    target(s.get)", "requests.Session().get"),
    "local_bound_twice": ("import requests\ndef f(x):\n    s = requests.Session()\n    s = x\n    target(s.get)", None),
    "same_meaning_twice": (
        "import requests\ndef f(x):\n    if x:\n        s = requests.Session()\n    else:\n        s = requests.Session()\n    target(s.get)",
        "requests.Session().get",
    ),
    "none_first": ("import requests\ns = None\ns = requests.Session()\ntarget(s.get)", "requests.Session().get"),
    "optional_dependency": ("try:\n    import requests\nexcept ImportError:\n    requests = None\ntarget(requests.get)", "requests.get"),
    "with": ("import requests\nwith requests.Session() as s:\n    target(s.get)", "requests.Session().get"),
    "async_with": ("import httpx\nasync def f():\n    async with httpx.AsyncClient() as c:\n        target(c.get)", "httpx.AsyncClient().get"),
    "await": ("import db\nasync def f():\n    r = await db.connect()\n    target(r.fetch)", "db.connect().fetch"),
    "walrus": ("import re\nif (m := re.match('a', 'b')):\n    target(m.group)", "re.match().group"),
    "parameter": ("def f(requests):\n    target(requests.get)", None),
    "annotated": ("from sqlalchemy.orm import Session\ndef f(db: Session):\n    target(db.query)", "sqlalchemy.orm.Session().query"),
    "annotated_by_string": ("from sqlalchemy.orm import Session\ndef f(db: 'Session'):\n    target(db.query)", "sqlalchemy.orm.Session().query"),
    "optional": ("from typing import Optional\nfrom a import B\ndef f(b: Optional[B]):\n    target(b.c)", "a.B().c"),
    "union_with_none": ("from a import B\ndef f(b: B | None):\n    target(b.c)", "a.B().c"),
    "annotated_with": ("from typing import Annotated\nfrom a import B\ndef f(b: Annotated[B, 1]):\n    target(b.c)", "a.B().c"),
    "union": ("from a import B, C\ndef f(b: B | C):\n    target(b.c)", None),
    "self": (
        "import httpx\nclass A:\n    def __init__(self):\n        self.c = httpx.Client()\n    def f(self):\n        target(self.c.get)",
        "httpx.Client().get",
    ),
    "self_twice": (
        "import httpx\nclass A:\n    def __init__(self, c):\n        self.c = httpx.Client()\n        self.c = c\n    def f(self):\n"
        "        target(self.c.get)",
        None,
    ),
    "self_of_another_class": (
        "import httpx\nclass A:\n    def __init__(self):\n        self.c = httpx.Client()\nclass B:\n    def f(self):\n        target(self.c.get)",
        None,
    ),
    "class_attribute": ("import httpx\nclass A:\n    c = httpx.Client()\n    def f(self):\n        target(self.c.get)", "httpx.Client().get"),
    "class_body_is_no_scope_for_methods": ("import a\nclass A:\n    c = a.B()\n    def f(self):\n        target(c)", None),
    "comprehension": ("import a\ntarget([a for a in range(3)][0])", None),
    "comprehension_shadows": ("import a\n[target(a.b) for a in range(3)]", None),
    "first_iterable_is_outside": ("import a\n[a for a in target(a.b)]", "a.b"),
    "loop": ("import a\nfor a in range(3):\n    target(a.b)", None),
    "handler": ("import e\ntry:\n    pass\nexcept ValueError as e:\n    target(e.args)", None),
    "match": ("import a\nmatch 1:\n    case a:\n        target(a.b)", None),
    "global": ("import a\ndef f():\n    global a\n    a = 1\n    target(a.b)", "a.b"),
    "default_is_read_outside": ("import a\ndef f(a=target(a.b)):\n    pass", "a.b"),
    "lambda": ("import a\nlambda a: target(a.b)", None),
    "circle": ("def f():\n    x = x.y\n    target(x.z)", None),
    "circle_of_annotations": ("x: 'x'\ntarget(x.y)", None),
    "call_of_call": ("import a\ntarget(a.b().c().d)", "a.b().c().d"),
    "subscript": ("import a\ntarget(a['b'].c)", None),
    "import_in_function": ("def f():\n    import a\n    target(a.b)", "a.b"),
    "star": ("from a import *\ntarget(b)", None),
}


@pytest.mark.parametrize("case", CASES)
def test_name_stands_for(case: str) -> None:
    source, expected = CASES[case]
    assert resolved(source) == expected
