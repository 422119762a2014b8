"""What each format says about the same findings."""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.corpus import ROOT
from tests.reports import finding, report_on
from vibe_audit import CATALOG, __version__, check_paths, check_source
from vibe_audit.catalog import BY_CODE
from vibe_audit.reporters import github, json_, rules, sarif, text
from vibe_audit.reporters.escaping import visible
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding, Related, Severity, Vector
from vibe_audit.source.places import Span

SCHEMA = json.loads((ROOT / "tests" / "data" / "sarif-schema-2.1.0.json").read_text("utf-8"))
HOSTILE = "a\x1b[31mred\x07\x9b2J\u202eevil\u2066\n::error::x\r%\udcff\u2028[click](https://example.org)"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plain(shown: Report, *, statistics: bool = False) -> str:
    stream = io.StringIO()
    text.write(shown, stream, statistics=statistics)
    return stream.getvalue()


# -- text -------------------------------------------------------------------------------------------------------------


def test_text_shows_the_line_its_neighbours_and_the_way_to_the_remedy() -> None:
    source = "import requests\n\nrequests.get(url)\nprint()\nprint()\n"
    assert plain(report_on(source, finding())) == (
        "app/x.py:3:1: warning VBE110 request-without-timeout: Outbound HTTP request has no timeout: requests.get\n"
        "  2 | \n"
        "  3 | requests.get(url)\n"
        "    | ^^^^^^^^^^^^\n"
        "  4 | print()\n"
        "  help: vibe-audit explain VBE110\n"
        "\n"
        "Checked 1 file: 1 finding (1 warning).\n"
    )


@pytest.mark.parametrize(
    ("line", "columns", "shown", "marks"),
    [
        ("\tget()", (2, 5), "    get()", "    ^^^"),
        ("x = '漢字', get()", (11, 14), "x = '漢字', get()", "            ^^^"),
        ("e\u0301 = get()", (6, 9), "e\u0301 = get()", "    ^^^"),
        ("'\x1b[2J', get()", (9, 12), "'\\x1b[2J', get()", "           ^^^"),
        ("get()", (1, 1), "get()", "^"),
        ("'\u202e', get()", (6, 9), "'\\u202e', get()", "          ^^^"),
    ],
)
def test_carets_stand_below_the_place(line: str, columns: tuple[int, int], shown: str, marks: str) -> None:
    lines = plain(report_on(line + "\n", finding(line=1, columns=columns))).split("\n")
    assert lines[1:3] == [f"  1 | {shown}", f"    | {marks}"]


def test_a_place_of_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    several = Finding(BY_CODE["VBE110"], Span(1, 4, 2, 1), "", Span(1, 4, 2, 1), path="x.py")
    assert "\n    | " + " " * 4 + "^^^^\n" in plain(report_on("x = get(\n)\n", several))


def test_a_long_line_is_shown_in_part() -> None:
    source = "x = [" + "1, " * 100_000 + "get()]\n"
    lines = plain(report_on(source, finding(line=1, columns=(300_006, 300_009)))).split("\n")
    assert max(map(len, lines)) < 200
    assert lines[1].index("get()") == lines[2].index("^^^")


def test_a_file_that_cannot_be_read_again_has_no_code_to_show() -> None:
    assert plain(Report([finding("gone.py")], files=1)).count("\n") == 4


def test_summary_counts_by_severity() -> None:
    some = [finding(severity=Severity.ERROR), finding(severity=Severity.INFO), finding(severity=Severity.INFO)]
    assert text.summary(Report(some, files=2)) == "Checked 2 files: 3 findings (1 error, 2 info)."
    assert text.summary(Report([], files=1)) == "Checked 1 file: no findings."
    assert text.summary(Report([], files=0)) == "No Python files to check."


def test_statistics_count_each_code() -> None:
    some = [finding(code="VBE003"), finding(), finding()]
    lines = plain(Report(some, files=2), statistics=True).split("\n")
    assert lines[-5:-3] == ["     2  VBE110  request-without-timeout", "     1  VBE003  unparsable-file"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_the_same_text_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = report_on("import requests\n\nrequests.get('[red]:smile: http://example.org')\n", finding(detail="[bold]x[/bold]"))
    stream = Terminal()
    text.write(shown, stream)
    assert "\x1b[" in stream.getvalue()
    assert re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue()) == plain(shown)


def test_a_terminal_without_rich_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    shown = report_on("import requests\n\nrequests.get(url)\n", finding())
    stream = Terminal()
    text.write(shown, stream)
    assert stream.getvalue() == plain(shown)


# -- hostile text -----------------------------------------------------------------------------------------------------


def harmless(written: str) -> bool:
    """Whether a terminal would print the text and do nothing else."""
    return all(unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or char == "\n" for char in written)


def test_visible_leaves_print_alone_and_writes_out_the_rest() -> None:
    assert visible("plain: é 漢 'x'") == "plain: é 漢 'x'"
    assert visible("\x1b\x00\x7f\x9b\n\u202e\udcff") == r"\x1b\x00\x7f\x9b\n\u202e\udcff"


def test_no_text_of_the_analysed_code_breaks_out() -> None:
    hostile = report_on(f"{HOSTILE}\n{HOSTILE}\nx\n", finding(path=f"app/{HOSTILE}.py", line=1, columns=(1, 3), detail=HOSTILE))
    for written in (plain(hostile), json_.render(hostile), github.render(hostile), sarif.render(hostile)):
        assert harmless(written)
    assert github.render(hostile).count("\n") == 1
    assert json.loads(json_.render(hostile))["findings"][0]["detail"] == HOSTILE
    message = json.loads(sarif.render(hostile))["runs"][0]["results"][0]["message"]["text"]
    assert r"\[click\](https://example.org)" in message


def test_lines_that_a_finding_rests_on_are_told(project: Path) -> None:
    helper = Related(str(project / "app" / "crud.py"), 12, "execute is called here")
    report = Report([replace(finding(str(project / "app" / "x.py")), related=(helper,))], files=2)
    assert "  see: app/crud.py:12: execute is called here\n" in plain(report)
    [entry] = json.loads(json_.render(report))["findings"]
    assert entry["related"] == [{"path": "app/crud.py", "line": 12, "message": "execute is called here"}]
    [result] = json.loads(sarif.render(report))["runs"][0]["results"]
    assert result["relatedLocations"] == [{
        "physicalLocation": {"artifactLocation": {"uri": "app/crud.py", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 12}},
        "message": {"text": "execute is called here"},
    }]


# -- json -------------------------------------------------------------------------------------------------------------


def test_json_says_all_there_is(project: Path) -> None:
    ours = finding(str(project / "app" / "x.py"), fingerprint="0123456789abcdef")
    some = [ours, finding("../elsewhere/y.py", code="VBE003", severity=Severity.ERROR, detail="")]
    content = json.loads(json_.render(Report(some, files=7)))
    assert content["version"] == __version__
    assert content["findings"][0] == {
        "path": "app/x.py", "line": 3, "column": 1, "end_line": 3, "end_column": 13, "code": "VBE110", "name": "request-without-timeout",
        "vector": "reliability", "severity": "warning", "message": "Outbound HTTP request has no timeout: requests.get",
        "detail": "requests.get", "url": "https://vibe-audit.readthedocs.io/rules/VBE110/", "fingerprint": "0123456789abcdef",
        "related": [],
    }
    assert content["findings"][1]["path"] == (project.parent / "elsewhere" / "y.py").as_posix()
    assert content["summary"] == {
        "files": 7, "findings": 2, "known": 0, "by_severity": {"error": 1, "warning": 1, "info": 0}, "by_code": {"VBE003": 1, "VBE110": 1},
    }


# -- github -----------------------------------------------------------------------------------------------------------


def test_github_annotation() -> None:
    assert github.render(Report([finding()], files=1)) == (
        "::warning file=app/x.py,line=3,endLine=3,col=1,title=VBE110 request-without-timeout"
        "::Outbound HTTP request has no timeout: requests.get\n"
    )
    for severity, command in ((Severity.ERROR, "error"), (Severity.INFO, "notice")):
        assert github.render(Report([finding(severity=severity)], files=1)).startswith(f"::{command} ")


def test_github_escapes_as_documented() -> None:
    assert github.escape_data("100%\r\n:,") == "100%25%0D%0A:,"
    assert github.escape_property("C:\\a,b%\n") == "C%3A\\a%2Cb%25%0A"


# -- sarif ------------------------------------------------------------------------------------------------------------


def run_of(content: Report) -> dict[str, Any]:
    log = json.loads(sarif.render(content))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def artifact_of(path: str) -> dict[str, str]:
    place = run_of(Report([finding(path)], files=1))["results"][0]["locations"][0]["physicalLocation"]
    location: dict[str, str] = place["artifactLocation"]
    return location


def all_rules_found() -> Sequence[Finding]:
    return [finding(code=rule.code) for rule in CATALOG]


def test_sarif_is_valid_with_no_finding_and_with_one_of_every_rule() -> None:
    assert run_of(Report([], files=0))["results"] == []
    run = run_of(Report(all_rules_found(), files=1))
    described = run["tool"]["driver"]["rules"]
    assert [entry["id"] for entry in described] == [rule.code for rule in CATALOG]
    for entry, rule in zip(described, CATALOG, strict=True):
        assert entry["name"] == rule.name
        assert entry["shortDescription"]["text"] == rule.headline
        assert entry["fullDescription"]["text"] == rule.summary
        assert entry["help"]["markdown"] == rule.page
        assert entry["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert entry["helpUri"] == rule.url
        assert {ref for ref in rule.refs if ref.startswith("CWE-")} <= {*entry["properties"]["tags"]}
        assert entry["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert ("security-severity" in entry["properties"]) == (rule.vector is Vector.SECURITY)
        assert entry["properties"]["precision"] in ("high", "medium")
    for result in run["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_tags_weaknesses_as_code_scanning_wants_them() -> None:
    (described,) = run_of(Report([finding(code="VBE325")], files=1))["tool"]["driver"]["rules"]
    assert described["properties"]["tags"] == ["security", "CWE-209", "CWE-497", "external/cwe/cwe-209", "external/cwe/cwe-497"]
    short = replace(BY_CODE["VBE325"], refs=("CWE-20",))
    assert "external/cwe/cwe-020" in sarif.descriptor(short)["properties"]["tags"]


def test_sarif_describes_only_what_was_found() -> None:
    run = run_of(Report([finding(), finding(line=9)], files=1))
    assert [entry["id"] for entry in run["tool"]["driver"]["rules"]] == ["VBE110"]


def test_sarif_levels_and_places() -> None:
    some = [finding(severity=severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    run = run_of(Report(some, files=1))
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 13}


def test_sarif_paths_are_encoded(project: Path) -> None:
    assert artifact_of("app/a b#é%.py") == {"uri": "app/a%20b%23%C3%A9%25.py", "uriBaseId": "%SRCROOT%"}
    assert artifact_of("a:b.py")["uri"] == "a%3Ab.py"
    assert artifact_of("../b c.py") == {"uri": (project.parent / "b c.py").as_uri()}
    assert artifact_of("\udcff.py")["uri"] == "%FF.py"


def test_sarif_says_whether_all_was_checked() -> None:
    assert run_of(Report([finding()], files=1))["invocations"] == [{"executionSuccessful": True}]
    for code, level in (("VBE000", "error"), ("VBE003", "warning")):
        run = run_of(Report([finding(), finding(code=code)], files=2))
        [invocation] = run["invocations"]
        [note] = invocation["toolExecutionNotifications"]
        assert (note["level"], invocation["executionSuccessful"]) == (level, level != "error")
        assert run["tool"]["driver"]["rules"][note["associatedRule"]["index"]]["id"] == code
        assert note["locations"] == next(result["locations"] for result in run["results"] if result["ruleId"] == code)


def test_sarif_is_no_success_where_one_of_many_is_a_crash_of_ours() -> None:
    [invocation] = run_of(Report([finding(code="VBE003"), finding(code="VBE000"), finding(code="VBE003")], files=3))["invocations"]
    assert not invocation["executionSuccessful"]
    assert [note["level"] for note in invocation["toolExecutionNotifications"]] == ["warning", "error", "warning"]


def prints(*findings: Finding) -> list[str]:
    return [result["partialFingerprints"][sarif.FINGERPRINT] for result in run_of(Report(findings, files=1))["results"]]


def test_fingerprints_survive_a_move_and_tell_findings_apart() -> None:
    before = prints(*check_source("import requests\n\nrequests.get(url)\n", "x.py", select=["VBE110"]))
    assert prints(*check_source("import requests\n\n\n\nrequests.get( url )\n", "x.py", select=["VBE110"])) == before
    assert prints(*check_source("import requests\n\nrequests.get(url2)\n", "x.py", select=["VBE110"])) != before
    twice = prints(*check_source("import requests\nrequests.get(url)\nrequests.get(url)\n", "x.py", select=["VBE110"]))
    assert len({*twice, *before}) == 2


def test_alike_findings_are_counted() -> None:
    alike = [finding(line=line, fingerprint="0123456789abcdef") for line in (1, 2)]
    assert prints(*alike, finding("y.py", fingerprint="fedcba9876543210")) == [
        "0123456789abcdef:1", "0123456789abcdef:2", "fedcba9876543210:1",
    ]  # fmt: skip
    assert len({*prints(finding(), finding(), finding(detail="requests.post"))}) == 3, "made by hand, they have none of their own"


def test_reports_read_the_files_that_were_checked(project: Path) -> None:
    (project / "x.py").write_bytes(b"# coding: latin-1\r\nimport requests\r\ns = '\xe9', requests.get(1)\r\n")
    found = check_paths(["x.py"], select=["VBE110"])
    assert "  3 | s = 'é', requests.get(1)\n    |          ^^^^^^^^^^^^" in plain(Report(found, files=1))


# -- rules ------------------------------------------------------------------------------------------------------------


def test_the_list_and_the_cards_have_every_rule() -> None:
    assert [line.split()[0] for line in rules.render_list(CATALOG).splitlines()] == [rule.code for rule in CATALOG]
    cards = json.loads(rules.render_json(CATALOG))
    assert [card["code"] for card in cards] == [rule.code for rule in CATALOG]
    assert all({"production", "prototype", "internal", "regulated"} == card["severity"].keys() for card in cards)


@pytest.mark.parametrize("rule", CATALOG, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_has_its_card_and_its_text(rule: Any) -> None:
    page = rules.render_page(rule)
    assert page.startswith(f"{rule.code} {rule.name}: {rule.headline}\n")
    assert rule.page in page
    assert all(word in page for word in (*rule.refs, *rule.covered_by, rule.concern, "production: "))
