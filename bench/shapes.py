"""Shapes of code that can be made as large as one likes: a function a shape, which gives the source, or the files, for a size."""

from __future__ import annotations

from collections.abc import Callable

FILES: dict[str, Callable[[int], str]] = {}
PROJECTS: dict[str, Callable[[int], dict[str, str]]] = {}

_FASTAPI = "from fastapi import APIRouter, Depends, HTTPException\nfrom sqlalchemy.orm import Session\nfrom db import get_db, Order\nrouter = APIRouter()\n"
_SESSION = "from sqlalchemy.orm import Session\nfrom models import Order\n"


def _file(name: str, head: str, *pieces: str) -> None:
    """A file that begins with `head`; then each piece `size` times over, one piece after the other, with `{i}` for the number."""

    def source(size: int) -> str:
        return head + "".join(piece.replace("{i}", str(i)) for piece in pieces for i in range(size))

    FILES[name] = source


_file("functions", "", "def f{i}(a, b):\n    x = a + b\n    return g(x, {i})\n\n")
_file("functions that call each other", "", "def f{i}(a):\n    return f1{i}(a) + f{i}1(a)\n\n")
_file("routes, FastAPI", _FASTAPI, "@router.post('/a/{i}')\ndef f{i}(item: int, db: Session = Depends(get_db)):\n    return db.get(Order, item)\n\n")
_file("routes with a parameter", _FASTAPI, "@router.get('/{i}/{item}/part')\nasync def f{i}(item: int, db: Session = Depends(get_db)):\n    return db.query(Order).all()\n\n")
_file("routes of one path", _FASTAPI, "@router.get('/{item}')\ndef f{i}(item: int):\n    return item\n\n")
_file("routes, Flask", "from flask import Flask, jsonify, request\napp = Flask(__name__)\n",
      "@app.route('/a/<int:n>/{i}', methods=['POST'])\ndef f{i}(n):\n    try:\n        return jsonify(work(request.json))\n    except Exception as e:\n        return jsonify({'error': str(e)})\n\n")
_file("views, Django", "from django.http import JsonResponse\n", "def view{i}(request, pk):\n    row = Model.objects.get(pk=pk)\n    row.stock -= 1\n    row.save()\n    return JsonResponse({'ok': True})\n\n")
_file("views in classes", "from rest_framework.views import APIView\n", "class V{i}(APIView):\n    def post(self, request):\n        return Response({'id': request.data['id']})\n\n")
_file("paths and their views", "from django.urls import path\nimport views\nurlpatterns = [\n", "    path('a{i}/<int:pk>/', views.view{i}),\n")
_file("test functions", "", "def test_{i}():\n    result = make({i})\n    print(result)\n\n")
_file("test methods", "import unittest\nclass T(unittest.TestCase):\n", "    def test_{i}(self):\n        self.assertEqual(make({i}), {i})\n\n")
_file("asserts in one test", "def test_all():\n", "    assert make({i}) == {i}\n")
_file("check, then insert", _SESSION + "def f(db: Session, rows):\n", "    if not db.query(Order).filter_by(n={i}).first():\n        db.add(Order(n={i}))\n        db.commit()\n")
_file("changes of a row", _SESSION + "def f(db: Session, key):\n", "    row{i} = db.get(Order, key)\n    row{i}.balance -= {i}\n    db.commit()\n")
_file("commits that may fail", _SESSION + "def f(db: Session):\n", "    try:\n        db.add(Order(n={i}))\n        db.commit()\n    except Exception:\n        log({i})\n")
_file("try statements", "def f():\n", "    try:\n        run({i})\n    except Exception as error:\n        print(error)\n")
_file("try statements with a return", "def f(n):\n", "    if n == {i}:\n        try:\n            return fetch({i})\n        except Exception:\n            return []\n")
_file("handlers of one try", "def f():\n    try:\n        run()\n", "    except E{i} as e:\n        print(e)\n")
_file("functions with a handler", "import logging\nlogger = logging.getLogger(__name__)\n", "def f{i}():\n    try:\n        send({i})\n    except Exception as e:\n        logger.error(f'x {e}')\n        raise\n\n")
_file("loops that query", _SESSION + "def f(db: Session, rows):\n", "    for row in rows:\n        x{i} = db.query(Order).filter(Order.id == row).first()\n        use(x{i})\n")
_file("loops that retry", "import time, requests\ndef f():\n", "    while True:\n        try:\n            requests.get('https://a.org/{i}')\n            break\n        except Exception:\n            time.sleep(1)\n")
_file("statements in one loop", _SESSION + "def f(db: Session, rows):\n    for row in rows:\n", "        a{i} = row.a{i}\n        db.query(Order).filter(Order.id == a{i}).first()\n")
_file("comprehensions", _SESSION + "def f(db: Session, rows):\n", "    x{i} = [db.get(Order, row) for row in rows if row]\n")
_file("requests", "import requests\n", "def f{i}():\n    r = requests.get('https://a.org/{i}')\n    return r.json()\n\n")
_file("requests in one function", "import requests\ndef f():\n", "    r{i} = requests.get('https://a.org/{i}')\n    data{i} = r{i}.json()\n")
_file("connections in one function", "import sqlite3\ndef f():\n", "    c{i} = sqlite3.connect('a')\n    c{i}.execute('select {i}')\n    c{i}.close()\n")
_file("one name bound again and again", _SESSION + "def f(db: Session, a):\n    q = db.query(Order)\n", "    if a == {i}:\n        q = q.filter(Order.n == {i})\n", "    q.all()\n")
_file("calls of a rebound name", "import requests\ndef f(s):\n    s = requests.Session()\n", "    s.get('https://a.org/{i}')\n    s = s\n")
_file("names in one function", "def f():\n", "    a{i} = b{i} = {i}\n    use(a{i}, b{i})\n")
_file("methods and attributes", "import httpx\nclass A:\n    def __init__(self):\n        self.c = httpx.Client()\n", "    def m{i}(self):\n        self.a{i} = {i}\n        return self.c.get('https://a.org/{i}')\n\n")
_file("classes", "from pydantic import BaseModel\n", "class M{i}(BaseModel):\n    name: str\n    password: str\n    amount: float\n\n")
_file("models", "from sqlalchemy import Column, Float, Integer\nfrom db import Base\n", "class M{i}(Base):\n    __tablename__ = 'm{i}'\n    id = Column(Integer, primary_key=True)\n    price = Column(Float)\n\n")
_file("columns of one model", "from sqlalchemy import Column, Float\nfrom db import Base\nclass M(Base):\n", "    price{i} = Column(Float)\n")
_file("coroutines", "import asyncio\n", "async def f{i}():\n    f{i}1()\n    await f{i}1()\n    return asyncio.run(f{i}())\n\n")
_file("calls in one coroutine", "import requests, time\nasync def f(db):\n", "    time.sleep({i})\n    db.execute('select {i}')\n")
_file("state in a global", _FASTAPI + "sessions = {}\n", "@router.get('/g{i}')\ndef g{i}(user: int):\n    sessions[user] = {i}\n    return sessions\n\n")
_file("moments", "from datetime import datetime\ndef f(row):\n", "    row.at{i} = datetime.utcnow()\n")
_file("durations", "import time\n", "def f{i}():\n    start = time.time()\n    run()\n    print(time.time() - start)\n\n")
_file("remarks", "", "# For now this is a placeholder, in production you would use {i}.\nx{i} = {i}\n")
_file("code in comments", "", "# x = {i}\n# if x:\n#     y = x\n#     print(y)\na{i} = 1\n")
_file("suppressions", "import requests\n", "requests.get('u{i}')  # noqa: VBE110\n")
_file("prints", "def f():\n", "    print('DEBUG', {i})\n")
_file("f-strings in logs", "import logging\nlogger = logging.getLogger(__name__)\ndef f(user, password):\n", "    logger.info(f'{user} {password} {user.email} {i}')\n")
_file("placeholders", "", "def f{i}(a):\n    # TODO: implement\n    pass\n\n")
_file("settings", "import os\n", "SECRET_{i} = os.getenv('SECRET_KEY_{i}', 'abc{i}def')\n")
_file("imports", "", "import a{i}\nfrom b{i} import c{i} as d{i}\n", "d{i}(a{i}.x)\n")
_file("decorated functions", "", "@deco({i})\n@other\ndef f{i}(a):\n    return a\n\n")
_file("entries of one dict", "x = {\n", "    'k{i}': {'error': {i}, 'password': 'p{i}'},\n")
_file("elif", "def f(x):\n    if x < 0:\n        return {}\n", "    elif x == {i}:\n        return {'error': {i}}\n")
_file("cases", "def f(x):\n    match x:\n", "        case [{i}, *rest]:\n            print(rest)\n")
FILES["paths and their views"] = lambda size, inner=FILES["paths and their views"]: inner(size) + "]\n"  # type: ignore[misc]
FILES["entries of one dict"] = lambda size, inner=FILES["entries of one dict"]: inner(size) + "}\n"  # type: ignore[misc]
FILES["one line"] = lambda size: "import requests\n" + "; ".join(f"requests.get('é{i}')" for i in range(size)) + "\n"
FILES["one expression"] = lambda size: "x = " + " + ".join(f"f({i})" for i in range(size // 10 + 1)) + "\n"
FILES["one chain"] = lambda size: _SESSION + "def f(db: Session):\n    return db.query(Order)" + "".join(f".filter(Order.n == {i})" for i in range(size // 10 + 1)) + ".all()\n"
FILES["functions in functions"] = lambda size: "".join("    " * i + f"def f{i}():\n" for i in range(size // 50 + 1)) + "    " * (size // 50 + 1) + "pass\n"
FILES["blocks in blocks"] = lambda size: "def f(x):\n" + "".join("    " * (i + 1) + "for a in x:\n" for i in range(min(18, size // 50 + 1))) + "    " * (min(18, size // 50 + 1) + 1) + "g(a)\n" * 1


def _package(files: dict[str, str]) -> dict[str, str]:
    return {"pyproject.toml": '[project]\nname = "own"\ndependencies = ["fastapi", "sqlalchemy"]\n', "app/__init__.py": "", **files}


def modules_that_import_each_other(size: int) -> dict[str, str]:
    """Each module imports a name from the next two."""
    text = "from app.m{a} import f{a}\nfrom .m{b} import f{b}\n\ndef f{i}():\n    return f{a}() + f{b}()\n"
    return _package({f"app/m{i}.py": text.format(i=i, a=(i + 1) % size, b=(i + 2) % size) for i in range(size)})


def deep_trees(size: int) -> dict[str, str]:
    """Folders in folders, twenty deep, each a package that imports from the top."""
    found: dict[str, str] = {}
    for i in range(size):
        folder = "app" + "".join(f"/d{part}" for part in range(i % 20)) + f"/e{i}"
        found[f"{folder}/__init__.py"] = ""
        found[f"{folder}/m.py"] = "from app.top import value\nfrom . import sibling\n"
        found[f"{folder}/sibling.py"] = "x = 1\n"
    for part in range(20):
        found["app" + "".join(f"/d{below}" for below in range(part)) + "/__init__.py"] = ""
    return _package({**found, "app/top.py": "value = 1\n"})


def a_long_chain_of_helpers(size: int) -> dict[str, str]:
    """Each module's function calls the next module's; the last one queries."""
    text = "from sqlalchemy.orm import Session\nfrom app.m{a} import f{a}\n\ndef f{i}(db: Session, n):\n    for row in n:\n        f{a}(db, row)\n"
    last = f"def f{size}(db, n):\n    return db.query(n).first()\n"
    return _package({**{f"app/m{i}.py": text.format(i=i, a=i + 1) for i in range(size)}, f"app/m{size}.py": last})


def functions_in_a_circle(size: int) -> dict[str, str]:
    """Each module's function calls those of its two neighbours, and the last one those of the first; one queries."""
    text = "from sqlalchemy.orm import Session\nfrom app.m{a} import f{a}\nfrom app.m{b} import f{b}\n\ndef f{i}(db: Session, n):\n    for row in n:\n        f{a}(db, row)\n        f{b}(db, row)\n"
    modules = {f"app/m{i}.py": text.format(i=i, a=(i + 1) % size, b=(i - 1) % size) for i in range(size)}
    return _package({**modules, f"app/m{size // 2}.py": modules[f"app/m{size // 2}.py"] + "    return db.query(n).first()\n"})


def a_helper_called_from_everywhere(size: int) -> dict[str, str]:
    """One module that all others call in a loop."""
    text = "from sqlalchemy.orm import Session\nfrom app.helper import load\n\ndef f{i}(db: Session, n):\n    return [load(db, row) for row in n]\n"
    helper = "def load(db, n):\n    return db.query(n).first()\n"
    return _package({**{f"app/m{i}.py": text.format(i=i) for i in range(size)}, "app/helper.py": helper})


def models(size: int) -> dict[str, str]:
    """A model a module, and a service that uses each."""
    model = "from sqlalchemy import Column, Integer, String\nfrom app.db import Base\n\nclass M{i}(Base):\n    __tablename__ = 'm{i}'\n    id = Column(Integer, primary_key=True)\n    email = Column(String, unique=True)\n"
    service = "from app.m{i} import M{i}\n\ndef add{i}(db, email):\n    if not db.query(M{i}).filter_by(email=email).first():\n        db.add(M{i}(email=email))\n        db.commit()\n"
    base = {"app/db.py": "from sqlalchemy.orm import declarative_base\nBase = declarative_base()\n"}
    return _package({**base, **{f"app/m{i}.py": model.format(i=i) for i in range(size)}, **{f"app/s{i}.py": service.format(i=i) for i in range(size)}})


def routes(size: int) -> dict[str, str]:
    """A router a module, and one application that includes them all."""
    router = "from fastapi import APIRouter\nrouter = APIRouter()\n\n@router.get('/r{i}')\ndef r{i}():\n    return {i}\n\n@router.post('/r{i}')\ndef p{i}(item: int):\n    return item\n"
    main = "from fastapi import FastAPI\n" + "".join(f"from app import m{i}\n" for i in range(size)) + "app = FastAPI()\n"
    return _package({**{f"app/m{i}.py": router.replace("{i}", str(i)) for i in range(size)}, "app/main.py": main + "".join(f"app.include_router(m{i}.router)\n" for i in range(size))})


for _shape in (modules_that_import_each_other, deep_trees, a_long_chain_of_helpers, functions_in_a_circle, a_helper_called_from_everywhere, models, routes):
    PROJECTS[_shape.__name__.replace("_", " ")] = _shape
