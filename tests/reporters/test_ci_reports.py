"""What the formats that programs and build systems read say, held to what those document."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.reports import finding, report_on
from vibe_audit import CATALOG
from vibe_audit.reporters import gitlab, json_, junit, markdown
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding, Severity, Vector

ONE_OF_EACH = [
    finding(severity=Severity.INFO, code="VBE403"),
    finding("../y.py", severity=Severity.WARNING),
    finding(severity=Severity.ERROR, code="VBE325", line=7, detail=""),
]


def all_rules_found() -> list[Finding]:
    return [finding(code=rule.code) for rule in CATALOG]


# -- json -------------------------------------------------------------------------------------------------------------

COUNT = {"type": "integer", "minimum": 0}
POSITION = {"type": "integer", "minimum": 1}
SAID = {"type": "string", "minLength": 1}
ENTRY = {
    "path": SAID, "line": POSITION, "column": POSITION, "end_line": POSITION, "end_column": POSITION, "code": {"pattern": r"^VBE\d{3}$"},
    "name": SAID, "vector": {"enum": [vector.value for vector in Vector]}, "severity": {"enum": ["error", "warning", "info"]},
    "message": SAID, "detail": {"type": "string"}, "url": {"type": "string", "format": "uri"}, "fingerprint": {"type": "string"},
    "related": {"items": {
        "type": "object", "required": ["path", "line", "message"], "properties": {"path": SAID, "line": POSITION, "message": SAID},
        "additionalProperties": False,
    }},
}  # fmt: skip
OURS = {
    "type": "object",
    "required": ["version", "findings", "summary"],
    "additionalProperties": False,
    "properties": {
        "version": SAID,
        "findings": {"items": {"type": "object", "required": [*ENTRY], "properties": ENTRY, "additionalProperties": False}},
        "summary": {
            "type": "object",
            "required": ["files", "findings", "by_severity", "by_code"],
            "properties": {
                "files": COUNT,
                "findings": COUNT,
                "by_severity": {"type": "object", "required": ["error", "warning", "info"], "additionalProperties": COUNT},
                "by_code": {"type": "object", "propertyNames": ENTRY["code"], "additionalProperties": COUNT},
            },
        },
    },
}


@pytest.mark.parametrize("findings", [[], ONE_OF_EACH, all_rules_found()], ids=["none", "one of each severity", "one of each rule"])
def test_json_has_the_shape_that_scripts_rely_on(findings: list[Finding]) -> None:
    content = json.loads(json_.render(Report(findings, files=1)))
    jsonschema.validate(content, OURS)
    assert len(content["findings"]) == content["summary"]["findings"] == sum(content["summary"]["by_code"].values())


# -- gitlab -----------------------------------------------------------------------------------------------------------

CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer", "minimum": 1}},
                        "additionalProperties": False,
                    },
                },
            },
        },
    },
}


def code_quality(report: Report) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(gitlab.render(report))
    jsonschema.validate(entries, CODE_QUALITY)
    fingerprints = [entry["fingerprint"] for entry in entries]
    assert len({*fingerprints}) == len(fingerprints), "GitLab shows the first of several entries with one fingerprint"
    return entries


def test_gitlab_entry() -> None:
    (entry,) = code_quality(report_on("\n\nrequests.get(url)\n", finding()))
    assert entry.pop("fingerprint")
    assert entry == {
        "description": "request-without-timeout: Outbound HTTP request has no timeout: requests.get",
        "check_name": "VBE110",
        "severity": "major",
        "location": {"path": "app/x.py", "lines": {"begin": 3, "end": 3}},
    }


def test_gitlab_takes_every_rule_every_severity_and_none_at_all() -> None:
    assert code_quality(Report([], files=1)) == []
    assert [entry["severity"] for entry in code_quality(Report(ONE_OF_EACH, files=1))] == ["info", "major", "critical"]
    assert len(code_quality(Report(all_rules_found(), files=1))) == len(CATALOG)


def test_gitlab_keeps_alike_findings_apart() -> None:
    alike = [finding(line=1), finding(line=2), finding(line=2, columns=(20, 32))]
    assert len(code_quality(report_on("requests.get(url)\nrequests.get(url)\n", *alike))) == 3


# -- junit ------------------------------------------------------------------------------------------------------------

JUNIT: dict[str, tuple[set[str], set[str]]] = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname"}, {"testcase", "properties"}),
    "testcase": ({"name", "classname", "time"}, {"failure", "error", "skipped", "system-out", "system-err"}),
    "failure": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}
"""What every reader of JUnit XML knows: the attributes and the children of each element."""
REQUIRED = {"testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name", "classname"}, "failure": {"type", "message"}}


def suites(report: Report) -> ET.Element:
    written = junit.render(report)
    JUnitXml.fromstring(written.encode())
    root = ET.fromstring(written)
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = JUNIT[element.tag]
        assert REQUIRED.get(element.tag, set()) <= set(element.keys()) <= attributes
        assert {child.tag for child in element} <= children
    return root


def test_junit_case() -> None:
    assert junit.render(Report([finding()], files=1)) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="vibe-audit" tests="1" failures="1" errors="0">\n'
        '  <testsuite name="vibe-audit" tests="1" failures="1" errors="0">\n'
        '    <testcase classname="app/x.py" name="VBE110 request-without-timeout (3:1)">\n'
        '      <failure type="warning" message="Outbound HTTP request has no timeout: requests.get">'
        "app/x.py:3:1: warning VBE110 request-without-timeout: Outbound HTTP request has no timeout: requests.get\n"
        "https://vibe-audit.readthedocs.io/rules/VBE110/</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_junit_is_read_as_what_it_says() -> None:
    read = JUnitXml.fromstring(junit.render(Report(ONE_OF_EACH, files=2)).encode())
    (suite,) = read
    assert (suite.tests, suite.failures, suite.errors) == (3, 2, 0)
    cases = list(suite)
    assert [case.is_passed for case in cases] == [True, False, False]
    assert "info VBE403" in cases[0].system_out
    assert [case.result[0].type for case in cases[1:]] == ["warning", "error"]


def test_junit_takes_every_rule() -> None:
    assert len(list(suites(Report(all_rules_found(), files=1)).iter("testcase"))) == len(CATALOG)


def test_junit_without_findings_is_a_test_that_passes() -> None:
    (case,) = suites(Report([], files=1)).iter("testcase")
    assert (case.get("name"), len(case)) == ("no findings", 0)


def test_junit_names_are_different() -> None:
    root = suites(Report([finding(), finding(line=4), finding(columns=(5, 9)), finding("app/y.py")], files=2))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len({*names}) == 4


# -- markdown ---------------------------------------------------------------------------------------------------------


def cells(report: Report) -> list[list[Token]]:
    """The cells of the table of findings, row by row in one list, as a renderer reads them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(report))
    bodies = [number for number, token in enumerate(tokens) if token.type == "tbody_open"]
    end = next(number for number in range(bodies[1], len(tokens)) if tokens[number].type == "tbody_close")
    return [token.children or [] for token in tokens[bodies[1] : end] if token.type == "inline"]


def test_markdown_summary() -> None:
    assert markdown.render(Report(ONE_OF_EACH[::2], files=2)) == (
        "## vibe-audit\n"
        "\n"
        "Checked 2 files: 2 findings (1 error, 1 info).\n"
        "\n"
        "| vector | error | warning | info |\n"
        "|---|--:|--:|--:|\n"
        "| security | 1 | 0 | 0 |\n"
        "| observability | 0 | 0 | 1 |\n"
        "\n"
        "| place | rule | severity | message |\n"
        "|---|---|---|---|\n"
        "| `app/x.py:7` | [VBE325](https://vibe-audit.readthedocs.io/rules/VBE325/) error-detail-leak | error "
        "| Text of an unexpected exception sent to the client |\n"
        "| `app/x.py:3` | [VBE403](https://vibe-audit.readthedocs.io/rules/VBE403/) logged-without-traceback | info "
        "| Unexpected error logged without its traceback: `requests.get` |\n"
    )


def test_markdown_without_findings_is_a_sentence() -> None:
    assert markdown.render(Report([], files=1)) == "## vibe-audit\n\nChecked 1 file: no findings.\n"


@pytest.mark.parametrize("text", ["a|b", "||", "|", "`", "a``b", " a ", "  ", "\\|", "a\\", "*a* _b_ <b> [x](y) @team #1 &amp;"])
def test_markdown_code_is_shown_as_it_is(text: str) -> None:
    message = cells(Report([finding(detail=text)], files=1))[3]
    assert "".join(token.content for token in message).removeprefix("Outbound HTTP request has no timeout: ") == text
    for token in message[1:]:
        assert token.type == "code_inline" or token.content.strip("|") == ""


def test_no_headline_means_anything_in_markdown() -> None:
    for row, rule in enumerate(CATALOG):
        (message,) = cells(Report([finding(code=rule.code, detail="") for rule in CATALOG], files=1))[4 * row + 3]
        assert (message.type, message.content) == ("text", rule.headline)


def test_markdown_leaves_out_what_is_too_much_and_says_how_much() -> None:
    many = [finding(line=line) for line in range(1, 3000)] + [finding("last.py", severity=Severity.ERROR)]
    written = markdown.render(Report(many, files=1))
    assert 59_000 < len(written) < 60_000
    rows = written.count("| `")
    assert written.endswith(f"\n\n{3000 - rows} more left out here.\n")
    assert written.index("last.py") < written.index("app/x.py"), "the gravest are not what is left out"
    long = [finding("d/" * 2000 + "x.py", detail="x" * 100_000, line=line) for line in range(1, 300)]
    assert len(markdown.render(Report(long, files=1))) < 60_000
    assert f"x.py:{1}`" in markdown.render(Report(long, files=1))
