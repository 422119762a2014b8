"""What several checkers wrote about one project, read into one log with each defect once."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.checkers import BIN, environ
from tests.corpus import SHARED
from tests.reporters.test_reporters import SCHEMA
from vibe_audit import cli
from vibe_audit.catalog import CATALOG
from vibe_audit.config import ConfigError
from vibe_audit.importers import read
from vibe_audit.importers.merging import merge
from vibe_audit.importers.sighting import Point, Sighting
from vibe_audit.reporters.merged import render
from vibe_audit.reporters.sarif import FINGERPRINT
from vibe_audit.rule import Severity
from vibe_audit.running.files import forget

FILES = {
    "app/slow.py": 'import requests\n\nrequests.get("é"); requests.get("u")\nimport os\n',
    "app/leak.py": """\
from web import JSONResponse, app, work


@app.get("/")
def index():
    try:
        work()
    except Exception as error:
        return JSONResponse({"error": str(error)}, status_code=500)
""",
    "app/broken.py": "x = 1\ndef f(:\n",
    "tests/test_slow.py": 'from app import slow\n\n\ndef test_slow():\n    assert (slow.f(1), "is true")\n',
    "tests/__init__.py": "",
    ".semgrepignore": "",
}
SCAN = ("semgrep", "scan", "--config", str(SHARED), "--metrics=off")
EXPECTED = {
    ("app/slow.py", 3, "VBE110"): ["flake8", "pylint", "semgrep", "vibe-audit"],
    ("app/leak.py", 9, "VBE325"): ["flake8", "pylint", "vibe-audit"],
    ("tests/test_slow.py", 5, "VBE551"): ["flake8", "pylint", "semgrep", "vibe-audit"],
    ("app/broken.py", 2, "VBE003"): ["flake8", "pylint", "vibe-audit"],
}


def run(project: Path, output: str, *command: str) -> None:
    with (project / output).open("wb") as file:
        done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=project, env=environ(), stdout=file, stderr=subprocess.PIPE,
                              check=False)  # fmt: skip
    assert done.returncode < 32, done.stderr


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, and beside its code what each checker wrote about it."""
    project = tmp_path_factory.mktemp("written")
    for name, content in FILES.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(content, "utf-8")
    (project / ".git").mkdir()
    run(project, "flake8.txt", "flake8", "--isolated", "app", "tests")
    run(project, "flake8.json", "flake8", "--isolated", "--format=json", "app", "tests")
    run(project, "pylint.json", "pylint", "--rcfile=", "--load-plugins=pylint_vibe", "--output-format=json2", "app", "tests")
    for form in ("json", "sarif"):
        run(project, f"semgrep.{form}", *SCAN, "--experimental", "--no-rewrite-rule-ids", f"--{form}", "app", "tests")
        run(project, f"ours.{form}", "vibe-audit", "check", "--format", form, "app", "tests")
    run(project, "ruff.sarif", "ruff", "check", "--isolated", "--select=F,PT", "--output-format=sarif", "app", "tests")
    return project


@pytest.fixture(autouse=True)
def _here(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(written)
    forget()


def merged(*names: str) -> list[dict[str, Any]]:
    return results(render(merge(sighting for name in names for sighting in read(Path(name)))))


def results(written: str) -> list[dict[str, Any]]:
    log = json.loads(written)
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "vibe-audit"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    found: list[dict[str, Any]] = run["results"]
    return found


def place(result: dict[str, Any]) -> tuple[str, int, str]:
    physical = result["locations"][0]["physicalLocation"]
    return physical["artifactLocation"]["uri"], physical["region"]["startLine"], result["ruleId"]


def seen(found: list[dict[str, Any]]) -> dict[tuple[str, int, str], list[str]]:
    assert max(Counter(map(place, found)).values(), default=1) == 1
    return {place(result): result["properties"]["seenBy"] for result in found}


def ours(found: list[dict[str, Any]]) -> dict[tuple[str, int, str], list[str]]:
    return {key: tools for key, tools in seen(found).items() if key[2].startswith("VBE")}


# -- real outputs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("semgrep", ["semgrep.json", "semgrep.sarif"])
@pytest.mark.parametrize("flake8", ["flake8.txt", "flake8.json"])
@pytest.mark.parametrize("command", ["ours.json", "ours.sarif"])
def test_each_defect_once_with_all_who_saw_it(flake8: str, semgrep: str, command: str) -> None:
    found = merged(flake8, "pylint.json", semgrep, command)
    assert ours(found) == EXPECTED
    others = {code: tools for (_, _, code), tools in seen(found).items() if not code.startswith("VBE")}
    assert others["F401"] == ["flake8"]
    assert others["W0611"] == ["pylint"]
    assert not {"F631", "W0199", "E999", "E0001"} & others.keys(), "covered by one of ours on the same line"


def test_ids_that_semgrep_has_rewritten_are_codes(written: Path) -> None:
    run(written, "rewritten.sarif", *SCAN, "--sarif", "app", "tests")
    assert ".VBE110" in (written / "rewritten.sarif").read_text()
    assert merged("rewritten.sarif") == merged("semgrep.sarif")


@pytest.mark.parametrize("name", ["flake8.txt", "flake8.json", "pylint.json", "semgrep.json", "semgrep.sarif", "ours.json", "ours.sarif"])
def test_each_output_is_read_alone(name: str) -> None:
    tool = {"flake8": "flake8", "pylint": "pylint", "semgrep": "semgrep", "ours": "vibe-audit"}[name.partition(".")[0]]
    found = merged(name)
    by_their_own_code = {"VBE003"} if tool in ("flake8", "pylint") else set()
    assert ours(found) == {key: [tool] for key, tools in EXPECTED.items() if tool in tools and key[2] not in by_their_own_code}
    assert {tuple(result["properties"]["seenBy"]) for result in found} == {(tool,)}


def test_the_most_precise_says_where_and_how_grave() -> None:
    for names in (["flake8.txt", "semgrep.json", "pylint.json", "ours.json"], ["flake8.txt", "pylint.json"]):
        first = next(result for result in merged(*names) if result["ruleId"] == "VBE110")
        region = first["locations"][0]["physicalLocation"]["region"]
        assert region == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 18}
        assert first["message"]["text"] == "Outbound HTTP request has no timeout: requests.get"
        assert first["level"] == "warning"


def test_what_our_own_command_saw_has_its_fingerprint() -> None:
    for name in ("ours.json", "ours.sarif"):
        for result in merged("pylint.json", name, "flake8.txt"):
            has_one = "vibe-audit" in result["properties"]["seenBy"]
            assert bool(re.fullmatch("[0-9a-f]{16}:1", result.get("partialFingerprints", {}).get(FINGERPRINT, ""))) == has_one


def test_the_detail_is_told_by_whoever_knows_it() -> None:
    first = next(result for result in merged("semgrep.json", "flake8.txt") if result["ruleId"] == "VBE110")
    assert first["message"]["text"].endswith(": requests.get")
    assert first["locations"][0]["physicalLocation"]["region"]["endColumn"] == 13, "flake8 tells no end"
    alone = next(result for result in merged("semgrep.json") if result["ruleId"] == "VBE110")
    assert alone["message"]["text"] == "Outbound HTTP request has no timeout"


def test_severity_is_the_projects_where_no_checker_tells_it(written: Path) -> None:
    def level() -> str:
        forget()
        return next(str(result["level"]) for result in merged("flake8.txt") if result["ruleId"] == "VBE110")

    assert level() == "warning"
    (written / "vibe-audit.toml").write_text('severity = {VBE110 = "error"}\n')
    try:
        assert level() == "error"
    finally:
        (written / "vibe-audit.toml").unlink()
        forget()


def test_other_checkers_sarif_is_read_too() -> None:
    found = seen(merged("ruff.sarif", "flake8.txt", "ours.json"))
    assert found["app/slow.py", 4, "F401"] == ["flake8", "ruff"]
    assert found["tests/test_slow.py", 5, "VBE551"] == ["flake8", "ruff", "vibe-audit"]


def test_order_and_repetition_change_nothing(written: Path) -> None:
    names = ["flake8.txt", "pylint.json", "semgrep.json", "ours.sarif"]
    once = merged(*names)
    assert merged(*reversed(names)) == once
    assert merged(*names, "flake8.json", "semgrep.sarif", "ours.json") == once


def test_a_merged_log_can_be_merged(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["merge", "flake8.txt", "pylint.json", "--output", "two.sarif"]) == 0
    assert cli.main(["merge", "two.sarif"]) == 0
    assert capsys.readouterr().out == (written / "two.sarif").read_text()
    assert ours(merged("two.sarif", "semgrep.json", "ours.json")) == EXPECTED
    assert merged("two.sarif", "flake8.json") == merged("two.sarif")


def test_paths_meet_below_the_working_directory(written: Path) -> None:
    run(written, "absolute.txt", "flake8", "--isolated", str(written / "app"), "./tests")
    assert seen(merged("absolute.txt", "flake8.json")) == seen(merged("flake8.json"))


# -- the formats ------------------------------------------------------------------------------------------------------


def read_text(folder: Path, content: str | bytes) -> list[Sighting]:
    (folder / "file").write_bytes(content.encode() if isinstance(content, str) else content)
    return read(folder / "file")


def test_flake8_lines(tmp_path: Path) -> None:
    shown = 'app/a b.py:3:7: VBE110 request-without-timeout: Outbound HTTP request has no timeout: x: y\nrequests.get("u")\n^\n1\n'
    (one,) = read_text(tmp_path, shown)
    assert (one.path, one.start, one.message) == ("app/a b.py", (3, 7), "Outbound HTTP request has no timeout: x: y")
    assert read_text(tmp_path, "") == read_text(tmp_path, "{}") == []
    assert read_text(tmp_path, shown.encode("utf-16")) == [one], "a file that PowerShell wrote"


def test_paths_of_windows(tmp_path: Path) -> None:
    for line in ("C:\\app\\x.py:3:1: F401 unused\n", "C:/app/x.py:3:1: F401 unused\n"):
        (one,) = read_text(tmp_path, line)
        assert one.path == "C:/app/x.py"
        assert results(render([one]))[0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///C:/app/x.py"}


def a_log(result: dict[str, Any], **run: Any) -> str:
    location = {"physicalLocation": {"artifactLocation": {"uri": "x.py"}, "region": {"startLine": 3}}}
    driver = {"name": "Some Tool", "rules": [{"id": "X1", "defaultConfiguration": {"level": "error"}}]}
    entry = {"ruleId": "X1", "message": {"text": "no"}, "locations": [location], **result}
    return json.dumps({"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": [entry], **run}]})


def test_sarif_results(tmp_path: Path) -> None:
    (one,) = read_text(tmp_path, a_log({}))
    assert one == Sighting(frozenset({"some tool"}), "X1", "no", "x.py", Point(3, 1), None, Severity.ERROR)
    for silent in ({"suppressions": [{"kind": "inSource"}]}, {"kind": "pass"}, {"baselineState": "absent"}, {"locations": []}):
        assert read_text(tmp_path, a_log(silent)) == []
    assert read_text(tmp_path, a_log({"suppressions": [{"kind": "external", "status": "rejected"}], "kind": "fail"})) == [one]
    elsewhere = {"artifactLocation": {"uri": "b%20c/%FF.py", "uriBaseId": "HERE"}}
    (two,) = read_text(
        tmp_path, a_log({"locations": [{"physicalLocation": elsewhere}]}, originalUriBaseIds={"HERE": {"uri": f"{Path.cwd().as_uri()}/a/"}})
    )
    assert (two.path, two.start) == ("a/b c/\udcff.py", (1, 1))
    assert read_text(tmp_path, render([two]))[0].path == two.path


def test_brackets_come_back_as_they_were(tmp_path: Path) -> None:
    for message in ("[x](y)", "\\[x](y)", "[x] (y)", "\\[x] (y)"):
        one = Sighting(frozenset({"t"}), "X1", message, "x.py", Point(1, 1), None, Severity.INFO)
        assert read_text(tmp_path, render([one])) == [one]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("hello\n", "none of the formats that can be merged: SARIF, vibe-audit (json), pylint (json2), semgrep (json), flake8"),
        ("[1]", "none of the formats"),
        ('{"a": 1}', "none of the formats"),
        ("\x00\x01", "none of the formats"),
        ("[" * 100_000, "none of the formats"),
        ('{"runs": [{"results": [{"locations": [1]}]}]}', "looks like SARIF, but is not: KeyError('tool')"),
        ('{"messages": [1], "statistics": {}}', "looks like pylint (json2), but is not: TypeError"),
    ],
)
def test_what_is_no_output_of_a_checker_is_a_usage_error(tmp_path: Path, content: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read_text(tmp_path, content)
    assert str(raised.value).startswith(f"{tmp_path / 'file'}: {complaint}")


WORDS = st.sampled_from(["", "error", "a.VBE110", "/\0", "\ud800", "##[x]"])
SCALARS = st.none() | st.booleans() | st.integers(-2, 9) | st.floats() | WORDS
VALUES = SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(st.sampled_from(["text", "id", "uri", "index", "x"]), SCALARS)


def somewhere_in(content: Any, choose: Callable[[int], int], value: Any) -> Any:
    """The content with a value in place of one of those that it holds."""
    if isinstance(content, list | dict) and content and choose(4):
        keys = list(content) if isinstance(content, dict) else list(range(len(content)))
        key = keys[choose(len(keys))]
        changed = dict(content) if isinstance(content, dict) else list(content)
        changed[key] = somewhere_in(content[key], choose, value)
        return changed
    return value


@given(data=st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.parametrize("name", ["flake8.json", "pylint.json", "semgrep.json", "semgrep.sarif", "ours.json", "ours.sarif"])
def test_a_file_that_somebody_has_tampered_with_is_a_valid_log_or_a_usage_error(written: Path, name: str, data: st.DataObject) -> None:
    content = json.loads((written / name).read_text("utf-8"))
    content = somewhere_in(content, lambda count: data.draw(st.integers(0, count - 1)), data.draw(VALUES))
    (written / "tampered").write_text(json.dumps(content))
    try:
        found = read(Path("tampered"))
    except ConfigError:
        return
    results(render(merge(found)))


def test_a_file_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["merge", "flake8.txt", "gone.json"]) == 2
    assert capsys.readouterr() == ("", "vibe-audit: error: gone.json: No such file or directory\n")


# -- one defect, one result -------------------------------------------------------------------------------------------


def sighting(code: str, tool: str, column: int = 1, end: int | None = None, line: int = 1) -> Sighting:
    return Sighting(frozenset({tool}), code, "m", "x.py", Point(line, column), Point(line, end) if end else None, Severity.ERROR)


def codes(*sightings: Sighting) -> list[tuple[str, str]]:
    return [(one.code, "+".join(sorted(one.tools))) for one in merge(sightings)]


def test_a_rule_over_another_at_the_same_place_wins() -> None:
    winner, loser = next((rule.code, rule.over[0]) for rule in CATALOG if rule.over)
    assert codes(sighting(loser, "semgrep"), sighting(winner, "flake8")) == [(winner, "flake8+semgrep")]
    assert codes(sighting(loser, "semgrep", 5), sighting(winner, "pylint", 1, 9)) == [(winner, "pylint+semgrep")]
    assert codes(sighting(loser, "semgrep", 1, 9), sighting(winner, "flake8", 5)) == [(winner, "flake8+semgrep")]
    apart = codes(sighting(loser, "semgrep", 9), sighting(winner, "pylint", 1, 9))
    assert apart == [(winner, "pylint"), (loser, "semgrep")]
    assert len(codes(sighting(loser, "semgrep", line=2), sighting(winner, "pylint"))) == 2


def test_a_code_of_ours_is_one_result_a_line_where_it_is_seen_first() -> None:
    for order in (1, -1):
        (one,) = merge([sighting("VBE110", "pylint", 30), sighting("VBE110", "pylint", 4, 9), sighting("VBE110", "flake8", 1)][::order])
        assert (one.start, one.end, one.tools) == ((1, 4), (1, 9), {"flake8", "pylint"})


def test_what_a_rule_of_ours_covers_is_the_same_defect_on_the_same_line_only() -> None:
    assert codes(sighting("VBE110", "semgrep"), sighting("S113", "ruff", 9)) == [("VBE110", "ruff+semgrep")]
    assert codes(sighting("VBE110", "semgrep"), sighting("S113", "ruff", line=2)) == [("VBE110", "semgrep"), ("S113", "ruff")]
    assert codes(sighting("S113", "ruff")) == [("S113", "ruff")]


def test_others_codes_are_kept_each_once() -> None:
    two = sighting("F821", "flake8", 1), sighting("F821", "flake8", 5)
    assert codes(*two, sighting("F821", "flake8", 5)) == [("F821", "flake8"), ("F821", "flake8")]
    assert codes(*two, sighting("F821", "ruff", 3), sighting("F821", "ruff", 6)) == [("F821", "flake8+ruff")] * 2
    assert codes(sighting("F401", "flake8", 1), sighting("F401", "ruff", 8)) == [("F401", "flake8+ruff")]
    assert codes(sighting("F401", "flake8", 1), sighting("F401", "flake8", line=2)) == [("F401", "flake8")] * 2


def test_fingerprints_are_kept_and_stay_different() -> None:
    alike = [replace(sighting("VBE110", "vibe-audit", line=line), fingerprint="0123456789abcdef") for line in (1, 2)]
    prints = [result["partialFingerprints"] for result in results(render(merge([*alike, sighting("VBE110", "pylint")])))]
    assert prints == [{"vibeAudit/v2": "0123456789abcdef:1"}, {"vibeAudit/v2": "0123456789abcdef:2"}]


def test_fingerprints_come_from_our_own_outputs(tmp_path: Path) -> None:
    source = replace(sighting("VBE110", "vibe-audit"), fingerprint="0123456789abcdef")
    (read_again,) = read_text(tmp_path, render([source]))
    assert read_again.fingerprint == "0123456789abcdef"
    assert [one.fingerprint for one in merge([sighting("VBE110", "pylint"), read_again])] == ["0123456789abcdef"]


def test_hostile_text_stays_text() -> None:
    hostile = replace(sighting("X1", "t"), message="a\x1b[2J ##[error] [x](http://y)\udcff", path="a\n::error::\ud800.py")
    written = render([hostile])
    assert written.isascii()
    assert "##[" not in written
    (result,) = results(written)
    assert result["message"]["text"] == r"a\x1b\[2J #\x23\[error\] \[x\](http://y)\udcff"
