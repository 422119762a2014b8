"""The semgrep pack, as a user runs it: offline, from the folder and as one file, by either front end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bench.checkers import BIN, environ, run_semgrep
from tests.corpus import SHARED
from vibe_audit.catalog import BY_CODE
from vibe_audit.exporters.semgrep import level, render_pack
from vibe_audit.rule import Vector


def semgrep(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BIN / "semgrep"), *arguments], cwd=cwd, env=environ(), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pack") / "vibe-audit.yaml"
    done = subprocess.run([str(BIN / "vibe-audit"), "export", "semgrep", "--output", str(file)], cwd=file.parent, check=False)
    assert done.returncode == 0
    return file


@pytest.mark.parametrize("front", [[], ["--experimental"]], ids=["classic", "experimental"])
@pytest.mark.parametrize("form", ["folder", "file"])
def test_pack_is_valid_and_finds(front: list[str], form: str, pack: Path, tmp_path: Path) -> None:
    config = str(SHARED if form == "folder" else pack)
    (tmp_path / "empty.py").touch()
    strict = semgrep("scan", *front, "--strict", "--metrics=off", "--config", config, "empty.py", cwd=tmp_path)
    assert strict.returncode == 0, strict.stderr
    assert "soon be interpreted" not in strict.stderr, "a path filter that semgrep reads otherwise than we do"
    (tmp_path / "slow.py").write_text("import requests\n\nrequests.get('u')\n")
    done = semgrep("scan", *front, "--metrics=off", "--no-rewrite-rule-ids", "--config", config, "--json", "slow.py", cwd=tmp_path)
    found = json.loads(done.stdout[done.stdout.index("{") :])
    assert [(r["check_id"], r["start"]["line"]) for r in found["results"]] == [("VBE110", 3)]
    assert found["errors"] == []


def test_every_pattern_passes_on_its_corpus() -> None:
    done = semgrep("test", str(SHARED), cwd=SHARED.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All tests passed" in done.stdout


def test_ids_messages_and_metadata_are_the_catalogs() -> None:
    entries = YAML(typ="safe").load(render_pack())["rules"]
    assert [entry["id"] for entry in entries] == sorted(
        rule.code for rule in BY_CODE.values() if rule.semgrep != "no" and rule.vector is not Vector.SUITE
    )
    for entry in entries:
        rule = BY_CODE[entry["id"]]
        assert entry["message"] == f"{rule.name}: {rule.headline}"
        assert entry["severity"] == level(rule)
        metadata = entry["metadata"]
        assert metadata["name"] == rule.name
        assert metadata["vector"] == rule.vector.value
        assert metadata["concern"] == rule.concern
        assert metadata["page"] == rule.url
        assert all(isinstance(word, str) for word in metadata["severity"].values())


def test_export_to_standard_output_is_the_same(pack: Path, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "vibe_audit", "export", "semgrep"], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.decode() == pack.read_text("utf-8") == render_pack()


def test_pack_that_semgrep_cannot_read_is_no_silence(tmp_path: Path) -> None:
    (tmp_path / "a.py").touch()
    (tmp_path / "bad.yaml").write_text("rules: [\n")
    with pytest.raises(RuntimeError, match="failed with 7"):
        run_semgrep(tmp_path, ["a.py"], tmp_path / "bad.yaml")
