"""What the index keeps of a file; of a file at which we fail, nothing, and of all others what there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vibe_audit.project import extraction, facts, manifests
from vibe_audit.project.facts import Facts
from vibe_audit.project.manifests import Manifest, read_manifest
from vibe_audit.project.project import Project

SERVICE = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/orders')\ndef orders():\n    return []\n"


@pytest.mark.parametrize("question", ["decode", "parse", "framework_of", "find_routes", "find_served_paths", "answers_all_errors"])
@pytest.mark.parametrize("kind", [KeyError, MemoryError, RecursionError, SystemError])
def test_failing_at_one_module_loses_that_one(
    question: str, kind: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.py", "b.py", "c.py"):
        (tmp_path / name).write_text(SERVICE + f"# {name}\n")
    place = extraction if question in ("decode", "parse") else facts
    plain: Callable[..., object] = getattr(place, question)

    def crash(about: object) -> object:
        if "# b.py" in (about.decode() if isinstance(about, bytes) else about if isinstance(about, str) else about.source):  # type: ignore[attr-defined]
            raise kind("of ours")
        return plain(about)

    monkeypatch.setattr(place, question, crash)
    modules = Project(tmp_path).modules
    assert modules["b.py"] == Facts()
    assert modules["a.py"] == modules["c.py"]
    assert modules["a.py"].routes == 1


@pytest.mark.parametrize("kind", [KeyError, MemoryError, RecursionError, SystemError])
def test_failing_at_one_manifest_loses_that_one(kind: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise kind("of ours")

    monkeypatch.setattr(manifests, "_reader_of", crash)
    assert read_manifest("requirements.txt", b"fastapi\n") == Manifest()


def test_a_number_too_long_to_read_is_a_broken_manifest() -> None:
    assert read_manifest("pyproject.toml", b"x = " + b"1" * 5000) == Manifest()
