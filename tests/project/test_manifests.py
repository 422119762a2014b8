"""What the manifests of a project declare, and whether that brings what is imported."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.scratch import write
from vibe_audit.knowledge.distributions import COMPANIONS, DISTRIBUTIONS
from vibe_audit.knowledge.standard_library import STANDARD_LIBRARY
from vibe_audit.project.distributions import is_brought
from vibe_audit.project.manifests import is_manifest, read_manifest

MANIFESTS = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "own"\ndependencies = ["Fast_API[all]>=1; python_version > \'3\'", "a @ https://x/a.whl"]\n'
        '[project.optional-dependencies]\ndocs = ["mkdocs"]\n[dependency-groups]\ndev = ["pytest", {include-group = "docs"}]\n'
        '[tool.poetry.dependencies]\npython = "^3"\nCelery = {version = "5", extras = ["redis"]}\n[tool.poetry.group.dev.dependencies]\nblack = "*"\n'
        '[tool.pdm.dev-dependencies]\nlint = ["ruff"]\n[tool.hatch.envs.test]\ndependencies = ["coverage"]\n[tool.uv]\ndev-dependencies = ["ipython"]\n',
        {"hatchling", "fast-api", "all", "fast-api-all", "a", "mkdocs", "pytest", "python", "celery", "redis", "celery-redis", "black", "ruff",
         "coverage", "ipython"},
    ),
    "requirements/prod.txt": (
        "# all\n-r base.txt\n--index-url https://x\nflask==3.0  # web\nrequests[socks]>=2 ; python_version<'4'\n-e git+https://h/o/tool.git@v1#egg=the_tool\n"
        "https://h/o/archive.git\nnumpy==1.26.4 \\\n    --hash=sha256:00\n./local/lib\n",
        {"flask", "requests", "socks", "requests-socks", "the-tool", "archive", "numpy", "lib"},
    ),
    "setup.cfg": (
        "[options]\ninstall_requires =\n    flask>=3\n    attrs\n[options.extras_require]\ntest = pytest\n",
        {"flask", "attrs", "pytest"},
    ),
    "setup.py": (
        "from setuptools import setup\nneeded = ['flask>=3']\nsetup(install_requires=needed + ['attrs'], extras_require={'t': ['pytest']})\n",
        {"flask", "attrs", "pytest"},
    ),
    "Pipfile": ('[packages]\nflask = "*"\n[dev-packages]\npytest = "*"\n[requires]\npython_version = "3.11"\n', {"flask", "pytest"}),
    "Pipfile.lock": ('{"_meta": {"x": {}}, "default": {"flask": {}}, "develop": {"pytest": {}}}', {"flask", "pytest"}),
    "poetry.lock": ('[[package]]\nname = "flask"\nversion = "3"\n\n[[package]]\nname = "click"\n', {"flask", "click"}),
    "uv.lock": (
        '[[package]]\nname = "own"\nversion = "0"\nsource = { editable = "." }\n\n[[package]]\nname = "flask"\nversion = "3"\nsource = { registry = "x" }\n',
        {"flask"},
    ),
    "environment.yml": ("dependencies:\n  - python=3.11\n  - conda-forge::numpy>=1\n  - pip:\n    - flask==3\n", {"python", "numpy", "pip", "flask"}),
    "deploy/Dockerfile": ("RUN apt-get install -y python3-lxml && \\\n    pip install --no-cache-dir gunicorn==22\n", {"lxml", "gunicorn"}),
}  # fmt: skip


@pytest.mark.parametrize("path", MANIFESTS)
def test_manifest_is_read(path: str) -> None:
    text, names = MANIFESTS[path]
    assert is_manifest(path)
    assert set(read_manifest(path, text.encode()).names) == names


@pytest.mark.parametrize("path", MANIFESTS)
@pytest.mark.parametrize("data", [b"\x00\xff", b"[[[", b"{" * 5000, b"[project]\ndependencies = 1\n[tool]\npoetry = []\nuv = 2\n", b"[options\n"])
def test_broken_manifest_declares_nothing_and_raises_nothing(path: str, data: bytes) -> None:
    assert isinstance(read_manifest(path, data).names, tuple)


def test_requirements_that_a_shell_wrote_in_utf_16() -> None:
    assert read_manifest("requirements.txt", "flask==3\r\nclick\r\n".encode("utf-16")).names == ("click", "flask")


def test_included_files_count_whatever_they_are_called_and_are_missed_where_they_are_not_there(tmp_path: Path) -> None:
    files = {"requirements.txt": "-r deps/base.in\n-c deps/pins\n", "deps/base.in": "flask\n", "deps/pins": "click==8\n", "app/x.py": ""}
    declared = write(tmp_path, files).declared
    assert declared.names == {"flask", "click"}
    assert declared.speaks_of("app/x.py")
    assert not write(tmp_path, {"requirements.txt": "-r gone.txt\n"}).declared.speaks_of("app/x.py")


def test_manifest_speaks_of_what_lies_below_it(tmp_path: Path) -> None:
    declared = write(tmp_path, {"backend/requirements.txt": "flask\n", "constraints.txt": "x==1\n", "backend/app/x.py": ""}).declared
    assert declared.speaks_of("backend/app/x.py")
    assert not declared.speaks_of("worker/x.py")


@pytest.mark.parametrize(
    ("imported", "declared", "is_declared"),
    [
        ("yaml", {"pyyaml"}, True),
        ("cv2", {"opencv-python-headless"}, True),
        ("google.cloud.storage", {"google-cloud-storage"}, True),
        ("google.cloud.storage", {"google-cloud-pubsub"}, True),
        ("google.unheard_of", {"flask"}, True),
        ("starlette.responses", {"fastapi"}, True),
        ("jose", {"python-jose"}, True),
        ("jose", {"py-jose"}, True),
        ("airflow", {"apache-airflow"}, True),
        ("rest_framework", {"djangorestframework"}, True),
        ("flask_sqlalchemy", {"flask-sqlalchemy"}, True),
        ("sqlalchemy", {"flask-sqlalchemy"}, True),
        ("pkg_resources", set(), True),
        ("fastapi_magic", {"fastapi"}, False),
        ("openpyxl", {"pandas"}, False),
        ("jwt", {"python-jose"}, False),
        ("psycopg2", {"asyncpg"}, False),
    ],
)
def test_what_is_declared_brings_what_is_imported(imported: str, declared: set[str], is_declared: bool) -> None:
    assert is_brought(imported, frozenset(declared)) is is_declared


def test_tables_of_distributions_are_in_order() -> None:
    differing = {name for name, brought in DISTRIBUTIONS.items() if name.lower().replace("_", "-").replace(".", "-") not in brought}
    assert len({distribution for name in differing for distribution in DISTRIBUTIONS[name]}) >= 200
    for table in (DISTRIBUTIONS, COMPANIONS):
        assert list(table) == sorted(table)
        assert all(isinstance(names, tuple) and names for names in table.values())
    assert sys.stdlib_module_names <= STANDARD_LIBRARY
