"""The words of a piece of code: what is left of it when layout and style are taken away.

What a formatter or an editor may change makes no difference: white space, line breaks, comments, the quotes and prefixes of
strings, strings in several parts, the case of numbers, parentheses that only group, trailing commas. The text is read by
hand because the answer must be the same on every Python: `tokenize` cuts f-strings up since 3.12, and what `ast.dump` and
`ast.unparse` say changes with the grammar.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vibe_audit.source.expressions import expression

_TOKEN = expression(
    r"""
    (?: \s | \\\n | \#[^\n]* )+
  | (?P<prefix> (?: [rR][bBfFtT]? | [bBfFtT][rR]? | [uU] )? ) (?P<quote> '{3} | "{3} | ['"] )
  | (?P<number> 0[xXoObB][0-9a-fA-F_]+ | (?: \d[\d_]*\.?[\d_]* | \.\d[\d_]* ) (?: [eE][+-]?\d[\d_]* )? [jJ]? )
  | (?P<word> \w+ )
  | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTES = ("'", '"', "'''", '"""')
_PLAIN = {quote: expression(rf"\\.|{quote}", re.DOTALL) for quote in _QUOTES}
_FORMATTED = {quote: expression(rf"\\N\{{[^}}]*\}}|\\[^{{}}]|\{{\{{|\{{|{quote}", re.DOTALL) for quote in _QUOTES}
_FORMATTED_RAW = {quote: expression(rf"\\[^{{}}]|\{{\{{|\{{|{quote}", re.DOTALL) for quote in _QUOTES}
_SPECIFIER = expression(r"[{}]")
_ESCAPE = expression(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|.)", re.DOTALL)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_DEEPEST = 200
"""The parser allows no more brackets within each other."""


def words_of(code: str) -> str:
    """The words of a statement, with one space between them."""
    items = _Reader(code).read()
    if len(items) == 1 and isinstance(items[0], _Literal):
        return " ".join(items[0].body.split())  # a docstring, which formatters indent anew
    if items[:1] == ["class"]:
        items = [item for item in items if not (isinstance(item, _Group) and not item.items)]  # `class Order():`
    return " ".join(_flat(items, outermost=True))


def header_words_of(code: str) -> str:
    """The words of a compound statement's header. `code` ends where the body begins."""
    return words_of(code).rpartition(" :")[0]


class _Literal(NamedTuple):
    """A string: `b`, `f`, `t` or nothing, and what stands between its quotes."""

    kind: str
    body: str

    def joined(self, other: _Literal) -> _Literal:
        """Both, which stand side by side and so are parts of one string."""
        kind = max(self.kind, other.kind)
        return _Literal(kind, self._body_in(kind) + other._body_in(kind))

    def _body_in(self, kind: str) -> str:
        braces_speak = kind in ("f", "t") and kind != self.kind
        return self.body.replace("{", "{{").replace("}", "}}") if braces_speak else self.body


class _Group(NamedTuple):
    """What stands between two brackets; parentheses only group where nothing before them can be called."""

    opening: str
    only_groups: bool
    items: list[_Item]


_Item = str | _Literal | _Group


def _flat(items: Sequence[_Item], *, outermost: bool) -> Iterator[str]:
    for item, after in zip(items, [*items[1:], None], strict=False):
        if isinstance(item, _Literal):
            yield f'{item.kind}"{item.body}"'
        elif isinstance(item, str):
            # the last comma, also that of a tuple of one: `for a, in b`, which becomes `for (a,) in b`
            if item != "," or not (after in (None, "in") or (outermost and after in ("=", ":"))):
                yield item
        elif item.only_groups and item.items and (outermost or after == "in" or not _is_tuple(item.items)):
            yield from _flat(item.items, outermost=outermost)
        else:
            yield from (item.opening, *_flat(item.items, outermost=False), _CLOSING[item.opening])


def _is_tuple(items: Sequence[_Item]) -> bool:
    """Whether a comma stands among the items, those between the parameters of a lambda left out."""
    in_parameters = False
    for item in items:
        if item in ("lambda", ":"):
            in_parameters = item == "lambda"
        elif item == "," and not in_parameters:
            return True
    return False


class _Reader:
    """Reads code from the front to the back. Whatever it is given, it comes to the end of it."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._at = 0

    def read(self, until: str = "") -> list[_Item]:
        """The items up to one of the marks `until`, or to the end."""
        level: list[_Item] = []
        outer: list[list[_Item]] = []
        closings: list[str] = []
        while match := _TOKEN.match(self._code, self._at):
            mark = match["mark"]
            if mark and mark in until and not outer:
                break
            self._at = match.end()
            if match["quote"]:
                literal, before = self._literal(match["prefix"].lower(), match["quote"]), level[-1] if level else None
                if isinstance(before, _Literal):
                    level[-1] = before.joined(literal)
                else:
                    level.append(literal)
            elif match["number"]:
                level.append(_number(match["number"].lower()))
            elif match["word"]:
                level.append(match["word"])
            elif mark in _CLOSING and len(outer) < _DEEPEST:
                group = _Group(mark, mark == "(" and not _can_be_called(level), [])
                level.append(group)
                outer.append(level)
                closings.append(_CLOSING[mark])
                level = group.items
            elif closings and mark == closings[-1]:
                closings.pop()
                level = outer.pop()
            elif mark and mark not in ")]}":  # what those close was opened before the code begins
                level.append(mark)
        return outer[0] if outer else level

    def _literal(self, prefix: str, quote: str) -> _Literal:
        raw = "r" in prefix
        kind = prefix.replace("r", "").replace("u", "")
        if kind in ("f", "t"):
            return _Literal(kind, "".join(self._pieces(_FORMATTED_RAW[quote] if raw else _FORMATTED[quote], quote, raw=raw)))
        start = self._at
        while match := _PLAIN[quote].search(self._code, self._at):
            self._at = match.end()
            if match[0] == quote:
                return _Literal(kind, _spelled(self._code[start : match.start()], raw=raw))
        self._at = len(self._code)
        return _Literal(kind, self._code[start:])

    def _pieces(self, pattern: re.Pattern[str], closing: str, *, raw: bool) -> Iterator[str]:
        """The text and the fields of an f-string, or of the format specifier in a field, up to what closes it."""
        start = self._at
        while match := pattern.search(self._code, self._at):
            self._at = match.end()
            if match[0] in (closing, "{"):
                yield _spelled(self._code[start : match.start()], raw=raw)
                if match[0] == closing:
                    return
                yield "{" + " ".join(_flat(self.read("}:"), outermost=True))
                if self._code[self._at : self._at + 1] == ":":
                    self._at += 1
                    yield from (":", *self._pieces(_SPECIFIER, "}", raw=raw))
                else:
                    self._at += 1
                yield "}"
                start = self._at
        self._at = len(self._code)
        yield self._code[start:]


def _can_be_called(before: Sequence[_Item]) -> bool:
    if not before:
        return False
    last = before[-1]
    return not isinstance(last, str) or (last.isidentifier() and not keyword.iskeyword(last))


def _number(text: str) -> str:
    if text.startswith("0x") or not set(text) & {".", "e"}:
        return text
    return repr(float(text.rstrip("j"))) + "j" * text.endswith("j")


def _spelled(text: str, *, raw: bool) -> str:
    """The text of a string, as if between quotes that need no backslash, and not raw."""
    return text.replace("\\", "\\\\") if raw else _ESCAPE.sub(_escaped, text)


def _escaped(escape: re.Match[str]) -> str:
    what = escape[0]
    if what in ("\\'", '\\"'):
        return what[1]
    return what.lower() if len(what) > 2 else what
