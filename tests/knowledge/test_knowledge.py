"""What holds for all tables of facts: they cannot be changed, say what they are, and have a place for one line more."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from vibe_audit import knowledge

FILES = sorted(file for file in Path(knowledge.__file__).parent.glob("*.py") if file.stem != "__init__")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_tables_cannot_be_changed_by_accident(file: Path) -> None:
    module = importlib.import_module(f"vibe_audit.knowledge.{file.stem}")
    tables = {name: value for name, value in vars(module).items() if name.isupper()}
    assert module.__doc__
    assert tables
    assert {name for name, value in tables.items() if isinstance(value, (list, set))} == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_names_stand_in_order_each_once(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Set):
            names = [element.value for element in node.elts if isinstance(element, ast.Constant) and isinstance(element.value, str)]
            assert names == sorted(set(names), key=str.lower) or names == sorted(set(names)), f"line {node.lineno}"
        elif isinstance(node, ast.Dict):
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            assert len(keys) == len(set(keys)), f"line {node.lineno}"
