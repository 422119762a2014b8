"""What a newer Python could have parsed is called so, and nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vibe_audit import cli
from vibe_audit.project.python import newer_python_wanted
from vibe_audit.running.files import forget
from vibe_audit.source.newer import newer_syntax


@pytest.mark.parametrize(
    ("line", "since"),
    [
        ("    except* ValueError:", (3, 11)),
        ("type Pair[T] = tuple[T, T]", (3, 12)),
        ("type Name = str", (3, 12)),
        ("async def first[*Ts](*args: *Ts):", (3, 12)),
        ("class Box[T: int = bool]:", (3, 12)),
        ("except ValueError, TypeError:", (3, 14)),
        ('    query = t"SELECT {name}"', (3, 14)),
        ("send(rt'{x}')", (3, 14)),
    ],
)
def test_newer_syntax_is_known_by_its_line(line: str, since: tuple[int, int]) -> None:
    assert f"Python {since[0]}.{since[1]}" in newer_syntax(line, (since[0], since[1] - 1))
    assert newer_syntax(line, since) == ""


@pytest.mark.parametrize(
    "line",
    [
        "def f(:", "type = 3 +", "type(x) == 1 +", "print 'hello'", "except ValueError, error", "x = 't' t'", "# t'x' = (",
        "class A(B[int]:", "data['t'] = ]", "except (A, B:",
    ],
)
def test_a_mistake_is_called_a_mistake(line: str) -> None:
    assert newer_syntax(line, (3, 10)) == ""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("pyproject.toml", '[project]\nrequires-python = ">=3.14"\n', "pyproject.toml asks for Python >=3.14"),
        ("pyproject.toml", '[project]\nrequires-python = ">=3.9,<4"\n', ""),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.14"\n', "pyproject.toml asks for Python ^3.14"),
        ("pyproject.toml", "[project]\nrequires-python = 3\n", ""),
        ("pyproject.toml", "requires-python = [", ""),
        ("setup.cfg", "[options]\npython_requires = >=3.14\n", "setup.cfg asks for Python >=3.14"),
        ("setup.py", "python_requires='>=3.14'", ""),
    ],
)
def test_a_project_may_ask_for_a_newer_python(name: str, text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    assert newer_python_wanted(tmp_path, (3, 11)) == expected


def test_it_is_said_once_and_beside_the_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.99"\n\n[tool.vibe-audit]\n')
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("x = 1\n")
    forget()
    assert cli.main(["check", "--format=json", "."]) == 0
    out, said = capsys.readouterr()
    this = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert said == f"vibe-audit: pyproject.toml asks for Python >=3.99, and this is {this}: what only a newer one can parse is VBE003\n"
    assert "3.99" not in out
