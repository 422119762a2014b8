"""setup.cfg, and the literals of setup.py, which is read and never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.project.manifests.requirement import names_in
from vibe_audit.source.parsing import Unreadable, parse

_KEYS = frozenset({"extras_require", "install_requires", "setup_requires", "tests_require"})


def read_cfg(text: str) -> Iterator[str]:
    """The names that a setup.cfg declares."""
    import configparser  # few projects still have one

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    listed = [parser.get("options", key, fallback="") for key in sorted(_KEYS - {"extras_require"})]
    if parser.has_section("options.extras_require"):
        listed += [value for _, value in parser.items("options.extras_require")]
    for value in listed:
        for line in value.replace(";\n", "\n").splitlines():
            if line.strip() and not line.strip().startswith("#"):
                yield from names_in(line)


def read_py(text: str) -> Iterator[str]:
    """The names in the lists of a setup.py, whatever the lists are called; what is no requirement names nothing that is imported."""
    if "setuptools" not in text and "distutils" not in text:
        return  # a module of the program that goes by this name
    try:
        tree = parse(text)
    except Unreadable:
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            for element in node.elts:
                if isinstance(element, ast.Constant) and isinstance(element.value, str) and len(element.value) < 200:
                    yield from names_in(element.value)
