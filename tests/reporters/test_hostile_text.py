"""Text from analysed code stays text: in every format, whatever it is."""

from __future__ import annotations

import io
import json
import os
import re
import unicodedata
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.reporters.test_ci_reports import cells, code_quality, suites
from tests.reporters.test_reporters import SCHEMA
from tests.reports import finding, report_on
from vibe_audit.reporters import FORMATS, renderer, sarif, text
from vibe_audit.reporters.escaping import visible
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Severity

HEADLINE = "Outbound HTTP request has no timeout: "
PIECES = [
    "::error::x", "::add-mask::",
    "##[error]", "##vso[task.setvariable]", "##teamcity[x]", "%0A", "%25", "\n", "\r", "\r\n", "\x85", "\u2028",
    "]]>", "<![CDATA[", "<!--", "</failure>", "<script>", "&amp;", "&#10;", '"', "'", "|", "\\", "\\|", "`", "``", "*", "_", "[x](http://y)",
    "![x](y)", "http://example.org", "www.example.org", "a@example.org", "@team", "#1", "\t", " ", "\x00", "\x1b[2J", "\x9b", "\u202e",
    "\ufffe", "\udcff", "\ud800", "/", "../", "e\u0301", "漢",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=()), min_size=1, max_size=12).map("".join)


def a_report(path: str, detail: str, severity: Severity = Severity.WARNING) -> Report:
    return report_on(f"{detail}\n", finding(path, line=1, columns=(1, 2), detail=detail, severity=severity))


def written_as(form: str, report: Report) -> str:
    if form != "text":
        return renderer(form)(report)
    stream = io.StringIO()
    text.write(report, stream)
    return stream.getvalue()


def commands(written: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that a GitHub runner reads in the output of a job: name, properties, data."""
    found = []
    for line in re.split(r"\r\n|\r|\n", written):
        assert not re.search(r"##\w*\[", line), "GitHub's old commands, Azure's and TeamCity's"
        if match := re.fullmatch(r"\s*::([\w-]+)(?: (.*?))?::(.*)", line):
            pairs = (pair.split("=", 1) for pair in (match[2] or "").split(",") if "=" in pair)
            found.append((match[1], {key: undone(value, {"%3A": ":", "%2C": ","}) for key, value in pairs}, undone(match[3], {})))
    return found


def undone(value: str, marks: dict[str, str]) -> str:
    for written, char in {"%0D": "\r", "%0A": "\n", **marks, "%25": "%"}.items():
        value = value.replace(written, char)
    return value


def shown_by_github(value: str) -> str:
    """The text as an annotation shows it: with its ends of lines, all else visible."""
    return "".join(part if part in ("\r", "\n") else visible(part) for part in re.split(r"(\r|\n)", value))


@given(path=HOSTILE, detail=HOSTILE)
@pytest.mark.parametrize("form", ["text", *FORMATS])
def test_nothing_is_obeyed_by_a_terminal_or_a_build_agent(form: str, path: str, detail: str) -> None:
    written = written_as(form, a_report(path, detail))
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or char == "\n" for char in written)
    assert len(commands(written)) == (form == "github")
    written.encode("utf-8")


@given(path=HOSTILE, detail=HOSTILE)
def test_github(path: str, detail: str) -> None:
    report = a_report(path, detail)
    ((name, properties, data),) = commands(written_as("github", report))
    assert name == "warning"
    assert properties.keys() == {"file", "line", "endLine", "col", "title"}
    assert properties["file"] == shown_by_github(report.shown(path))
    assert data == HEADLINE + shown_by_github(detail)


@given(path=HOSTILE, detail=HOSTILE)
def test_json(path: str, detail: str) -> None:
    report = a_report(path, detail)
    (entry,) = json.loads(written_as("json", report))["findings"]
    # JSON has one way to write two halves of a character and the character
    assert (entry["path"], entry["detail"]) == tuple(json.loads(json.dumps(text)) for text in (report.shown(path), detail))


@given(path=HOSTILE, detail=HOSTILE)
def test_sarif(path: str, detail: str) -> None:
    report = a_report(path, detail)
    log = json.loads(written_as("sarif", report))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (result,) = log["runs"][0]["results"]
    message = result["message"]["text"]
    assert message == sarif.escape_links(HEADLINE + visible(detail))
    assert not re.search(r"(?<!\\)\](?=\()", message), "an embedded link"
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    shown = report.shown(path)
    if "\ud800" not in shown and "uriBaseId" in location and max(shown) < "\ud800":
        assert os.fsdecode(unquote_to_bytes(location["uri"])) == shown
    assert re.fullmatch(r"[\w/.~%:-]*", location["uri"], re.ASCII)


@given(path=HOSTILE, detail=HOSTILE)
def test_gitlab(path: str, detail: str) -> None:
    report = a_report(path, detail)
    (entry,) = code_quality(report)
    assert entry["description"] == f"request-without-timeout: {HEADLINE}{visible(detail)}"
    assert entry["location"]["path"] == visible(report.shown(path))


@given(path=HOSTILE, detail=HOSTILE, severity=st.sampled_from([Severity.INFO, Severity.ERROR]))
def test_junit(path: str, detail: str, severity: Severity) -> None:
    report = a_report(path, detail, severity)
    (case,) = suites(report).iter("testcase")
    assert case.get("classname") == visible(report.shown(path))
    (told,) = case
    assert HEADLINE + visible(detail) in (told.text or "")
    assert told.get("message") in (None, HEADLINE + visible(detail))


@given(path=HOSTILE, detail=HOSTILE)
def test_markdown(path: str, detail: str) -> None:
    report = a_report(path, detail)
    place, rule, severity, message = cells(report)
    assert "".join(token.content for token in place) == f"{visible(report.shown(path))}:1"
    assert "".join(token.content for token in message) == HEADLINE + visible(detail)
    assert [token.type for token in rule] == ["link_open", "text", "link_close", "text"]
    assert [token.content for token in severity] == ["warning"]
    for token in [*place, *message]:
        assert token.type == "code_inline" or token.content.replace(HEADLINE, "").strip("|") == "", "text outside of code"


def rendered(node: Any) -> str:
    return "".join(node.itertext())


def test_markdown_becomes_html_without_anything_of_the_code() -> None:
    html = MarkdownIt("commonmark").enable("table").render(written_as("markdown", a_report("<b>|x|.py", "@team <script> [x](y) | `z`")))
    page = ET.fromstring(f"<html>{html}</html>")
    assert {element.tag for element in page.iter()} == {"html", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "a"}
    assert "@team <script> [x](y) | `z`" in rendered(page)
