"""The walk takes whatever a tree holds: classes that nobody has heard of, with fields of every kind."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from vibe_audit.config import everything
from vibe_audit.engine import check_module
from vibe_audit.module import Module
from vibe_audit.project.facts import Facts
from vibe_audit.source.walking import index_of, walk, walk_own


class Attempt(ast.stmt):
    """A statement of some later Python."""

    _fields = ("name", "op", "str", "body", "rest", "gone")


class Pick(ast.expr):
    """An expression of some later Python."""

    _fields = ("value",)


def name(word: str) -> ast.Name:
    return ast.Name(word, ast.Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)


def words(nodes: list[ast.AST]) -> set[str]:
    return {node.id for node in nodes if isinstance(node, ast.Name)}


FIELDS: list[tuple[Any, set[str]]] = [
    (None, set()),
    ("word", set()),
    (3, set()),
    (name("a"), {"a"}),
    ([name("a"), None, "word", name("b")], {"a", "b"}),
    ([[name("a"), [name("b")]], []], {"a", "b"}),
    ((name("a"), [(name("b"), "word")]), {"a", "b"}),
    ([{"key": 1}, {1, 2}, b"x"], set()),
    (ast.Add(), set()),
    ([ast.Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=4), name("a")], {"a"}),
]


@pytest.mark.parametrize("field", Attempt._fields)
@pytest.mark.parametrize(("value", "expected"), FIELDS)
def test_any_field_may_hold_anything(field: str, value: Any, expected: set[str]) -> None:
    statement, other = Attempt(), Attempt()  # the second has no fields at all
    for node in (statement, other):
        node.lineno, node.col_offset, node.end_lineno, node.end_col_offset = 1, 0, 1, 1
    setattr(statement, field, value)
    for body in ([statement, other], [other, statement]):
        tree = ast.Module(body, [])
        nodes, parents = index_of(tree)
        assert words(nodes.get(ast.Name, [])) == words(walk(tree)) == words(walk_own(tree)) == expected
        assert all(parents[node] is statement for node in nodes.get(ast.Name, []))
        assert set(nodes) == {node.__class__ for node in walk(tree)}


def test_a_new_class_may_hold_old_ones_and_the_other_way_round() -> None:
    tree = ast.parse("def f():\n    return [a for a in b]\n")
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.body.append(ast.copy_location(Attempt(name="x", body=[[ast.parse("with c as d: pass").body[0]]]), function))
    function.body.append(ast.copy_location(ast.Expr(ast.copy_location(Pick(value=(name("e"), "f", None)), function)), function))
    assert words(walk(tree)) == {"a", "b", "c", "d", "e"} == words(index_of(tree)[0][ast.Name])


def test_rules_go_on_beside_what_nobody_has_heard_of() -> None:
    source = "import requests\n\n\ndef f(x):\n    requests.get(x)\n    try:\n        g(x)\n    except Exception:\n        pass\n"
    tree = ast.parse(source)
    function = tree.body[1]
    assert isinstance(function, ast.FunctionDef)
    for holder in (tree, function):
        later = Attempt(name=ast.parse("a = b").body[0], op="+", str=(name("c"),), body=[[], [ast.parse("for a in b: f(a)").body[0]]])
        picked = ast.Assign([name("y")], ast.copy_location(Pick(value=[name("z"), "", None]), function))
        holder.body = [ast.copy_location(later, function), ast.copy_location(picked, function), *holder.body]
    found = check_module("app/main.py", source, tree, everything(Path("/nowhere")).decide("app/main.py"))
    codes = {finding.rule.code for finding in found.findings}
    assert "VBE110" in codes
    assert "VBE000" not in codes, [finding.message for finding in found.findings]
    assert Facts.of(Module("app/main.py", source, tree)).imports == ("requests",)
