"""What stands in the files of a project, as the index keeps it."""

from __future__ import annotations

from vibe_audit.module import Module
from vibe_audit.project.functions.facts import Functions
from vibe_audit.project.functions.local import functions_of
from vibe_audit.project.functions.summaries import Read
from vibe_audit.project.index import Index
from vibe_audit.source.parsing import collector_off, decode, parse


def reader(index: Index) -> Read:
    """What answers for a file: from the index, from the module where that is at hand, else from the disk."""

    def read(path: str, module: Module | None) -> Functions:
        def extract(path: str, data: bytes) -> Functions:
            return _extract(path, data, module)

        found = index.answer("functions", path, extract, Functions.from_json)
        return Functions() if found is None else found

    return read


def _extract(path: str, data: bytes, at_hand: Module | None) -> Functions:
    """The functions of a file; none of one that cannot be parsed, or that we fail at: checking that file says so."""
    with collector_off():
        try:
            source = decode(data)
            if at_hand is not None and at_hand.source == source:
                return functions_of(at_hand)
            module = Module(path, source, parse(source))
            found = functions_of(module)
        except Exception:  # Unreadable as well
            return Functions()
        module.forget()
        return found
