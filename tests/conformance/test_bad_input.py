"""Files that nobody can read are one VBE003 each, and take nothing else down."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from vibe_audit import check_paths, check_source
from vibe_audit.rule import Finding
from vibe_audit.running import runner

GOOD = b"import requests\n\nrequests.get('https://api.example.org')\n"
DEEP = 20_000

UNREADABLE = {
    "syntax error": b"def f(:\n",
    "indentation": b"if 1:\n    x\n  y\n",
    "NUL byte": b"x = 1\0\n",
    "unknown cookie": b"# coding: klingon\nx = 1\n",
    "cookie that is no text encoding": b"# coding: rot13\nx = 1\n",
    "cookie that always fails": b"# coding: undefined\nx = 1\n",
    "cookie that contradicts the BOM": b"\xef\xbb\xbf# coding: latin-1\nx = 1\n",
    "not the encoding it claims": b"# coding: utf-8\nx = '\xff'\n",
    "lone surrogates": b"# coding: utf-7\nx = '+2AA-'\n",
    "UTF-16": "x = 1\n".encode("utf-16"),
    "binary": bytes(range(256)),
    "syntax of no version": b"async with lambda match:\n",
    "open brackets": b"(" * DEEP,
    "brackets": b"(" * DEEP + b")" * DEEP,
    "negations": b"x = " + b"not " * DEEP + b"1\n",
    "attributes": b"x = a" + b".b" * DEEP + b"\n",
    "calls": b"x = a" + b"()" * DEEP + b"\n",
    "additions": b"x = 1" + b"+1" * DEEP + b"\n",
    "lambdas": b"x = " + b"lambda: " * DEEP + b"1\n",
    "conditions": b"if a:\n    pass\n" + b"elif a:\n    pass\n" * DEEP,
    "deeper than the C stack": b"x = a" + b"(1)[1].b" * 120_000 + b"\n",
    "deeper than the C stack, in a program that does not compile": b"nonlocal x\nx = a" + b".b" * 400_000 + b"\n",
}
READABLE = {
    "BOM": b"\xef\xbb\xbf" + GOOD,
    "CRLF": GOOD.replace(b"\n", b"\r\n"),
    "CR": GOOD.replace(b"\n", b"\r"),
    "form feeds": GOOD.replace(b"\n\n", b"\n\x0c\n"),
    "no newline at the end": GOOD.rstrip(),
    "cookie": b"# coding: latin-1\n" + GOOD + b"# \xe9\n",
    "a line of 5 MB": GOOD + b"DATA = [" + b"1234567890123, " * 340_000 + b"]\n",
    "a string of 5 MB": GOOD + b"DATA = '" + b"x" * 5_000_000 + b"'\n",
    "hundreds of operators": GOOD + b"x = 'a'" + b" + 'a'" * 500 + b"\n",
}


def codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.rule.code for finding in findings]


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_parsed_is_one_finding(data: bytes) -> None:
    assert codes(check_source(data, "app/x.py")) == ["VBE003"]


@pytest.mark.parametrize("data", READABLE.values(), ids=READABLE.keys())
def test_what_can_be_parsed_is_checked(data: bytes) -> None:
    found = check_source(data, "app/x.py", select=["VBE110"])
    assert codes(found) == ["VBE110"]
    assert found[0].column == 1


def test_empty_sources_are_clean() -> None:
    for empty in (b"", "", b"\n", b"\xef\xbb\xbf", "\ufeff", b"\x0c"):
        assert check_source(empty) == []


def test_a_case_may_be_a_singleton() -> None:
    source = "match x:\n    case True | None:\n        import requests; requests.get('u')\n"
    assert codes(check_source(source, select=["VBE110"])) == ["VBE110"]


def test_text_that_is_given_as_text_has_no_encoding_left() -> None:
    found = check_source("# coding: latin-1\nimport requests\né = [requests.get('https://api.example.org')]\n", select=["VBE110"])
    assert [(finding.line, finding.column) for finding in found] == [(3, 6)]
    assert codes(check_source("x = '\ud800'")) == ["VBE003"]
    assert codes(check_source("\ufeff" + GOOD.decode(), select=["VBE110"])) == ["VBE110"]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this interpreter reads it")
def test_syntax_newer_than_the_interpreter() -> None:
    assert codes(check_source("type Order = int\n")) == ["VBE003"]


def test_selecting_other_rules_does_not_hide_what_was_not_checked() -> None:
    assert codes(check_source("def f(:\n", select=["VBE110"])) == ["VBE003"]
    assert codes(check_source("def f(:\n", select=["VBE110"], ignore=["VBE003"])) == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Bad files of every kind between good ones."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for number, data in enumerate([*UNREADABLE.values()][:12]):
        (tmp_path / f"bad_{number:02}.py").write_bytes(data)
        (tmp_path / f"good_{number:02}.py").write_bytes(GOOD)
    (tmp_path / "bad_link.py").symlink_to("nowhere.py")
    (tmp_path / "bad_loop.py").symlink_to("bad_loop.py")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "bad_pipe.py")
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "folder.py" / "good.py").write_bytes(GOOD)
    return tmp_path


@pytest.mark.parametrize("jobs", [0, 1, 3])
def test_bad_files_cost_no_good_one_its_findings(folder: Path, jobs: int) -> None:
    found = check_paths(["."], select=["VBE110"], jobs=jobs)
    bad = sorted(file.name for file in folder.glob("bad_*"))
    good = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("good*.py"))
    assert [finding.path for finding in found if finding.rule.code == "VBE003"] == bad
    assert [finding.path for finding in found if finding.rule.code == "VBE110"] == sorted(good)


@pytest.mark.usefixtures("folder")
def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(runner, "read_file", refuse)
    found = check_paths(["good_00.py"])
    assert [(finding.rule.code, finding.detail, finding.line) for finding in found] == [("VBE003", "Permission denied", 1)]


def test_a_folder_that_may_not_be_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "closed").mkdir()
    real = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = check_paths(["."], select=["VBE110"])
    assert [finding.path for finding in found if finding.path.startswith("closed")] == ["closed"]
    assert "good_00.py" in {finding.path for finding in found}


def die_of_bad_files(file: Path, *, select: Sequence[str] = (), ignore: Sequence[str] = (), **_: object) -> list[Finding]:
    """In the place of `check_file`: as if reading a bad file overflowed the C stack."""
    if file.name.startswith("bad"):
        os._exit(139)
    return runner.check_source(file.read_bytes(), file, select=select, ignore=ignore)


@pytest.mark.parametrize("jobs", [2, 5])
def test_a_process_that_dies_takes_down_only_the_file_it_dies_of(folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    for number in range(40):
        (folder / f"good_later_{number}.py").write_bytes(GOOD)
    monkeypatch.setattr(runner, "check_file", die_of_bad_files)
    found = check_paths(["."], select=["VBE110"], jobs=jobs)
    dead = [finding for finding in found if finding.rule.code == "VBE003"]
    assert [finding.path for finding in dead] == sorted(file.name for file in folder.glob("bad_*"))
    assert {finding.detail for finding in dead} == {"the process that checked it died"}
    assert codes(found).count("VBE110") == len([*folder.rglob("good*.py")])
