"""The documentation is true: generated pages are in step, examples run, configurations parse, links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.checkers import environ
from tests.consoles import squeezed
from tests.corpus import ROOT
from vibe_audit.catalog import CATALOG
from vibe_audit.config import parse_config
from vibe_audit.exporters import pages, schema, semgrep
from vibe_audit.knowledge.concerns import CONCERNS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

GUIDES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"\A(?:#:schema .*\n)?# (\S+\.toml)\n")
"""What a block says it is, or is a part of."""


def blocks(language: str) -> list[tuple[str, str]]:
    return [
        (f"{file.name}:{number}", text)
        for file in GUIDES
        for number, (kind, text) in enumerate(BLOCK.findall(file.read_text("utf-8")))
        if kind == language
    ]


def test_generated_pages_are_in_step_with_the_catalog() -> None:
    assert pages.sync(ROOT / "docs", check=True) == [], f"run: {pages.COMMAND}"


def test_semgrep_pack_is_in_step_with_the_catalog() -> None:
    assert semgrep.sync(check=True) == [], f"run: {semgrep.COMMAND}"


def test_schema_of_the_configuration_is_in_step_with_the_catalog() -> None:
    assert schema.FILE.read_text("utf-8") == schema.render(), f"run: {schema.COMMAND}"


def test_every_rule_names_a_concern_of_the_map() -> None:
    known = {concern for concerns in CONCERNS.values() for concern in concerns}
    assert {rule.concern for rule in CATALOG} <= known


@pytest.mark.parametrize(("place", "text"), blocks("python"))
def test_python_example_of_a_guide_runs(place: str, text: str, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", text], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{place}: {done.stderr}"


@pytest.mark.parametrize(("place", "text"), blocks("toml"))
def test_toml_example_of_a_guide_is_valid(place: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "examples" / "regulated" / "standards")
    data = tomllib.loads(text)
    named = FILE.match(text)
    if named or "vibe-audit" in data.get("tool", {}):
        parse_config(text, ROOT / named[1] if named else Path("/pyproject.toml"))


@pytest.mark.parametrize(("place", "text"), blocks("toml"))
def test_part_of_an_example_stands_in_it(place: str, text: str) -> None:
    named = FILE.match(text)
    if named and named[1].startswith("examples/"):
        assert text[named.end() :] in (ROOT / named[1]).read_text("utf-8"), place


@pytest.mark.parametrize(("place", "text"), [block for block in blocks("console") if block[0].startswith("teams.md")])
def test_commands_of_the_guide_are_among_those_that_the_pages_of_the_examples_show(place: str, text: str) -> None:
    pages = [squeezed(file.read_text("utf-8")) for file in (ROOT / "examples").glob("*/README.md")]
    said = re.split(r"^(?=\$ )", squeezed(text), flags=re.MULTILINE)
    assert all(any(one in page for page in pages) for one in said), place


@pytest.mark.parametrize(("place", "text"), [block for block in blocks("console") if block[0].startswith("outputs.md")])
def test_commands_of_the_guide_to_outputs_run(place: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "slow.py").write_text("import requests\n\nrequests.get('u')\n")
    environment = {**environ(), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    for command in text.splitlines():
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert "error:" not in done.stderr, f"{place}: {command}: {done.stderr}"
        assert done.returncode < 32, "pylint's status is a sum of bits"
        for output in re.findall(r"(?:--output|>) (?:\w+=)?(\S+)", command):
            assert (tmp_path / output.strip('"').replace("$GITHUB_STEP_SUMMARY", "summary.md")).read_text("utf-8")


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.name)
def test_links_between_guides_lead_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text("utf-8")):
        assert (file.parent / target).exists(), f"{file.name} -> {target}"
