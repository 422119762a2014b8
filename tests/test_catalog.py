"""What holds for all rules at once."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import vibe_audit
from tests.corpus import BEYOND, SHARED, pieces_of
from vibe_audit import check_source
from vibe_audit.catalog import BY_CODE, CATALOG, RETIRED
from vibe_audit.config import everything
from vibe_audit.knowledge.roles import TEST_CODE
from vibe_audit.rule import Rule, Vector

PACKAGE = Path(vibe_audit.__file__).parent
RULES = [rule for rule in CATALOG if rule.vector is not Vector.SUITE and not rule.delegated_to]
EXAMPLE = re.compile(r"```python\n(.*?)```", re.DOTALL)
SECTIONS = ["Why it matters in production", "Example", "Use instead", "What it does not see"]

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
every_rule = pytest.mark.parametrize("rule", CATALOG, ids=lambda rule: rule.code)


def test_codes_and_names_and_headlines_are_used_once() -> None:
    for values in ([r.code for r in CATALOG], [r.name for r in CATALOG], [r.headline for r in CATALOG]):
        assert [value for value, count in Counter(values).items() if count > 1] == []
    assert not RETIRED.keys() & BY_CODE.keys()


@every_rule
def test_the_hundreds_digit_says_the_vector(rule: Rule) -> None:
    assert re.fullmatch(r"VBE\d{3}", rule.code)
    assert rule.code[3] == rule.vector.digit


@every_rule
def test_name_is_kebab_case_and_headline_is_a_plain_phrase(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert len(rule.headline) <= 60
    assert rule.headline[0].isupper()
    assert rule.headline[-1] not in ".:!"


@every_rule
def test_summary_is_one_sentence(rule: Rule) -> None:
    assert re.fullmatch(r"(Flag|Report) [^.]+(\.[^. ]+)*\.", rule.summary), rule.summary


@each_rule
def test_page_has_the_fixed_sections_in_order(rule: Rule) -> None:
    titles = re.findall(r"^## (.+)$", rule.page, re.MULTILINE)
    assert [title for title in titles if title in SECTIONS] == SECTIONS
    assert set(titles) <= {*SECTIONS, "Measured"}


@each_rule
def test_page_says_what_was_measured_on_real_code(rule: Rule) -> None:
    assert re.search(r"\d", rule.section("Measured")), "a rule is done when its findings on real code have been read"


def examples(rule: Rule, section: str) -> list[str]:
    return EXAMPLE.findall(rule.section(section))


def found_in(rule: Rule, code: str, tmp_path: Path) -> list[str]:
    pieces = pieces_of(code, "tests/test_example.py" if rule.roles == TEST_CODE else "app/example.py")
    for path, text in pieces.items() if len(pieces) > 1 else ():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    config = everything(tmp_path)
    modules = (path for path in pieces if path.endswith(".py"))
    return [finding.rule.code for path in modules for finding in check_source(pieces[path], tmp_path / path, config=config)]


@each_rule
def test_documented_example_is_reported_by_exactly_this_rule(rule: Rule, tmp_path: Path) -> None:
    assert examples(rule, "Example")
    for code in examples(rule, "Example"):
        assert set(found_in(rule, code, tmp_path)) == {rule.code}


@each_rule
def test_documented_remedy_is_silent(rule: Rule, tmp_path: Path) -> None:
    assert examples(rule, "Use instead")
    for code in examples(rule, "Use instead"):
        assert found_in(rule, code, tmp_path) == []


@each_rule
def test_rule_has_a_corpus_and_a_pattern_unless_semgrep_cannot_see_it(rule: Rule) -> None:
    stem = f"{rule.vector.value}/{rule.name.replace('-', '_')}"
    if rule.semgrep == "no":
        assert (BEYOND / f"{stem}.py").exists()
        assert not (SHARED / f"{stem}.yaml").exists()
    else:
        assert (SHARED / f"{stem}.py").exists()
        assert (SHARED / f"{stem}.yaml").exists()


@each_rule
def test_rule_takes_precedence_only_over_rules_that_exist(rule: Rule) -> None:
    assert set(rule.over) <= BY_CODE.keys() - {rule.code}
    for other in rule.over:
        assert rule.code not in BY_CODE[other].over


@each_rule
def test_checks_are_generator_functions_without_state(rule: Rule) -> None:
    file = PACKAGE / "rules" / rule.vector.value / f"{rule.name.replace('-', '_')}.py"
    tree = ast.parse(file.read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.ClassDef, ast.Global, ast.Nonlocal))]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "ast.walk"]


def test_files_stay_small() -> None:
    limits = {"rules": 200, "logic": 150}
    too_long = {
        str(file.relative_to(PACKAGE)): lines
        for folder, limit in limits.items()
        for file in (PACKAGE / folder).rglob("*.py")
        if (lines := len(file.read_text("utf-8").splitlines())) > limit
    }
    assert too_long == {}
