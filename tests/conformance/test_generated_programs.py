"""Whatever parses, no rule crashes on it, and no checker's suppression bookkeeping either."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesmith import from_grammar

from tests.corpus import BEYOND, SHARED, read_corpora
from vibe_audit import check_source
from vibe_audit.config import everything

CONFIG = everything(Path("/nowhere"))
PLACES = ["app/views.py", "tests/test_app.py", "config/settings.py"]
CORPORA = [*read_corpora(SHARED), *read_corpora(BEYOND)]


def crashes(source: str, place: str) -> list[str]:
    found = check_source(source, Path("/nowhere") / place, config=CONFIG)
    return [finding.message for finding in found if finding.rule.code == "VBE000"]


def is_read(node: ast.expr) -> bool:
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(source=from_grammar(), place=st.sampled_from(PLACES))
def test_no_rule_crashes_on_a_program_of_the_grammar(source: str, place: str) -> None:
    assert crashes(source, place) == []


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.id)
def test_no_rule_crashes_on_a_corpus_with_its_parts_exchanged(corpus: object) -> None:
    """Take a corpus apart and put expressions where others stood: programs near to what the rules look for."""
    assert isinstance(corpus, type(CORPORA[0]))
    dice = random.Random(corpus.id)
    for _ in range(5):
        tree = ast.parse("\n".join(corpus.pieces[path] for path in corpus.modules))
        expressions = [node for node in ast.walk(tree) if isinstance(node, ast.expr) and is_read(node)]
        for holder in list(ast.walk(tree)):
            if isinstance(holder, (ast.JoinedStr, ast.FormattedValue, ast.MatchValue)):
                continue
            for field, value in ast.iter_fields(holder):
                if value in expressions and dice.random() < 0.15:
                    setattr(holder, field, dice.choice(expressions))
        try:
            source = ast.unparse(tree)
            ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, TypeError, AttributeError):
            continue
        for place in (*corpus.modules, *PLACES):
            assert crashes(source, place) == []
