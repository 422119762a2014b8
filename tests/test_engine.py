"""The engine: which rules run, what happens when one crashes, and how one defect stays one finding."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from vibe_audit import check_paths, check_source, engine
from vibe_audit.catalog import BY_CODE, CATALOG
from vibe_audit.config import Config, everything
from vibe_audit.module import Module
from vibe_audit.rule import Check, Finding, Rule, Severity

SLOW = "import requests\n\nrequests.get('u')\n"


def found(source: str, path: str = "app.py", config: Config | None = None) -> list[tuple[str, int]]:
    root = Path("/nowhere")
    return [(f.rule.code, f.line) for f in check_source(source, root / path, config=config or everything(root))]


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """VBE110 with a check that raises at every call."""

    def crash(call: ast.Call, module: Module) -> Iterator[Finding]:
        yield BY_CODE["VBE110"].at(call, "found before the crash")
        raise ZeroDivisionError(f"at {module.path}")

    rule = BY_CODE["VBE110"]
    monkeypatch.setattr(rule, "checks", [Check(crash, (ast.Call,), None)])
    engine._agenda.cache_clear()
    yield rule
    engine._agenda.cache_clear()


def test_crash_in_a_rule_is_one_finding_and_the_others_go_on(crashing: Rule) -> None:
    source = SLOW + "requests.get('v')\nbreakpoint_ = 'x'  # vibe: ignore[VBE110] -- not stale: the rule did not get this far\n"
    results = check_source(source, "/nowhere/app.py", config=everything(Path("/nowhere")))
    assert [f.rule.code for f in results] == ["VBE000"]
    assert results[0].line in (3, 4)
    assert results[0].detail.startswith("VBE110 request-without-timeout: ZeroDivisionError: at app.py (crash, line ")


AROUND_THE_RULES = [
    "rules_to_run", "work", "_run", "_delivered", "_without_overruled", "_without_suppressed", "iter_suppressions", "_about_comments",
    "_finished", "fingerprint",
]


@pytest.mark.parametrize("place", AROUND_THE_RULES)
@pytest.mark.parametrize("kind", [KeyError, MemoryError, RecursionError, SystemError])
def test_a_crash_around_the_rules_is_told_of_the_file(place: str, kind: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    source = SLOW + "requests.get('v')  # noqa: VBE110 -- slow on purpose\n"
    decisions = everything(Path("/nowhere")).decide("app.py")
    plain = engine.check_bytes(source, "app.py", decisions, []).findings

    def crash(*_: object) -> None:
        raise kind("of ours")

    with monkeypatch.context() as patched:
        patched.setattr(engine, place, crash)
        [finding] = engine.check_bytes(source, "app.py", decisions, []).findings
    assert (finding.rule.code, finding.path, finding.line) == ("VBE000", "app.py", 1)
    assert f"{kind.__name__}: " in finding.message
    assert engine.check_bytes(source, "app.py", decisions, []).findings == plain


def test_the_other_files_go_on_behind_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.py", "b.py", "c.py"):
        (tmp_path / name).write_text(SLOW)
    plain = engine.fingerprint

    def crash(finding: Finding, module: Module) -> str:
        if module.path.endswith("b.py"):
            raise KeyError("of ours")
        return plain(finding, module)

    monkeypatch.setattr(engine, "fingerprint", crash)
    results = check_paths([tmp_path], select=["VBE110"])
    assert [(Path(f.path).name, f.rule.code) for f in results] == [("a.py", "VBE110"), ("b.py", "VBE000"), ("c.py", "VBE110")]


def test_a_check_of_modules_may_name_the_calls_that_it_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def note(tree: ast.Module, module: Module) -> Iterator[Finding]:
        asked.append(module.path)
        yield from ()

    monkeypatch.setattr(BY_CODE["VBE142"], "checks", [Check(note, (ast.Module,), frozenset({"commit", "flush"}))])
    engine._agenda.cache_clear()
    found("commit = True\n", "named.py")
    found("session.flush()\nsession.commit()\nsession.commit()\n", "calls.py")
    found("from house import commit as done\n\ndone()\n", "renamed.py")
    engine._agenda.cache_clear()
    assert asked == ["calls.py", "renamed.py"]


def test_findings_are_sorted_and_carry_path_and_severity() -> None:
    results = check_source("import requests\nrequests.get('u'); requests.get('v')\n", "/nowhere/app.py", config=Config(Path("/nowhere")))
    assert [(f.line, f.column, f.path, f.severity) for f in results] == [
        (2, 1, "/nowhere/app.py", Severity.WARNING),
        (2, 20, "/nowhere/app.py", Severity.WARNING),
    ]


def test_rules_are_dropped_by_what_the_module_imports() -> None:
    module = Module("app.py", "import json\n", ast.parse("import json\n"))
    decisions = everything(Path("/nowhere")).decide("app.py")
    assert BY_CODE["VBE110"] not in engine.rules_to_run(module, decisions)
    for source in (SLOW, "from tools import *\n", "from .http import session\n"):
        module = Module("app.py", source, ast.parse(source))
        assert BY_CODE["VBE110"] in engine.rules_to_run(module, decisions)


def test_rules_are_silent_outside_the_roles_that_they_declare() -> None:
    assert found(SLOW, "app.py") == [("VBE110", 3)]
    for path in ("tests/test_app.py", "vendor/app.py", "app/migrations/0001_initial.py", "scripts/app.py", "app_pb2.py", "examples/a.py"):
        assert found(SLOW, path) == []


PRECEDENCE = {
    "VBE103": {"VBE106", "VBE325", "VBE101"},
    "VBE325": {"VBE106"},
    "VBE408": {"VBE101", "VBE102", "VBE400", "VBE407"},
    "VBE106": {"VBE101", "VBE102"},
    "VBE102": {"VBE101"},
    "VBE407": {"VBE400"},
    "VBE370": {"VBE400", "VBE407"},
    "VBE337": {"VBE325"},
    "VBE301": {"VBE300", "VBE302"},
    "VBE353": {"VBE351"},
    "VBE331": {"VBE345"},
    "VBE321": {"VBE329"},
    "VBE322": {"VBE320"},
    "VBE200": {"VBE201"},
    "VBE556": {"VBE555", "VBE550"},
}


@pytest.mark.parametrize("rule", CATALOG, ids=lambda rule: rule.code)
def test_precedence_holds_what_is_written(rule: Rule) -> None:
    written = PRECEDENCE.get(rule.code, set()) & BY_CODE.keys()
    assert set(rule.over) >= written


def test_precedence_has_no_circles() -> None:
    def below(code: str, seen: frozenset[str]) -> set[str]:
        assert code not in seen
        return {code}.union(*(below(other, seen | {code}) for other in BY_CODE[code].over))

    for rule in CATALOG:
        below(rule.code, frozenset())


PRINTED = """\
def fetch(read):
    try:
        return read()
    except Exception as error:
        print(f"failed: {error}")
"""


def test_one_defect_is_one_finding() -> None:
    assert [code for code, _ in found(PRINTED)] == ["VBE408"]


def test_precedence_does_not_depend_on_what_is_switched_on() -> None:
    only_losers = Config(Path("/nowhere")).narrowed(select=["VBE400", "VBE101"])
    assert found(PRINTED, config=only_losers) == []


def test_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    check_source(SLOW, "app.py")
    assert gc.isenabled()
    gc.disable()
    try:
        check_source(SLOW, "app.py")
        assert not gc.isenabled()
    finally:
        gc.enable()
