"""Findings as JUnit XML: a test a finding, for whatever shows test results."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from vibe_audit.reporters.escaping import visible
from vibe_audit.reporters.report import Report
from vibe_audit.rule import Finding, Severity


def render(report: Report) -> str:
    """One suite. An error or a warning is a test that fails, an info one that passes and says something."""
    cases = list(_cases(report))
    failures = sum(finding.severity is not Severity.INFO for finding in report.findings)
    counts = {"name": "vibe-audit", "tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    root = ET.Element("testsuites", counts)
    ET.SubElement(root, "testsuite", counts).extend(cases)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _cases(report: Report) -> Iterator[ET.Element]:
    for finding in report.findings:
        yield _case(finding, visible(report.shown(finding.path)))
    if not report.findings:  # Jenkins takes a suite without tests for a broken build
        yield ET.Element("testcase", classname="vibe-audit", name="no findings")


def _case(finding: Finding, path: str) -> ET.Element:
    rule = finding.rule
    # with the column, for GitLab shows the first of several tests of one name
    case = ET.Element("testcase", classname=path, name=f"{rule.code} {rule.name} ({finding.line}:{finding.column})")
    message = visible(finding.message)
    told = f"{path}:{finding.line}:{finding.column}: {finding.severity.value} {rule.code} {rule.name}: {message}\n{rule.url}"
    if finding.severity is Severity.INFO:
        ET.SubElement(case, "system-out").text = told
    else:
        ET.SubElement(case, "failure", type=finding.severity.value, message=message).text = told
    return case
