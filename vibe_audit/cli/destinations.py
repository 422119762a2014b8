"""Which formats a report is written in, and where each of them goes."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import NamedTuple

from vibe_audit.cli.output import emit
from vibe_audit.config import ConfigError
from vibe_audit.reporters import FORMATS, renderer, text
from vibe_audit.reporters.report import Report

ALL_FORMATS = ("text", *FORMATS)


class Destination(NamedTuple):
    """A format and the file that it goes to; None is standard output."""

    format: str
    file: str | None


def destinations(words: Sequence[str], usual: str) -> list[Destination]:
    """What `--output` was given: FILE takes the format `usual`, FORMAT=FILE another. Without a FILE, `usual` goes to standard output.

    Whatever stands before an equals sign is a format. Raises ConfigError where it is none.
    """
    found = [_destination(word, usual) for word in words]
    if all("=" in word for word in words):
        found.insert(0, Destination(usual, None))
    files = [destination.file for destination in found]
    for file in files:
        if files.count(file) > 1:
            raise ConfigError(f"--output: {file} is given twice")
    return found


def _destination(word: str, usual: str) -> Destination:
    form, equals, file = word.partition("=")
    if not equals:
        form, file = usual, word
    if form not in ALL_FORMATS:
        import difflib

        close = difflib.get_close_matches(form, ALL_FORMATS, n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"a file of that name is --output '{usual}={word}'"
        raise ConfigError(f"--output: no format is called '{form}'; {hint}")
    if not file:
        raise ConfigError(f"--output: '{word}' names no file")
    return Destination(form, file)


def show(report: Report, where: Sequence[Destination], *, statistics: bool) -> None:
    """Write the report to each of the destinations."""
    for form, file in where:
        if form == "text" and file is None:
            text.write(report, sys.stdout, statistics=statistics)
        else:
            emit(_rendered(report, form, statistics=statistics), file)


def _rendered(report: Report, form: str, *, statistics: bool) -> str:
    if form != "text":
        return renderer(form)(report)
    stream = io.StringIO()
    text.write(report, stream, statistics=statistics)
    return stream.getvalue()
