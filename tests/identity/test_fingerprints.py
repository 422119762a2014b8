"""A finding is known again when lines have moved, the file has another name or a formatter went over it; and only then."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import BEYOND, ROOT, SHARED, read_corpora
from vibe_audit import check_source
from vibe_audit.config import everything
from vibe_audit.identity.wording import header_words_of, words_of
from vibe_audit.rule import NOT_CHECKED

CONFIG = everything(Path("/nowhere"))
CORPORA = [*read_corpora(SHARED), *read_corpora(BEYOND)]
SOURCES = [corpus.file.read_text("utf-8") for corpus in CORPORA]
CODE = """\
import requests


class Orders:
    @staticmethod
    def pay(order):
        try:
            return requests.get("https://api.example.org", headers={"a": 1})
        except Exception:
            pass
"""


def fingerprints(source: str, path: str = "app/orders.py") -> Counter[tuple[str, str]]:
    found = check_source(source, Path("/nowhere") / path, config=CONFIG)
    return Counter((finding.rule.code, finding.fingerprint) for finding in found if finding.rule.code not in NOT_CHECKED)


def formatted(source: str, *options: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--no-cache", *options, "-"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else source


def of_the_call(source: str) -> set[str]:
    return {fingerprint for code, fingerprint in fingerprints(source) if code == "VBE110"}


def test_a_fingerprint_is_sixteen_hexadecimal_digits() -> None:
    found = fingerprints(CODE)
    assert len(found) >= 2
    assert all(len(fingerprint) == 16 and int(fingerprint, 16) >= 0 for _, fingerprint in found)


@settings(max_examples=40, deadline=None)
@given(source=st.sampled_from([CODE, *SOURCES]), count=st.integers(1, 40), filler=st.sampled_from(["", "# a remark", "LIMIT = 10"]))
def test_moved_lines_change_nothing(source: str, count: int, filler: str) -> None:
    lines = source.split("\n")
    behind_imports = next((number for number, line in enumerate(lines) if line.startswith(("import ", "from "))), None)
    if behind_imports is not None and "__future__" not in source:
        moved = [*lines[:behind_imports], *[filler] * count, *lines[behind_imports:]]
        assert fingerprints(source) - fingerprints("\n".join(moved)) == Counter()


def test_renamed_files_change_nothing() -> None:
    assert fingerprints(CODE) == fingerprints(CODE, "shop/payments.py")


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--line-length=40", "--preview", "--config", "format.skip-magic-trailing-comma=true"),
        ("--line-length=200", "--config", "format.quote-style='single'", "--config", "format.indent-style='tab'"),
    ],
    ids=["usual", "narrow", "wide"],
)
def test_a_formatter_changes_nothing(options: tuple[str, ...]) -> None:
    """All corpora in one file, each in a function of its own, so that one run formats them all."""
    for source in (CODE, *(text for text in SOURCES if "__future__" not in text)):
        after = formatted(source, *options)
        lost = fingerprints(source) - fingerprints(after)
        # a comment that suppresses leaves its line when the formatter wraps it, and what it silenced is found
        assert not lost or any(word in source for word in ("noqa", "nosem", "pylint:", "vibe:")), source


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"https://api.example.org"', "'https://api.example.org'"),
        ('"https://api.example.org"', '"https://api." "example.org"'),
        ('"https://api.example.org"', '(\n    u"https://api.example.org"  # the peer\n)'),
        ("return requests", "return \\\n            requests"),
        ("{\"a\": 1})", "{\n  'a':1,\n},\n)"),
        ("return requests.get(", "return (requests . get)("),
        ("class Orders:", "class Orders():"),
        ("@staticmethod", "@staticmethod  # no state\n    # none at all"),
        ("\n", "\r\n"),
        ("            pass", "            log()\n            raise"),
    ],
)
def test_style_and_neighbours_change_nothing(old: str, new: str) -> None:
    assert of_the_call(CODE.replace(old, new)) == of_the_call(CODE) != set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("requests.get", "requests.post"),
        ("api.example.org", "api.example.com"),
        ('"a": 1', '"a": 2'),
        ('headers={"a": 1}', 'headers={"a": 1}, data=order'),
        ("return ", "order = "),
        ("def pay", "def refund"),
        ("class Orders", "class Payments"),
    ],
)
def test_what_is_done_and_where_makes_the_difference(old: str, new: str) -> None:
    assert of_the_call(CODE.replace(old, new)).isdisjoint(of_the_call(CODE))


def test_the_body_of_a_statement_is_not_a_part_of_it() -> None:
    """A finding at a handler stays the same when something is done in the `try`; it changes with the exceptions."""
    of_handlers = fingerprints(CODE).keys() - {("VBE110", fingerprint) for fingerprint in of_the_call(CODE)}
    assert of_handlers & fingerprints(CODE.replace("            return", "            log()\n            return")).keys()
    assert of_handlers.isdisjoint(fingerprints(CODE.replace("except Exception", "except (Exception, KeyError)")).keys())


def test_two_that_are_alike_have_one_fingerprint() -> None:
    twice = 'import requests\n\n\ndef pay():\n    requests.get("u")\n    requests.get("u")\n'
    assert list(fingerprints(twice).values()) == [2]


def test_a_remark_is_known_by_its_words() -> None:
    source = "import requests\n\n\ndef pay():\n    return 1  # noqa: VBE110 -- {}\n"
    assert set(fingerprints(source.format("slow"))) == set(fingerprints(source.format("slow").replace("  # noqa", "  #   noqa")))
    assert set(fingerprints(source.format("slow"))).isdisjoint(fingerprints(source.format("quick")))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("x = (\n    a,\n    b,\n)", "x = a , b"),
        ("f(a, (b, c), (d))", "f ( a , ( b , c ) , d )"),
        ("{1: (lambda a, b: a), 2: (lambda a: a, b)}", "{ 1 : lambda a , b : a , 2 : ( lambda a : a , b ) }"),
        ("x = 'it\\'s' \"\\xAB\"", "x = \"it's\\xab\""),
        ("r'\\d' == Rb'\\d'", '"\\\\d" = = b"\\\\d"'),
        ("x = f'{x[\"a\"]!r:>{w}}' 'and {'", 'x = f"{x [ "a" ] ! r:>{w}}and {{"'),
        ("x = f'{x:^10}' f'{d[\"}\"]}'", 'x = f"{x:^10}{d [ "}" ]}"'),
        ("a = .5 + 1. + 1E5 + 0XFF + 1_000", "a = 0.5 + 1.0 + 100000.0 + 0xff + 1_000"),
        ("if(x in'ab'):pass", 'if x in "ab" : pass'),
        ("for a, in b: pass", "for a in b : pass"),
        ("'''What it is.\n\n    More of it.\n    '''", "What it is. More of it."),
        ("", ""),
    ],
)
def test_words(code: str, words: str) -> None:
    assert words_of(code) == words


def test_words_of_a_header() -> None:
    assert header_words_of("with (open(a) as b,\n      c):  # both\n    ") == "with open ( a ) as b , c"
    assert header_words_of("if (lambda: x)():\n    @") == "if lambda : x ( )"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="abf\"'(){}[]\\#,:=rt \n1.e", max_size=60))
def test_reading_words_comes_to_an_end(code: str) -> None:
    assert isinstance(words_of(code), str)


def test_our_own_statements_keep_their_words() -> None:
    """Not findings alone: what is said of every statement of ours is the same in another style."""
    for file in sorted((ROOT / "vibe_audit").glob("*.py")):
        source = file.read_text("utf-8")
        after = formatted(source, "--line-length=60", "--config", "format.quote-style='single'")
        assert statements(source) == statements(after), file


def statements(source: str) -> Counter[str]:
    simple = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Return, ast.ImportFrom, ast.Raise)
    return Counter(words_of(ast.get_source_segment(source, node) or "") for node in ast.walk(ast.parse(source)) if isinstance(node, simple))
