"""What the index keeps of a module, worked out from the content of its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from vibe_audit.module import Module
from vibe_audit.source.parsing import collector_off, decode, parse

T = TypeVar("T")


def extracted(path: str, data: bytes, question: Callable[[Module], T], nothing: T, *, is_worth: Callable[[str], bool] | None = None) -> T:
    """The answer to a question about the module in a file.

    `nothing` of one that cannot be parsed, or that we fail at: checking that file says so. It is not parsed where `is_worth` says of its
    text that there is nothing in it.
    """
    with collector_off():
        try:
            source = decode(data)
            if is_worth is not None and not is_worth(source):
                return nothing
            module = Module(path, source, parse(source))
            found = question(module)
        except Exception:  # Unreadable as well
            return nothing
        module.forget()
        return found
