"""What the imports of a project lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scratch import write
from vibe_audit.project import Found, Missing


@pytest.mark.parametrize(
    ("files", "importer", "origin", "level", "kind"),
    [
        ({"app/db.py": ""}, "app/main.py", "app.db", 0, Found),
        ({"app/db.py": ""}, "app/main.py", "app.dbs", 0, Missing),
        ({"app/db.py": ""}, "tests/test_app.py", "app.dbs", 0, Missing),
        ({"app/db.py": ""}, "app/main.py", "db", 1, Found),
        ({"app/db.py": ""}, "app/main.py", "dbs", 1, Missing),
        ({"app/db.py": "", "app/api/x.py": ""}, "app/api/x.py", "db", 2, Found),
        ({"app/db.py": ""}, "app/main.py", "", 1, Found),
        ({"app/db.py": ""}, "app/main.py", "outside", 3, type(None)),
        ({"app/db.py": ""}, "app/main.py", "fastapi.responses", 0, type(None)),
        # a src layout, a namespace without __init__, several roots
        ({"src/app/db.py": ""}, "tests/test_app.py", "app.db", 0, Found),
        ({"src/app/core/db.py": ""}, "src/app/main.py", "app.core.dbs", 0, Missing),
        ({"one/src/acme/a.py": "", "two/src/acme/b.py": ""}, "one/src/acme/x.py", "acme.b", 0, Found),
        ({"one/src/acme/a.py": "", "two/src/acme/b.py": ""}, "one/src/acme/x.py", "b", 1, Found),
        ({"backend/app/db.py": "", "app/page.tsx": ""}, "tests/test_app.py", "app.db", 0, type(None)),
        ({"backend/app/db.py": "", "app/page.tsx": ""}, "backend/app/main.py", "app.dbs", 0, Missing),
        # compiled, a stub, a package of data
        ({"app/fast.cpython-311-darwin.so": "", "app/x.py": ""}, "app/x.py", "app.fast", 0, Found),
        ({"app/fast.pyx": "", "app/x.py": ""}, "app/x.py", "app.fast", 0, Found),
        # inside a package a module named queue is no queue
        ({"app/__init__.py": "", "app/queue.py": ""}, "app/main.py", "queue.shared", 0, type(None)),
        ({"app.py": "", "app/x.py": ""}, "main.py", "app.y", 0, Missing),
    ],
)
def test_imports_lead_to_what_is_there(
    files: dict[str, str], importer: str, origin: str, level: int, kind: type[object], tmp_path: Path
) -> None:
    found = write(tmp_path, files).imports.leads_to(origin, level, importer)
    assert type(found) is kind


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("def name(): pass", True),
        ("class name(Base): pass", True),
        ("name: int = 1", True),
        ("(a, [name, *b]) = c", True),
        ("from x import y as name", True),
        ("import name.inner", True),
        ("def f():\n    global name\n    name = 1", True),
        ("with open(p) as name: pass", True),
        ("for a, name in b: pass", True),
        ("try: pass\nexcept E as name: pass", True),
        ("match x:\n    case {'a': name, **rest}: pass", True),
        ("_LAZY = {'name': 'module'}", True),
        ("def __getattr__(key): ...", True),
        ("globals().update(found)", True),
        ("from .x import *", True),
        ("def (name", True),
        ("# the name of the order\nother = 1", False),
        ("print(x.name)", False),
        ("", False),
    ],
)
def test_names_that_a_module_may_define(text: str, may: bool, tmp_path: Path) -> None:
    project = write(tmp_path, {"app/db.py": text + "\n"})
    led = project.imports.leads_to("app.db", 0, "app/main.py")
    assert isinstance(led, Found)
    assert project.imports.may_define("name", led, "app.db", 0, "app/main.py") is may


@pytest.mark.parametrize(
    ("importer", "origin", "may"),
    [
        ("app/main.py", "app.api_client", True),
        ("app/main.py", "app.stubs", True),
        ("app/main.py", "app.other", False),
        ("maint/requests/try_it.py", "requests.sessions", True),
    ],
)
def test_what_git_ignores_is_made_elsewhere(importer: str, origin: str, may: bool, tmp_path: Path) -> None:
    files = {".gitignore": "app/api_client/\nstubs.py\n", "app/x.py": "", "maint/requests/try_it.py": ""}
    project = write(tmp_path, files)
    missing = project.imports.leads_to(origin, 0, importer)
    assert isinstance(missing, Missing)
    assert project.imports.may_be_elsewhere(missing, importer) is may
