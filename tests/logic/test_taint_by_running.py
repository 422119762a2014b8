"""Small programs are run on every way through them: a mark that comes to a sink is what the taint client says, no more and no less."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from vibe_audit.logic.taint import Flows, find_flows
from vibe_audit.module import Module
from vibe_audit.source.parsing import parse

TABLE = Flows(sources=frozenset(), sinks={"sink": (1,)}, parameters=lambda parameter: parameter.arg == "p")
MARK, CHOICES, TURNS = "MARK", 5, 2

NAME = st.sampled_from("abcp")
VALUE = st.one_of(
    NAME, st.just("'k'"), st.builds("{} + {}".format, NAME, NAME), st.builds("f'{{{}}}.'".format, NAME),
    st.builds("{}.strip()".format, NAME), st.builds("keep({}, {})".format, NAME, NAME), st.builds("[{}, 'k'][0]".format, NAME),
)
SIMPLE = st.one_of(
    st.builds("{} = {}".format, NAME, VALUE), st.builds("{} += {}".format, NAME, VALUE), st.builds("sink(LINE, {})".format, VALUE),
    st.builds("{}, {} = {}, 'k'".format, st.just("a"), st.just("b"), NAME),
)


def _indented(block: list[str]) -> list[str]:
    return [f"    {line}" for line in block]


def _if(body: list[str], orelse: list[str]) -> list[str]:
    return ["if choose():", *_indented(body), "else:", *_indented(orelse)]


BLOCK = st.recursive(
    st.lists(SIMPLE.map(lambda line: [line]), min_size=1, max_size=4).map(lambda parts: [line for part in parts for line in part]),
    lambda inner: st.one_of(
        st.builds(_if, inner, inner), st.builds(lambda body: ["while turn():", *_indented(body)], inner),
        st.builds(lambda first, second: first + second, inner, inner),
    ),
    max_leaves=5,
)


def program(lines: list[str]) -> str:
    head = ["def run(p, a='k', b='k', c='k'):"]
    return "\n".join(line.replace("LINE", str(number)) for number, line in enumerate([*head, *_indented(lines)], 1)) + "\n"


def seen(source: str) -> set[int]:
    """The lines of the sinks that the mark comes to, on any way."""
    found: set[int] = set()
    code = compile(source, "<program>", "exec")
    for choices in product((False, True), repeat=CHOICES):
        left, turns = list(choices), [0]

        def choose(left: list[bool] = left) -> bool:
            return left.pop() if left else False

        def turn(turns: list[int] = turns, choose: Any = choose) -> bool:
            turns[0] += 1
            return turns[0] < 8 and bool(choose())

        scope: dict[str, Any] = {
            "choose": choose, "turn": turn, "keep": lambda one, other: one + other,
            "sink": lambda line, value: found.add(line) if MARK in value else None,
        }
        exec(code, scope)
        scope["run"](MARK)
    return found


@settings(max_examples=150, deadline=None)
@given(BLOCK)
def test_marks_come_where_the_client_says(lines: list[str]) -> None:
    if sum(line.lstrip().startswith(("if", "while")) for line in lines) > TURNS:
        return  # more ways than are run
    source = program(lines)
    module = Module("app/run.py", source, parse(source))
    told = {flow.sink.lineno for flow in find_flows(module.functions[0], TABLE, module)}
    assert told == seen(source), source
