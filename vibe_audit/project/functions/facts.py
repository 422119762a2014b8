"""What is known of the functions and classes of a module: what each does itself, and whom it calls with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

READS, WRITES, BLOCKS, RAISES, LEAKS, COMMITS = "reads", "writes", "blocks", "raises", "leaks", "commits"
"""A question to a database through what the function was given; a change of rows; a call that stops the thread; an HTTP error below
500; the text of an unexpected exception in what is returned; the commit of a session that the function has not made itself.

Of an HTTP error `what` is the name of the exception and its status, where that is constant: `HTTPException 404`.
"""


class Effect(NamedTuple):
    """One thing that a function does.

    `what` names the call that does it, at `line` of the file `path`. `through` is the parameter on which it is done (a session that is
    asked), empty where that is the module's own or does not matter; `about` are the parameters that decide what is done.
    """

    kind: str
    what: str
    path: str
    line: int
    through: str = ""
    about: tuple[str, ...] = ()


class Handed(NamedTuple):
    """One argument of a call inside a function.

    `slot` is the keyword, or the position from 0; `holder` the caller's parameter that it is or is reached through, as
    `logic.sources.holder_of` answers; `sources` are the caller's parameters that it is made from.
    """

    slot: str
    holder: str
    sources: tuple[str, ...]


class Called(NamedTuple):
    """How a function calls another one. `receiver` is what stands before the last dot.

    `lets_out` where an HTTP error that comes from it is caught by nobody in the function, `is_returned` where what it
    returns is what the function returns.
    """

    lets_out: bool
    is_returned: bool
    receiver: Handed | None
    handed: tuple[Handed, ...]


class Function(NamedTuple):
    """One function. `parameters` are in the order in which they may be given, `decorators` are paths."""

    parameters: tuple[str, ...]
    decorators: tuple[str, ...]
    is_async: bool
    is_generator: bool


class Class(NamedTuple):
    """One class at the top of a module: its bases and what its instances hold, as paths."""

    bases: tuple[str, ...]
    attributes: Mapping[str, str]
