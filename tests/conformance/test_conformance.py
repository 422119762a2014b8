"""All checkers, as users run them, report the same lines over both corpora."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bench.checkers import Answer, Reported, run_all, switch_all_on
from tests.corpus import BEYOND, SHARED, Corpus, read_corpora
from vibe_audit.catalog import BY_CODE
from vibe_audit.rule import Vector

CORPORA = {corpus.id: corpus for corpus in [*read_corpora(SHARED), *read_corpora(BEYOND)]}


def folder_of(corpus: Corpus) -> str:
    """Where a corpus lies in the one project that holds them all: below a folder of its own, in which its own path counts."""
    kind = "shared" if corpus.file.is_relative_to(SHARED) else "beyond"
    return f"{kind}_{corpus.rule.code.lower()}"


def places_of(corpus: Corpus) -> list[str]:
    return [f"{folder_of(corpus)}/{path}" for path in corpus.modules]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Answer]]:
    project = tmp_path_factory.mktemp("conformance") / "project"
    switch_all_on(project)
    for corpus in CORPORA.values():
        folder = project / folder_of(corpus)
        corpus.lay_out(folder)
        if len(corpus.pieces) > 1:
            switch_all_on(folder)  # a project of its own
    return run_all(project, [place for corpus in CORPORA.values() for place in places_of(corpus)])


def lines_of(answer: Answer, corpus: Corpus) -> set[tuple[int, str]]:
    codes = {corpus.rule.code} | {code for _, code in corpus.expected | corpus.silent}
    return {(r.line, r.code) for r in answer.reported if r.path in places_of(corpus) and r.code in codes}


@pytest.mark.parametrize("checker", ["flake8", "pylint", "vibe-audit"])
@pytest.mark.parametrize("name", CORPORA)
def test_checker_reports_exactly_the_annotated_lines(name: str, checker: str, answers: dict[str, Answer]) -> None:
    assert lines_of(answers[checker], CORPORA[name]) == CORPORA[name].expected


@pytest.mark.parametrize("name", [name for name, corpus in CORPORA.items() if corpus.file.is_relative_to(SHARED)])
def test_semgrep_reports_exactly_the_annotated_lines_of_the_shared_corpus(name: str, answers: dict[str, Answer]) -> None:
    corpus = CORPORA[name]
    expected = {(line, code) for line, code in corpus.expected if BY_CODE[code].semgrep != "no"}
    own = {pair for pair in expected if pair[1] == corpus.rule.code}
    found = lines_of(answers["semgrep"], corpus)
    assert {pair for pair in found if pair[1] == corpus.rule.code} == own
    assert found <= expected


@pytest.mark.parametrize("name", [name for name, corpus in CORPORA.items() if corpus.file.is_relative_to(BEYOND)])
def test_semgrep_reports_nothing_more_beyond(name: str, answers: dict[str, Answer]) -> None:
    assert lines_of(answers["semgrep"], CORPORA[name]) <= CORPORA[name].expected


def test_checkers_agree_on_every_code_in_every_corpus(answers: dict[str, Answer]) -> None:
    lines = {checker: {(r.path, r.line, r.code) for r in answer.reported} for checker, answer in answers.items()}
    assert lines["flake8"] == lines["vibe-audit"]
    assert lines["pylint"] == lines["vibe-audit"]
    assert lines["semgrep"] <= lines["vibe-audit"]


def test_columns_and_messages_agree(answers: dict[str, Answer]) -> None:
    command = {(r.path, r.line, r.column, r.code, r.message) for r in answers["vibe-audit"].reported}
    for checker in ("flake8", "pylint"):
        assert {(r.path, r.line, r.column, r.code, r.message) for r in answers[checker].reported} == command


def test_semgrep_stands_on_the_same_columns_with_the_same_headline(answers: dict[str, Answer]) -> None:
    columns = {(r.path, r.line, r.column, r.code) for r in answers["vibe-audit"].reported}
    for reported in answers["semgrep"].reported:
        assert (reported.path, reported.line, reported.column, reported.code) in columns
        rule = BY_CODE[reported.code]
        assert reported.message == f"{rule.name}: {rule.headline}"


def test_severities_agree(answers: dict[str, Answer]) -> None:
    def severities(answer: Answer) -> set[tuple[str, str]]:
        return {(r.code, r.severity) for r in answer.reported}

    command = severities(answers["vibe-audit"])
    assert severities(answers["pylint"]) == command
    assert severities(answers["semgrep"]) <= command


def test_nothing_was_left_unread(answers: dict[str, Answer]) -> None:
    assert {path for answer in answers.values() for path in answer.unread} == set()
    assert all(isinstance(reported, Reported) for answer in answers.values() for reported in answer.reported)
    assert {rule.vector for r in answers["vibe-audit"].reported for rule in [BY_CODE[r.code]]} >= set(Vector) - {Vector.SUITE}
