"""The wheel, installed as users install it: alone, beside flake8, and beside the libraries that analysed code uses."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest

from tests.corpus import BEYOND, ROOT, SHARED, read_corpora

pytestmark = pytest.mark.xdist_group("packaging")

SMOKE = """
import vibe_audit
from vibe_audit import CATALOG, check_paths, check_source
from vibe_audit.exporters.semgrep import pack_folder, render_pack
from pathlib import Path
package = Path(vibe_audit.__file__).parent
assert len(CATALOG) > 20
assert (package / "py.typed").exists()
assert pack_folder() == package / "semgrep-rules"
assert not list(pack_folder().rglob("*.py")), "the corpora stay at home"
assert render_pack().count("  - id: VBE") == len(list(pack_folder().rglob("*.yaml"))) > 15
assert [f.rule.code for f in check_source("import requests\\nrequests.get('u')\\n", "app.py")] == ["VBE110"]
print("carried:", len(CATALOG))
"""


def run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(python), *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def environment(folder: Path, *requirements: str) -> Path:
    """A fresh virtual environment that holds only `requirements`; its interpreter."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    done = run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements, cwd=folder)
    assert done.returncode == 0, done.stderr
    return python


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = run(Path(sys.executable), "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("alone") / "env", str(wheel))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for corpus in [*read_corpora(SHARED), *read_corpora(BEYOND)]:
        corpus.lay_out(folder / corpus.id.replace("/", "_").removesuffix(".py"))
    shutil.copytree(ROOT / "examples" / "orders", folder / "orders")
    return folder


def findings(python: Path, project: Path) -> list[dict[str, Any]]:
    done = run(python, "-m", "vibe_audit", "check", "--format=json", ".", cwd=project)
    assert done.returncode == 1, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def test_wheel_alone_carries_everything(alone: Path, tmp_path: Path) -> None:
    done = run(alone, "-c", SMOKE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    listed = run(alone.parent / "vibe-audit", "rules", "--format=json", cwd=tmp_path)
    assert listed.returncode == 0, listed.stderr
    explained = run(alone.parent / "vibe-audit", "explain", "VBE110", cwd=tmp_path)
    assert "Why it matters in production" in explained.stdout


def test_flake8_and_we_are_enough(wheel: Path, tmp_path: Path) -> None:
    python = environment(tmp_path / "env", f"{wheel}[flake8]")
    (tmp_path / "slow.py").write_text("import requests\n\nrequests.get('u')\n")
    done = run(python, "-m", "flake8", "--select=VBE", "slow.py", cwd=tmp_path)
    assert done.stdout.startswith("slow.py:3:1: VBE110 ")
    assert run(python, "-c", "import rich", cwd=tmp_path).returncode != 0


def test_no_finding_depends_on_what_is_installed_beside_us(alone: Path, wheel: Path, project: Path, tmp_path: Path) -> None:
    beside = environment(tmp_path / "env", str(wheel), "fastapi", "sqlalchemy", "requests")
    assert run(beside, "-c", "import fastapi, requests, sqlalchemy", cwd=tmp_path).returncode == 0
    bare = findings(alone, project)
    assert len(bare) > 200
    assert findings(beside, project) == bare
