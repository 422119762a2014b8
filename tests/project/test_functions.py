"""What a function does is seen through everything that stands between it and who calls it."""

from __future__ import annotations

import ast
from itertools import permutations
from pathlib import Path

import pytest

from tests.scratch import write
from vibe_audit.module import Module
from vibe_audit.project import Project
from vibe_audit.project.functions import BLOCKS, COMMITS, RAISES, READS, WRITES, effects_of
from vibe_audit.source.parsing import parse

BASE = """\
from sqlalchemy.orm import Session


def fetch(db: Session, model, key):
    return db.query(model).filter(model.id == key).first()


class Repository:
    def __init__(self, db: Session, model):
        self.db = db
        self.model = model

    def find(self, key):
        return self.db.query(Order).filter(Order.id == key).first()
"""


def module_of(project: Project, path: str) -> Module:
    source = (project.root / path).read_text("utf-8")
    return Module(path, source, parse(source), project=project)


def seen(root: Path, caller: str, kind: str = READS, **files: str) -> list[str]:
    """What the last call of a module has for effects: where each stands, and which arguments decide it."""
    paths = {f"app/{name.replace('__', '/')}.py": text for name, text in files.items()}
    project = write(root, {"app/__init__.py": "", "app/base.py": BASE, **paths, "app/caller.py": caller})
    module = module_of(project, "app/caller.py")
    call = max(module.nodes(ast.Call), key=lambda call: (call.lineno, call.end_col_offset or 0, -call.col_offset))
    return [
        f"{found.effect.path.removeprefix('app/')}:{found.effect.line} " + " ".join(ast.unparse(given) for given in found.about)
        for found in effects_of(call, kind, module)
    ]


@pytest.mark.parametrize(
    "imports",
    [
        "from app.base import fetch",
        "from .base import fetch",
        "from app import base\nfetch = base.fetch",
        "from app.base import fetch as other\nfetch = other",
        "import app.base\nfetch = app.base.fetch",
        "from app.more import fetch",
        "from app.package import fetch",
    ],
)
def test_a_function_is_followed_through_every_kind_of_import(imports: str, tmp_path: Path) -> None:
    project = write(tmp_path, {
        "app/__init__.py": "", "app/base.py": BASE, "app/more.py": "from app.base import *\nfrom app.base import fetch\n",
        "app/package/__init__.py": "from ..base import fetch\n", "app/caller.py": f"{imports}\n\n\nfetch(db, Order, key)\n",
    })
    module = module_of(project, "app/caller.py")
    call = module.nodes(ast.Call)[-1]
    assert [found.effect.line for found in effects_of(call, READS, module)] == [5]


def test_a_chain_of_helpers_hands_on_what_decides_the_question(tmp_path: Path) -> None:
    length = 40
    step = "\n\n\ndef step(a, db, key):\n    other = key + 1\n    return"
    chain = {f"h{number}": f"from .h{number + 1} import step as next{step} next(a, db, key=other)\n" for number in range(length)}
    chain[f"h{length}"] = f"from app.base import fetch{step} fetch(db, Order, other)\n"
    assert seen(tmp_path, "from app.h0 import step\nstep(1, db, wanted)\n", **chain) == ["base.py:5 wanted"]


def test_functions_that_call_each_other_are_the_same_whoever_is_asked_first(tmp_path: Path) -> None:
    circle = """\
from app.base import fetch


def a(db, key):
    b(db, key)


def b(db, key):
    c(db, key)
    a(db, key)


def c(db, key):
    b(db, key)
    fetch(db, Order, key)
"""
    answers = set()
    for order in permutations("abc"):
        project = write(tmp_path, {"app/__init__.py": "", "app/base.py": BASE, "app/circle.py": circle})
        project = write(tmp_path, {"app/caller.py": "from app.circle import a, b, c\n" + "".join(f"{name}(db, 1)\n" for name in order)})
        module = module_of(project, "app/caller.py")
        found = {ast.unparse(call): effects_of(call, READS, module)[0].effect for call in module.nodes(ast.Call)}
        answers.add(tuple(sorted(found.items())))
    assert len(answers) == 1
    assert {effect.line for _, effect in answers.pop()} == {5}


@pytest.mark.parametrize(
    "caller",
    [
        "from app.base import Repository\nrepository = Repository(db, Order)\nrepository.find(key)",
        "from app.base import Repository\nRepository(db, Order).find(key)",
        "from app.base import Repository\ndef one(repository: Repository, key):\n    return repository.find(key)",
        "from app.base import Repository\ndef one(key, repository: 'Repository | None' = None):\n    return repository.find(key)",
        "import typing\nfrom app.base import Repository\ndef one(key, r: typing.Annotated[Repository, Depends()]):\n    return r.find(key)",
        "from app.orders import Orders\norders = Orders(db, Order)\norders.find(key)",
        "from app.orders import Orders\norders = Orders(db, Order)\norders.found(key)",
        "from app.orders import Orders\norders = Orders(db, Order)\norders.above(key)",
        "from app.orders import Service\nService(db).orders.find(key)",
        "from app.orders import Service\nservice = Service(db)\nservice.one(key)",
        "from app.orders import made\nmade(db).find(key)",
        "from app.orders import made\ndef one(key, orders=Depends(made)):\n    return orders.find(key)",
        "from app.orders import Held\ndef one(key, orders: Held):\n    return orders.find(key)",
        "from app import orders\norders.everywhere.find(key)",
        "from app.orders import everywhere\neverywhere.find(key)",
        "from app.orders import Orders\nclass Mine(Orders):\n    def one(self, key):\n        return self.find(key)",
        "from app.orders import Orders\nclass Mine(Orders):\n    def find(self, key):\n        return super().find(key)",
        "from app.orders import Orders\nOrders.by(db, key)",
        "from app.orders import Orders\nOrders.made(db).find(key)",
    ],
)
def test_methods_are_followed_through_what_their_instance_is(caller: str, tmp_path: Path) -> None:
    orders = """\
from typing import Annotated

from fastapi import Depends

from .base import Repository, fetch


class Orders(Repository):
    def found(self, key):
        return self.find(key)

    def above(self, key):
        return super().find(key)

    @staticmethod
    def by(db, key):
        return fetch(db, Order, key)

    @classmethod
    def made(cls, db) -> "Orders":
        return cls(db, Order)


class Service:
    def __init__(self, db):
        self.orders = Orders(db, Order)

    def one(self, key):
        return self.orders.find(key)


def made(db) -> Orders:
    return Orders(db, Order)


Held = Annotated[Orders, Depends(made)]
everywhere = Orders(SESSION, Order)
"""
    found = seen(tmp_path, f"{caller}\n", orders=orders)
    assert [place.partition(" ")[2] for place in found] == ["key"], found


@pytest.mark.parametrize(
    ("decorator", "is_kept"),
    [
        ("", True), ("@kept", True), ("@kept_by('x')", True), ("@retry(3)", True), ("@other", False), ("@lru_cache(maxsize=10)", False),
        ("@router.get('/x')", True), ("@unknown", False),
    ],
)
def test_decorators_that_keep_a_function_are_seen_through(decorator: str, is_kept: bool, tmp_path: Path) -> None:
    helper = f"""\
import functools
from functools import lru_cache

from tenacity import retry

from app.base import fetch


def kept(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)
    return inner


def kept_by(word):
    def outer(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            return function(*args, **kwargs)
        return inner
    return outer


def other(function):
    return Job(function)


{decorator}
def load(db, key):
    return fetch(db, Order, key)
"""
    assert bool(seen(tmp_path, "from app.helper import load\nload(db, key)\n", helper=helper)) is is_kept


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("def do(db, key):\n    return db.execute(select(Order).where(Order.id == key)).all()", READS, True),
        ("def do(db, key):\n    db.execute(insert(Order).values(id=key))", READS, False),
        ("def do(db, key):\n    db.execute(insert(Order).values(id=key))", WRITES, True),
        ("def do(db, key):\n    db.execute('DELETE FROM orders WHERE id = %s', (key,))", READS, False),
        ("def do(db, key):\n    db.execute(text('SELECT 1 WHERE x = :x'), {'x': key})", READS, True),
        ("def do(db, key):\n    with SessionLocal() as session:\n        return session.query(Order).get(key)", READS, False),
        ("def do(db, key):\n    if key in cache:\n        return cache[key]\n    return db.query(Order).get(key)", READS, False),
        ("def do(db, key):\n    for row in rows(db, key):\n        yield db.query(Order).get(row)", READS, False),
        ("def do(db, key):\n    def later():\n        return db.query(Order).get(key)\n    return later", READS, False),
        ("from sqlalchemy.orm import Session\ndef do(db: Session, key):\n    return db.query(Order).get(key)", BLOCKS, True),
        ("from sqlalchemy.orm import Session\nasync def do(db: Session, key):\n    return db.query(Order).get(key)", BLOCKS, False),
        ("import bcrypt\ndef do(db, key):\n    return bcrypt.hashpw(key, b'')", BLOCKS, True),
        ("def do(db, key):\n    db.add(Order(id=key))\n    db.commit()", COMMITS, True),
        ("def do(db, key):\n    db.add(Order(id=key))\n    db.flush()", COMMITS, False),
        ("def do(db, key):\n    with SessionLocal() as session:\n        session.commit()", COMMITS, False),
        ("def keep(session, row):\n    session.commit()\ndef do(db, key):\n    keep(db, Order(id=key))", COMMITS, True),
        ("def keep(session):\n    session.commit()\ndef do(db, key):\n    keep(SessionLocal())", COMMITS, False),
        ("from functools import partial\nfrom .base import fetch\ndef do(db, key):\n    partial(fetch, db, Order)(key)", READS, True),
    ],
)
def test_kinds_of_effects(body: str, kind: str, expected: bool, tmp_path: Path) -> None:
    assert bool(seen(tmp_path, "from app.helper import do\ndo(db, key)\n", kind, helper=body)) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("load = partial(fetch, db, Order)\n    return load(key)", True),
        ("return partial(fetch, db, Order)(key)", True),
        ("return partial(fetch, db, Order, key)", False),
        ("executor.submit(partial(fetch, db, Order, key))", False),
    ],
)
def test_a_partial_function_does_something_when_it_is_called(body: str, expected: bool, tmp_path: Path) -> None:
    helper = f"from functools import partial\nfrom .base import fetch\n\n\ndef do(db, key):\n    {body}\n"
    assert bool(seen(tmp_path, "from app.helper import do\ndo(db, key)\n", helper=helper)) is expected


def test_a_module_named_like_the_package_around_hides_nothing(tmp_path: Path) -> None:
    """Every application of Django has an `apps.py`, and most of them stand in a folder `apps`."""
    caller = "from apps.orders.crud import load\nload(db, key)\n"
    project = write(tmp_path, {
        "apps/__init__.py": "", "apps/orders/__init__.py": "", "apps/orders/apps.py": "", "apps/reports/__init__.py": "",
        "apps/reports/apps.py": "", "apps/orders/crud.py": "def load(db, key):\n    return db.query(Order).get(key)\n",
        "apps/reports/views.py": caller,
    })
    module = module_of(project, "apps/reports/views.py")
    assert len(effects_of(module.nodes(ast.Call)[0], READS, module)) == 1


def test_the_line_elsewhere_says_what_is_done_there(tmp_path: Path) -> None:
    helper = "from fastapi import HTTPException\n\n\ndef one(key):\n    raise HTTPException(404)\n"
    project = write(tmp_path, {"helper.py": helper, "caller.py": "from helper import one\none(1)\n"})
    module = module_of(project, "caller.py")
    [found] = effects_of(module.nodes(ast.Call)[0], RAISES, module)
    assert found.related == (f"{tmp_path.as_posix()}/helper.py", 5, "HTTPException 404 is raised here")


def test_what_an_editor_has_not_saved_counts(tmp_path: Path) -> None:
    project = write(tmp_path, {"app.py": "def load(db, key):\n    return None\n\n\nload(db, key)\n"})
    saved = module_of(project, "app.py")
    assert effects_of(saved.nodes(ast.Call)[-1], READS, saved) == []
    source = "def load(db, key):\n    return db.query(Order).get(key)\n\n\nload(db, key)\n"
    changed = Module("app.py", source, parse(source), project=project)
    [call] = [call for call in changed.nodes(ast.Call) if ast.unparse(call) == "load(db, key)"]
    assert len(effects_of(call, READS, changed)) == 1
