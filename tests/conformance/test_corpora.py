"""Every rule reports exactly the lines that its corpora say, and every corpus is worth having."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus import BEYOND, SHARED, Corpus, read_corpora
from vibe_audit import check_source
from vibe_audit.config import everything

CORPORA = [*read_corpora(SHARED), *read_corpora(BEYOND)]


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.id)
def test_engine_reports_exactly_the_annotated_lines(corpus: Corpus, tmp_path: Path) -> None:
    if len(corpus.pieces) > 1:  # a project; all others are judged as what an editor has not saved yet
        corpus.lay_out(tmp_path)
    config = everything(tmp_path)
    found = [finding for path in corpus.modules for finding in check_source(corpus.pieces[path], tmp_path / path, config=config)]
    own = {(finding.place.lineno, finding.rule.code) for finding in found}
    codes = {corpus.rule.code} | {code for _, code in corpus.expected | corpus.silent}
    assert {(line, code) for line, code in own if code in codes} == corpus.expected


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.id)
def test_corpus_has_something_to_report_and_something_to_pass_over(corpus: Corpus) -> None:
    assert any(code == corpus.rule.code for _, code in corpus.expected)
    if corpus.file.is_relative_to(SHARED):
        assert any(code == corpus.rule.code for _, code in corpus.silent)


def test_every_python_file_of_the_corpora_belongs_to_a_rule() -> None:
    known = {corpus.file for corpus in CORPORA}
    assert {*SHARED.rglob("*.py"), *BEYOND.rglob("*.py")} == known
