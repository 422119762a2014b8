"""Rules about comments read the same expression as their semgrep patterns, which must not take strings for comments."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from vibe_audit.exporters.semgrep import pattern_file
from vibe_audit.rules.reliability import admitted_shortcut, chat_residue

# A line as far as its comment: strings of one line are stepped over, those of several are left to `pattern-not-inside`.
BEFORE = r"""(?m)^(?:([ \t]*)(?=#)|(?:[^#"'\n]|"(?:[^"\n\\]|\\.)*"|'(?:[^'\n\\]|\\.)*')*)"""
# Below a comment that stands alone: comments that continue the same remark.
REST = r"""(?:(?!\"""|''')[^\n])*"""
BELOW = rf"{REST}(?(1)(?:\n[ \t]*#{REST}$)*)"


@pytest.mark.parametrize("module", [admitted_shortcut, chat_residue], ids=lambda module: module.rule.code)
def test_semgrep_reads_the_expression_of_the_rule(module: object) -> None:
    written = YAML(typ="safe").load(pattern_file(module.rule).read_text("utf-8"))["rules"][0]["patterns"][0]["patterns"]
    assert written[0] == {"pattern-regex": f"{BEFORE}({module.PATTERN}){BELOW}"}
