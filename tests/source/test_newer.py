"""What a newer Python could have parsed is called so, and nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vibe_audit import cli
from vibe_audit.project.python import newer_python_wanted
from vibe_audit.running.files import forget
from vibe_audit.source.parsing import Unreadable, parse


def said_of(source: str) -> str:
    """What is said of a source that cannot be parsed; empty where it can be."""
    try:
        parse(source)
    except Unreadable as error:
        return str(error)
    return ""


def handler(line: str, body: str = "pass") -> str:
    return f"def f():\n    try:\n        g()\n    {line}\n        {body}\n"


NEWER = [
    (handler("except* ValueError:"), (3, 11)),
    (handler("except *(OSError, KeyError) as group:"), (3, 11)),
    ("type Pair[T] = tuple[T, T]\n", (3, 12)),
    ("x = 1; type Name = str; y = 2\n", (3, 12)),
    ("if x:\n    type Name = (\n        str  # or so\n    )\n", (3, 12)),
    ("async def first[*Ts](*args): pass\n", (3, 12)),
    ("class Box[\n    T: (int, str),\n    **P,\n]:\n    pass\n", (3, 12)),
    ("class Über[T]: pass\n", (3, 12)),
    ("class Box[T: int = bool]:\n    pass\n", (3, 13)),
    ("class Box[\n    T,\n    *Ts = *tuple[int, ...],\n]:\n    pass\n", (3, 13)),
    ("def get[T = int](key): pass\n", (3, 13)),
    ("type Pair[A, B = A] = tuple[A, B]\n", (3, 13)),
    (handler("except ValueError, TypeError:"), (3, 14)),
    (handler("except* http.error, os.OtherError, KeyError:"), (3, 14)),
    ('query = t"SELECT {name}"\n', (3, 14)),
    ("send(rt'{x} {t\"{y}\"}', 1)\n", (3, 14)),
    ("é = 'é' + T'''\n{x}\n'''\n", (3, 14)),
    (handler("except ValueError, TypeError:", "t'{x}'"), (3, 14)),
]


@pytest.mark.parametrize(("source", "since"), NEWER)
def test_newer_syntax_is_called_so(source: str, since: tuple[int, int]) -> None:
    if sys.version_info < since:
        said = said_of(source)
        assert "newer syntax, " in said
        assert f" of Python {since[0]}.{since[1]})" in said
    else:
        assert said_of(source) == ""


PYTHON_2 = [
    handler("except ValueError, e:"), handler("except (OSError, IOError), error:"), handler("except socket.error, (code, text):"),
    handler("except ValueError, self.error:"), handler("except ValueError, TypeError:", "print 'x'"), "print 'hello'\n", "print t'x'\n",
    "x = `y`\n", "print `t'x'`\n", 'exec "x"\n', "exec code in names\n", "raise ValueError, 't'\n", "x = ur't'\n", "x <> y\n",
]
MISTAKES = [
    "def f(:\n", "type = 3 +\n", "type(x) == 1 +\n", "type x\n", "type X == 3\n", "type X =\n", "type X[T] int\n", "type X = (1\n",
    "class A[:\n    pass\n", "class A[T:\n    pass\n", "class A[]: pass\n", "class A[1]: pass\n", "class A[T:]: pass\n",
    "class A[T = ]: pass\n", "class A[*Ts: int]: pass\n", "class A[T, , U]: pass\n", "class A[T]\n    pass\n",
    "def f[T]:\n    pass\n", "def f[T x](y): pass\n", "class A(B[int]:\n", "# class A[T]:\nx = = 3\n", "x = 'class A[T]:' y\n",
    "x = 't' t'\n", "# t'x' = (\nx = (\n", "data['t'] = ]\n", "x = a t'b'\n", "x = foo't'\n", "x = t 'b'\n", "x = t'{'\n",
    "x = t'{a}' 'b'\n", "type X[1] = int\n",
    "except* ValueError:\n    pass\n", handler("except* :"), handler("except (A, B:"), handler("except ValueError, 1:"),
    handler("except ValueError, TypeError as error:"), handler("except ValueError, TypeError"),
]


@pytest.mark.parametrize("source", [*PYTHON_2, *MISTAKES])
def test_a_mistake_is_called_a_mistake_and_so_is_python_2(source: str) -> None:
    said = said_of(source)
    assert said if sys.version_info < (3, 14) else True
    assert "newer" not in said


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
