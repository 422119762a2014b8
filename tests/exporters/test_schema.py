"""The JSON schema of the configuration: an editor that reads it complains of the same as the loader does."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from vibe_audit.catalog import selector_words
from vibe_audit.config import ConfigError, parse_config
from vibe_audit.config.shapes import CONFIGURATION, TEAM
from vibe_audit.exporters import schema

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SCHEMA = json.loads(schema.render())
VALIDATOR = Draft202012Validator(SCHEMA)


def loads(text: str) -> bool:
    try:
        parse_config(text, Path("/project/vibe-audit.toml"))
    except ConfigError:
        return False
    return True


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"].keys() == CONFIGURATION.keys()


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("", True),
        ('profile = "regulated"', True),
        ('profile = "Regulated"', False),
        ('severity = { vbe3 = "off", Security = "info", request-without-timeout = "error", all = "info" }', True),
        ('severity = { VBE39 = "off" }', False),
        ('severity = { VBE110 = "fatal" }', False),
        ('select = ["VBE", "V", "team"]', True),
        ('select = ["W"]', False),
        ('select = [""]', False),
        ('ignore = "VBE110"', False),
        ('exclude = ["a/", "*.pyi"]', True),
        ("exclude = [3]", False),
        ('lock = ["VBE301"]', True),
        ('[[per-file]]\npaths = ["a/"]\nrole = "test"', True),
        ('[[per-file]]\nrole = "test"', False),
        ('[[per-file]]\npaths = ["a/"]\nprofile = "regulated"', False),
        ('[[teams]]\nname = "a"\npaths = ["a/"]\nmin-severity = "error"', True),
        ('[[teams]]\nname = ""\npaths = ["a/"]', False),
        ('[[teams]]\nname = "a"', False),
        ('[[teams]]\nname = "a"\npaths = []', False),
        ("[rules.commented-out-code]\nfewest-lines = 5", True),
        ("[rules.VBE505]\nfewest-lines = 0", False),
        ("[rules.VBE505]\nfewest-lines = true", False),
        ("[rules.VBE505]\nmost-lines = 3", False),
        ('[rules.VBE321]\nprincipals = ["who"]', True),
        ('[rules.VBE321]\nprincipals = "who"', False),
        ("[rules.VBE999]", False),
        ('defer-to = ["ruff", "bandit"]', True),
        ('defer-to = ["pyflakes"]', False),
        ('delegate = ["ruff"]', True),
        ('delegate = ["pylint"]', False),
        ("fail_on = 'error'", False),
    ],
)
def test_schema_and_loader_agree(text: str, valid: bool) -> None:
    assert (VALIDATOR.is_valid(tomllib.loads(text)), loads(text)) == (valid, valid)


WORDS = st.sampled_from([*selector_words(), "VBE", "VBE1", "VBE9", "nothing", "", "error", "off", "production", "ruff", "a/"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    WORDS | st.integers(-1, 3) | st.booleans(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from([*CONFIGURATION.keys() - {"extends"}, "profil"]), VALUES, max_size=3))
def test_schema_and_loader_agree_on_anything(table: dict[str, Any]) -> None:
    assert VALIDATOR.is_valid(table) == loads(_toml(table))


@given(st.dictionaries(st.sampled_from([*TEAM, "nam"]), VALUES, max_size=4))
def test_schema_and_loader_agree_on_any_team(team: dict[str, Any]) -> None:
    # owners need a CODEOWNERS, of which a schema knows nothing
    table = {"teams": [{**team, "owners": []} if "owners" in team else team]}
    assert VALIDATOR.is_valid(table) == loads(_toml(table))


def _toml(value: Any) -> str:
    """A table as TOML, all its values inline."""
    return "\n".join(f"{json.dumps(key)} = {_inline(inner)}" for key, inner in value.items())


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_inline(inner)}" for key, inner in value.items()) + "}"
    return f"[{', '.join(map(_inline, value))}]" if isinstance(value, list) else json.dumps(value)
