"""What a service lacks, by all of its modules, and where the facts of the modules are kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.checkers import run_all, switch_all_on
from tests.scratch import settle, write
from vibe_audit import check_paths, check_source
from vibe_audit import project as projects
from vibe_audit.project import facts, project_at


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    projects.forget()


APP = "from fastapi import FastAPI\n\nfrom app import api\n\napp = FastAPI()\napp.include_router(api.router)\n"
API = "from fastapi import APIRouter\n\nrouter = APIRouter()\n" + "".join(
    f'\n\n@router.get("/{name}")\ndef {name}():\n    return []\n' for name in ("orders", "customers", "invoices")
)
WHOLE = {"app/__init__.py": "", "app/main.py": APP, "app/api.py": API}
LACKING = {"VBE420", "VBE421", "VBE422"}


def lacking(root: Path, files: dict[str, str], place: str = "app/main.py") -> set[str]:
    write(root, {"vibe-audit.toml": "", **files})
    return {finding.rule.code for finding in check_paths([root / place], select=sorted(LACKING))}


@pytest.mark.parametrize(
    ("files", "gone"),
    [
        ({}, set()),
        ({"app/health.py": API.replace("orders", "healthz")}, {"VBE420"}),
        ({"app/health.py": 'from fastapi import APIRouter\nrouter = APIRouter(prefix="/api/ping")\n'}, {"VBE420"}),
        ({"app/clinic.py": 'from fastapi import APIRouter\nrouter = APIRouter(prefix="/healthcare")\n'}, set()),
        ({"scripts/healthcheck.py": "import httpx\n"}, {"VBE420"}),
        ({"tests/test_x.py": API.replace("orders", "healthz") + "import sentry_sdk\n"}, {"VBE421"}),
        ({"app/tracing.py": "from opentelemetry import trace\n"}, {"VBE421"}),
        ({"Dockerfile": "RUN pip install opentelemetry-distro\n"}, {"VBE421"}),
        ({"app/errors.py": "def add(app):\n    app.add_exception_handler(Exception, answer)\n"}, {"VBE422"}),
        ({"app/errors.py": "def add(app):\n    for kind, answer in HANDLERS:\n        app.add_exception_handler(kind, answer)\n"}, {"VBE422"}),
        ({"app/errors.py": "def add(app):\n    app.add_exception_handler(OrderNotFound, answer)\n"}, set()),
        (
            {"app/errors.py": "class ErrorMiddleware:\n    def __call__(self, x):\n        try:\n            x()\n        except Exception:\n            pass\n"},
            {"VBE422"},
        ),
        ({"pyproject.toml": '[project]\nname = "lib"\nclassifiers = ["Framework :: FastAPI"]\n'}, LACKING),
        ({"app/api.py": "from fastapi import APIRouter\nrouter = APIRouter()\n"}, LACKING),
    ],
)  # fmt: skip
def test_what_a_service_lacks(files: dict[str, str], gone: set[str], tmp_path: Path) -> None:
    assert lacking(tmp_path, {**WHOLE, **files}) == LACKING - gone


def test_django_is_reported_where_its_settings_name_the_routes(tmp_path: Path) -> None:
    views = "from django.http import HttpResponse\n" + "".join(f"\n\ndef {name}(request):\n    return HttpResponse()\n" for name in "abc")
    files = {"shop/settings.py": 'ROOT_URLCONF = "shop.urls"\n', "shop/views.py": views}
    assert lacking(tmp_path, files, "shop/settings.py") == {"VBE420", "VBE421"}


def test_module_counts_as_it_stands_in_the_editor(tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    switch_all_on(tmp_path)
    changed = "import sentry_sdk\n" + APP
    found = {finding.rule.code for finding in check_source(changed, tmp_path / "app" / "main.py", select=["VBE420", "VBE421"])}
    assert found == {"VBE420"}


def test_run_over_one_file_does_not_read_the_project_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, WHOLE)
    for file in tmp_path.rglob("*.py"):
        settle(file)
    read: list[str] = []
    original = facts.extract
    monkeypatch.setattr(facts, "extract", lambda path, data: read.append(path) or original(path, data))
    for _ in range(3):
        assert lacking(tmp_path, {}) == LACKING
    assert sorted(read) == sorted(WHOLE)
    for name in WHOLE:
        assert project_at(tmp_path).modules[name] is not None


def test_every_checker_shares_the_index_and_says_the_same(tmp_path: Path, cache: Path) -> None:
    write(tmp_path, {**WHOLE, "app/late.py": "from app.gone import x\n", "requirements.txt": "fastapi\n", "app/more.py": "import openpyxl\n"})
    switch_all_on(tmp_path)
    for file in tmp_path.rglob("*.py"):
        settle(file)
    paths = sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.py"))
    answers = run_all(tmp_path, paths, ("flake8", "pylint", "vibe-audit"))
    wanted = {*LACKING, "VBE153", "VBE154"}
    seen = {checker: {(r.path, r.line, r.code) for r in answer.reported if r.code in wanted} for checker, answer in answers.items()}
    assert {code for _, _, code in seen["vibe-audit"]} == wanted
    assert seen["flake8"] == seen["pylint"] == seen["vibe-audit"]
    file = max(cache.glob("*.sqlite"))
    with sqlite3.connect(file) as database:
        kept = dict(database.execute("SELECT path, answer FROM answers WHERE kind = 'module'"))
    assert kept.keys() == set(paths)
    assert all(isinstance(json.loads(answer), list) for answer in kept.values())


def test_home_of_somebody_is_no_project(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    project = write(tmp_path, WHOLE)
    assert project.modules == {}
    assert not cache.exists()
