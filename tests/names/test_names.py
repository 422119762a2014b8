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
    "global": ("import a\ndef f():\n    global a\n    a = 1\n    target(a.b)", None),
    "default_is_read_outside": ("import a\ndef f(a=target(a.b)):\n    pass", "a.b"),
    "lambda": ("import a\nlambda a: target(a.b)", None),
    "circle": ("def f():\n    x = x.y\n    target(x.z)", None),
    "circle_of_annotations": ("x: 'x'\ntarget(x.y)", None),
    "call_of_call": ("import a\ntarget(a.b().c().d)", "a.b().c().d"),
    "subscript": ("import a\ntarget(a['b'].c)", None),
    "import_in_function": ("def f():\n    import a\n    target(a.b)", "a.b"),
    "static_method": ("import a\nclass A:\n    c = a.B()\n    @staticmethod\n    def f(self):\n        target(self.c)", None),
    "class_method": ("import a\nclass A:\n    c = a.B()\n    @classmethod\n    def f(cls):\n        target(cls.c)", "a.B()"),
    "constructor": ("import a\nclass A:\n    c = a.B()\n    def __new__(cls):\n        target(cls.c)", "a.B()"),
    "function_in_a_method": ("import a\nclass A:\n    c = a.B()\n    def f(self):\n        def g():\n            target(self.c)", "a.B()"),
    "own_self_in_a_method": ("import a\nclass A:\n    c = a.B()\n    def f(self):\n        def g(self):\n            target(self.c)", None),
    "lambda_in_a_method": ("import a\nclass A:\n    c = a.B()\n    def f(self):\n        lambda self: target(self.c)", None),
    "self_is_another": ("import a\nclass A:\n    c = a.B()\n    def f(self: 'Other'):\n        target(self.c)", None),
    "self_is_typed": ("import a\nfrom typing import Self\nclass A:\n    c = a.B()\n    def f(self: Self):\n        target(self.c)", "a.B()"),
    "class_is_typed": ("import a\nclass A:\n    c = a.B()\n    @classmethod\n    def f(cls: type['A']):\n        target(cls.c)", "a.B()"),
    "type_variable": ("import a\nfrom typing import TypeVar\nT = TypeVar('T')\nclass A:\n    c = a.B()\n    def f(self: T):\n        target(self.c)", "a.B()"),
    "self_bound_anew": ("import a\nclass A:\n    c = a.B()\n    def f(self):\n        self = other()\n        target(self.c)", None),
    "set_by_a_static_method": ("import a\nclass A:\n    @staticmethod\n    def g(self):\n        self.c = a.B()\n    def f(self):\n        target(self.c)", None),
    "both_branches": ("import a\ndef f(x):\n    if x:\n        c = a.B(1)\n    else:\n        c = a.B(2)\n    target(c.d)", "a.B().d"),
    "other_branch": ("import a, b\ndef f(x):\n    if x:\n        c = a.B()\n    else:\n        c = b.B()\n    target(c.d)", None),
    "latest": ("import a, b\ndef f():\n    c = b.B()\n    c = a.B()\n    target(c.d)", "a.B().d"),
    "earlier": ("import a, b\ndef f():\n    c = a.B()\n    target(c.d)\n    c = b.B()", "a.B().d"),
    "conditional_expression": ("import a\ndef f(x):\n    c = a.B(1) if x else a.B(2)\n    target(c.d)", "a.B().d"),
    "type_checking": ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\nelse:\n    a = None\ndef f():\n    target(a.b)", "a.b"),
    "optional_import": ("try:\n    import a\nexcept ImportError:\n    a = None\ndef f():\n    target(a.b)", "a.b"),
    "other_import": ("try:\n    import a\nexcept ImportError:\n    import b as a\ntarget(a.b)", None),
    "made_by_global": ("import a\nc = None\ndef make():\n    global c\n    c = a.B()\ndef f():\n    target(c.d)", "a.B().d"),
    "made_by_nonlocal": ("import a\ndef f():\n    c = None\n    def make():\n        nonlocal c\n        c = a.B()\n    make()\n    target(c.d)", "a.B().d"),
    "global_of_two_kinds": ("import a, b\nc = a.B()\ndef make():\n    global c\n    c = b.B()\ndef f():\n    target(c.d)", None),
    "module_is_run_before": ("import a, b\nc = b.B()\nc = a.B()\ndef f():\n    target(c.d)", "a.B().d"),
    "closure_is_run_later": ("import a, b\ndef f():\n    c = a.B()\n    def g():\n        target(c.d)\n    c = b.B()\n    g()", None),
    "class_body_is_run_here": ("import a, b\ndef f():\n    c = a.B()\n    class D:\n        target(c.d)\n    c = b.B()", "a.B().d"),
    "walrus_twice": ("import a, b\nif (c := b.B()) and (c := a.B()) and target(c.d):\n    pass", None),
    "dead_code": ("import a, b\ndef f():\n    c = a.B()\n    return c\n    c = b.B()\n    target(c.d)", None),
    "after_dead_code": ("import a, b\ndef f(x):\n    c = a.B()\n    if False:\n        c = b.B()\n    target(c.d)", "a.B().d"),
    "deleted": ("import a, b\ndef f(x):\n    c = b.B()\n    del c\n    c = a.B()\n    target(c.d)", "a.B().d"),
    "query_built_by_steps": (
        "from sqlalchemy.orm import Session\ndef f(db: Session, x):\n    q = db.query(1)\n    if x:\n        q = q.filter(x).limit(1)\n    target(q.all)",
        "sqlalchemy.orm.Session().query().all",
    ),
    "statement_built_in_a_loop": (
        "from sqlalchemy import select\ndef f(xs):\n    q = select(1)\n    for x in xs:\n        q = q.where(x)\n    target(q.all)",
        "sqlalchemy.select().all",
    ),
    "query_of_either_branch": (
        "import m\ndef f(x):\n    if x:\n        q = m.A.objects.filter(x)\n    else:\n        q = m.A.objects.filter(1).order_by(2)\n    target(q.all)",
        "m.A.objects.filter().all",
    ),
    "made_another_thing_of": (
        "from sqlalchemy.orm import Session\ndef f(db: Session, x):\n    q = db.query(1)\n    if x:\n        q = q.first()\n    target(q.all)",
        None,
    ),
    "star": ("from a import *\ntarget(b)", None),
}


@pytest.mark.parametrize("case", CASES)
def test_name_stands_for(case: str) -> None:
    source, expected = CASES[case]
    assert resolved(source) == expected
