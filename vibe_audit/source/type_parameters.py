"""Type parameters, read by hand: `[T: int, *Ts, **P = [int]]` where the parser knows none, or no defaults of them."""

from __future__ import annotations

import re

from vibe_audit.source.clauses import Token, expression_in, iter_tokens

_PARAMETER = re.compile(r"(\*{0,2})\s*[^\W\d]\w*\s*")


def what_is_named(source: str, keyword: str, name: int, stop: int) -> str:
    """What is new about a definition whose name begins at `name`, where the parser stops at `stop`: `class Box[T]:`, `type Pair = ...`.

    Empty where nothing is, where the parser went further, or where no version could parse it.
    """
    tokens = list(iter_tokens(source, name))
    rest = tokens[1:]
    what = ""
    if rest and rest[0].text == "[":
        closing = next((token for token in rest if token.text == "]" and token.depth == 0), None)
        if closing is None or stop > closing.start:
            return ""
        what = _kind_of(source, rest[1 : rest.index(closing)])
        if not what:
            return ""
        rest = rest[rest.index(closing) + 1 :]
    elif stop != name:
        return ""
    if not rest:
        return ""
    if keyword != "type":
        return what if rest[0].text == "(" or (rest[0].text == ":" and keyword == "class") else ""
    return (what if "default" in what else "a type statement") if _is_assigned(source, rest) else ""


def _is_assigned(source: str, tokens: list[Token]) -> bool:
    value = tokens[1:]
    end = next((number for number, token in enumerate(value) if token.text == ";" and token.depth == 0), len(value))
    return tokens[0].text == "=" and end > 0 and expression_in(source[value[0].start : value[end - 1].end]) is not None


def _kind_of(source: str, tokens: list[Token]) -> str:
    """What the tokens between two brackets are: type parameters, with a default or without; empty for anything else."""
    parameters: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == "," and token.depth == 1:
            parameters.append([])
        else:
            parameters[-1].append(token)
    if len(parameters) > 1 and not parameters[-1]:  # a comma at the end
        parameters.pop()
    if not all(parameters) or not all(_is_parameter(source, parameter) for parameter in parameters):
        return ""
    has_default = any(token.text == "=" and token.depth == 1 for token in tokens)
    return "a default of a type parameter" if has_default else "type parameters"


def _is_parameter(source: str, tokens: list[Token]) -> bool:
    text = source[tokens[0].start : tokens[-1].end]
    head = _PARAMETER.match(text)
    if head is None:
        return False
    marks = {token.text: token for token in reversed(tokens) if token.depth == 1 and token.text in (":", "=")}
    end = tokens[-1].end
    bound, default = marks.get(":"), marks.get("=")
    if min((mark.start for mark in marks.values()), default=end) != tokens[0].start + head.end():
        return False
    if bound and (head[1] or not _is_type(source[bound.end : default.start if default else end])):
        return False
    return default is None or _is_type(source[default.end : end], starred=head[1] == "*")


def _is_type(text: str, *, starred: bool = False) -> bool:
    text = text.strip()
    return expression_in(text.removeprefix("*") if starred else text) is not None
