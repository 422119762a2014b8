"""Bytes to text to tree. Files are data: whatever is wrong with one is said of it, and ends nothing else."""

from __future__ import annotations

import ast
import codecs
import gc
import io
import tokenize
from collections.abc import Iterator
from contextlib import contextmanager

from vibe_audit.source.newer import newer_syntax
from vibe_audit.source.trees import tree_of


class Unreadable(Exception):
    """The file is not Python that this interpreter can parse; the text says why, `line` where."""

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.line = line


def decode(data: bytes | str) -> str:
    """The text of a source file, by its byte order mark or coding cookie, with newlines as the only ends of lines.

    Where the text is given, its cookie says nothing.
    """
    if isinstance(data, str):
        text = data.removeprefix("\ufeff")
    else:
        try:
            text = data.decode(_encoding(data))
        except (SyntaxError, ValueError, LookupError) as error:
            raise Unreadable(str(error)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _encoding(data: bytes) -> str:
    """The encoding of a source file. Only its first two lines can name another one than UTF-8."""
    second_line = data.find(b"\n", data.find(b"\n") + 1)
    if b"coding" not in data[: second_line if second_line >= 0 else None] and not data.startswith(codecs.BOM_UTF8) and b"\r" not in data:
        return "utf-8"
    return tokenize.detect_encoding(io.BytesIO(data).readline)[0]


def parse(source: str) -> ast.Module:
    """The tree of a module. Raises Unreadable for whatever the parser says of it, depth and memory included."""
    try:
        return tree_of(source)
    except SyntaxError as error:
        newer = newer_syntax(source, error)
        raise Unreadable(f"{error.msg} ({newer})" if newer else str(error.msg), max(error.lineno or 1, 1)) from error
    except (RecursionError, MemoryError) as error:
        raise Unreadable("too deeply nested or too large to parse") from error
    except (ValueError, OverflowError, SystemError) as error:
        raise Unreadable(str(error) or type(error).__name__) from error


@contextmanager
def collector_off() -> Iterator[None]:
    """Run with the garbage collector off: a tree has no cycles worth looking for, and looking costs more than parsing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
