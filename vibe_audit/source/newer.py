"""What a newer Python could have parsed, told by where the parser of this one stops and by what stands there."""

from __future__ import annotations

import ast
import re
import sys

from vibe_audit.knowledge.syntax import SINCE
from vibe_audit.source.clauses import expression_in, iter_tokens
from vibe_audit.source.trees import tree_of
from vibe_audit.source.type_parameters import what_is_named

_NEWEST = max(SINCE.values())
_NAMED = re.compile(r"(?:^|[:;])[ \t]*(?:async[ \t]+)?(def|class|type)[ \t]+(\w+)", re.MULTILINE)
_EXCEPT = re.compile(r"[ \t]*except\b[ \t]*")
_LISTED = re.compile(r"^([ \t]*except\b[ \t]*\*?[ \t]*)([\w.]+(?:[ \t]*,[ \t]*[\w.]+)+)(?=[ \t]*:)", re.MULTILINE)
_PREFIX = re.compile(r"(?<![\w'\".])(?:[tT]|[tT][rR]|[rR][tT])(?=['\"])")
_CLASS = re.compile(r"_*[A-Z]\w*[a-z]\w*")


def newer_syntax(source: str, error: SyntaxError) -> str:
    """What is newer than the Python that runs us where its parser stopped, and since when it is syntax; empty where nothing is."""
    running = sys.version_info[:2]
    if running >= _NEWEST or not error.lineno or not error.offset:
        return ""
    lines = source.split("\n", error.lineno)[: error.lineno]
    line = sum(map(len, lines)) - len(lines[-1]) + len(lines) - 1
    stop = line + error.offset - 1
    what = _definition_at(source, stop) or _handler_at(source, line, stop) or _template_at(source, stop)
    if not what or running >= SINCE[what]:
        return ""
    return "newer syntax, {} of Python {}.{}".format(what, *SINCE[what])


def _definition_at(source: str, stop: int) -> str:
    """`class Box[T]:`, `def first[T = int](...)`, `type Pair[T] = ...`, of which the parser took the name at most."""
    last = None
    for named in _NAMED.finditer(source, 0, _end_of_line(source, stop)):
        if named.start(2) > stop:
            break
        last = named
    return what_is_named(source, last[1], last.start(2), stop) if last else ""


def _handler_at(source: str, line: int, stop: int) -> str:
    """`except* OSError:`, `except OSError, KeyError:`, where the parser takes what follows `except` for a mistake."""
    head = _EXCEPT.match(source, line)
    if head is None or not line <= stop <= _end_of_line(source, line):
        return ""
    tokens = list(iter_tokens(source, head.end()))
    is_starred = bool(tokens) and tokens[0].text == "*"
    colon = next((number for number, token in enumerate(tokens) if token.text == ":" and token.depth == 0), 0)
    caught = tokens[is_starred:colon]
    if not caught or stop not in (head.end(), caught[0].start):
        return ""
    name = caught[-2].text == "as" if len(caught) > 2 else False
    types = expression_in(source[caught[0].start : caught[-3 if name else -1].end])
    if any(token.text == "," and token.depth == 0 for token in caught):
        is_list = isinstance(types, ast.Tuple) and not name and all(map(_is_class_like, types.elts[1:])) and _is_dotted(types.elts[0])
        return "exceptions without parentheses" if is_list and _parses_otherwise(source) else ""
    return "except*" if is_starred and types is not None else ""


def _template_at(source: str, stop: int) -> str:
    """`t"..."`, of which the parser takes the prefix for a name."""
    prefix = next((found for found in _PREFIX.finditer(source, max(stop - 2, 0), stop + 1) if found.end() == stop), None)
    if prefix is None:
        return ""
    tokens = list(zip(range(2), iter_tokens(source, stop), strict=False))
    is_joined = len(tokens) == 2 and tokens[1][1].text[:1] in ("'", '"')  # to a string of another kind
    return "a template string" if not is_joined and _parses_otherwise(source) else ""


def _is_dotted(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _is_class_like(node: ast.expr) -> bool:
    """Whether this is a class by its name: in Python 2, `except ValueError, error:` gave the exception a name."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return _is_dotted(node) and _CLASS.fullmatch(name) is not None


def _parses_otherwise(source: str) -> bool:
    """Whether the module parses, or is newer for another reason, with its handlers and templates spelled as they were of old.

    Python 2 looks the same at one place, and shows at others.
    """
    of_old = _PREFIX.sub(lambda found: re.sub("[tT]", "f", found[0]), _LISTED.sub(r"\1(\2)", source))
    try:
        tree_of(of_old)
    except SyntaxError as error:
        return of_old != source and bool(newer_syntax(of_old, error))
    except (ValueError, RecursionError, MemoryError, SystemError):
        return False
    return True


def _end_of_line(source: str, place: int) -> int:
    end = source.find("\n", place)
    return len(source) if end < 0 else end
