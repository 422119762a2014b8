"""What the taint client says of small programs is what running them with a mark does."""

from __future__ import annotations

import asyncio
import enum
import inspect
import re
from itertools import product
from typing import Any

import pytest

from tests.logic.taint_programs import PROGRAMS
from vibe_audit.logic.taint import Flows, find_flows
from vibe_audit.module import Module
from vibe_audit.source.parsing import parse

HEAD = 'import enum\nALLOWED = ("a", "b")\nTABLE = {"a": "b"}\nclass Colour(enum.Enum):\n    RED = "red"\n'
GIVEN = frozenset({"p", "args", "kwargs"})
TABLE = Flows(
    sources=frozenset({"source"}),
    sinks={"sink": (0,)},
    guards=frozenset({"is_safe"}),
    parameters=lambda parameter: parameter.arg in GIVEN,
)
CASES = [case.strip("\n") for case in PROGRAMS.split("---\n")]
WRONG = frozenset({
    "by_constant_item", "by_enumeration", "by_exception", "by_items", "deleted", "entries", "entries_of_entries", "from_dict_call",
    "guarded_item", "guarded_item_of_whole", "loop_over_what_is_rebound_later", "pair_by_name", "whole_entry_made_clean",
})
"""The programs that the client answers wrongly so far: one that is answered rightly has to leave this list."""
_EXPECTED = re.compile(r"# <- (\d+)")


def name_of(source: str) -> str:
    return source.partition("(")[0].rpartition(" ")[2]


def told(source: str) -> set[tuple[int, int]]:
    """The line of the sink and that of the source, counted from the `def`."""
    whole = HEAD + source + "\n"
    module = Module("app/run.py", whole, parse(whole))
    first = HEAD.count("\n")
    function = next(function for function in module.functions if function.lineno == first + 1)
    flows = find_flows(function, TABLE, module)
    return {(flow.sink.lineno - first, flow.way[0].lineno - first) for flow in flows}  # type: ignore[attr-defined]


def expected(source: str) -> set[tuple[int, int]]:
    return {(number, int(found[1])) for number, line in enumerate(source.split("\n"), 1) if (found := _EXPECTED.search(line))}


class _Thing:
    pass


def run(source: str) -> set[tuple[int, int]]:
    """What arrives where, on any of the ways that `choose` and `risk` open."""
    found: set[tuple[int, int]] = set()
    for answers in product((False, True), repeat=3):
        left = list(answers)

        def line_of(depth: int = 2) -> int:
            frame = inspect.currentframe()
            for _ in range(depth):
                frame = frame.f_back  # type: ignore[union-attr]
            while frame is not None and frame.f_code.co_filename != "<program>":
                frame = frame.f_back
            return frame.f_lineno - HEAD.count("\n")  # type: ignore[union-attr]

        def choose(left: list[bool] = left) -> bool:
            return left.pop() if left else False

        def risk(choose: Any = choose) -> bool:
            if choose():
                raise ValueError
            return False

        def sink(value: object) -> None:
            found.update((line_of(), int(mark)) for mark in re.findall(r"MARK(\d+)", str(value)))

        async def later(value: str) -> str:
            return value

        scope: dict[str, Any] = {
            "choose": choose, "risk": risk, "sink": sink, "source": lambda: f"MARK{line_of()}", "later": later, "enum": enum,
            "is_safe": lambda value: "MARK" not in value, "Thing": _Thing, "parse": lambda text: {"a": text, "b": text},
        }
        exec(compile(HEAD + source, "<program>", "exec"), scope)
        function = next(value for name, value in scope.items() if f"def {name}(" in source.split("\n")[0])
        kinds = [parameter.kind.name for parameter in inspect.signature(function).parameters.values()]
        args = ["MARK1"] if "VAR_POSITIONAL" in kinds or "POSITIONAL_OR_KEYWORD" in kinds else []
        kwargs = {"a": "MARK1"} if "VAR_KEYWORD" in kinds else {}
        try:
            result = function(*args, **kwargs)
            if inspect.iscoroutine(result):
                asyncio.run(result)
        except (KeyError, ValueError):
            pass
    return found


@pytest.mark.parametrize("source", CASES, ids=map(name_of, CASES))
def test_what_is_told_is_what_happens(source: str, request: pytest.FixtureRequest) -> None:
    if name_of(source) in WRONG:
        request.node.add_marker(pytest.mark.xfail(strict=True))
    assert told(source) == expected(source)


@pytest.mark.parametrize("source", CASES, ids=map(name_of, CASES))
def test_the_programs_do_what_they_say(source: str) -> None:
    """Where converting a mark fails, so does the program."""
    assert run(source) == expected(source)


def test_a_long_sum_is_gone_through() -> None:
    assert told("def long(p):\n    sink(" + " + ".join(['"a"'] * 900 + ["p"]) + ")") == {(2, 1)}
