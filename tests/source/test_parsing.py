"""Whatever the parser says of a file, it is said of that file."""

from __future__ import annotations

import ast

import pytest

from vibe_audit.source.parsing import Unreadable, decode, parse


@pytest.mark.parametrize("kind", [MemoryError, OverflowError, RecursionError, SystemError, ValueError])
def test_whatever_the_parser_raises_is_about_the_file(kind: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise kind

    monkeypatch.setattr(ast, "parse", crash)
    with pytest.raises(Unreadable) as told:
        parse("x = 1\n")
    assert str(told.value)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 20_000, "x = " + "(" * 20_000 + ")" * 20_000, "-" * 100_000 + "x", "x" + ".x" * 100_000, "a\0b",
        "type X = " + "(" * 20_000 + ")" * 20_000, "class A[T: " + "[" * 20_000 + "]" * 20_000 + "]: pass", "x = t'" + "{(" * 10_000 + "'",
        "try: pass\nexcept " + "A, " * 20_000 + "Aa:",
    ],
)  # fmt: skip
def test_depth_and_length_end_nothing(source: str) -> None:
    try:
        parse(source + "\n")
    except Unreadable as error:
        assert str(error)  # noqa: PT017 -- some versions bear it


@pytest.mark.parametrize("cookie", ["hex", "undefined", "idna", "punycode", "no-such", "rot13", "utf-7"])
def test_whatever_a_cookie_names(cookie: str) -> None:
    try:
        assert isinstance(decode(b"# coding: " + cookie.encode() + b"\nx = '\xff+++'\n"), str)
    except Unreadable as error:
        assert str(error)  # noqa: PT017 -- some are encodings of text
