"""What the index keeps of the functions of one module: what each does itself, and whom it calls with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from vibe_audit.project.kept import words


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
    """One call: of what, as `logic.standing` writes it, and with which arguments. `receiver` is what stands before the last dot.

    `lets_out` where an HTTP error that comes from it is caught by nobody in the function, `is_returned` where what it
    returns is what the function returns.
    """

    target: str
    lets_out: bool
    is_returned: bool
    receiver: Handed | None
    handed: tuple[Handed, ...]


class Function(NamedTuple):
    """One function. `parameters` are in the order in which they may be given; `returns` is the path of what it returns.

    One that `remembers` keeps what it has found, and does not ask on every call; one that `wraps` makes a decorator that keeps what it
    is put on.
    """

    parameters: tuple[str, ...]
    decorators: tuple[str, ...]
    is_async: bool
    is_generator: bool
    wraps: bool
    remembers: bool
    returns: str
    effects: tuple[Effect, ...]
    calls: tuple[Called, ...]


class Class(NamedTuple):
    """One class at the top of a module: its bases and what its instances hold, as paths."""

    bases: tuple[str, ...]
    attributes: Mapping[str, str]


class Functions(NamedTuple):
    """The functions of a module by name (`load`, `Orders.find`), its classes, and what its other names stand for.

    `text` is a checksum of the source that all this was read from.
    """

    functions: Mapping[str, Function] = {}
    classes: Mapping[str, Class] = {}
    names: Mapping[str, str] = {}
    text: int = -1

    @classmethod
    def from_json(cls, answer: Any) -> Functions:
        """What the index has kept. Raises ValueError or TypeError for anything else."""
        functions, classes, names, text = answer
        return cls(
            {_word(name): _function(function) for name, function in functions.items()},
            {_word(name): Class(words(bases), _paths(attributes)) for name, (bases, attributes) in classes.items()},
            _paths(names),
            int(text),
        )


def _function(answer: Any) -> Function:
    parameters, decorators, is_async, is_generator, wraps, remembers, returns, effects, calls = answer
    return Function(
        words(parameters), words(decorators), bool(is_async), bool(is_generator), bool(wraps), bool(remembers), _word(returns),
        tuple([_effect(effect) for effect in effects]), tuple([_called(call) for call in calls]),
    )


def _effect(answer: Any) -> Effect:
    kind, what, path, line, through, about = answer
    if not isinstance(line, int):
        raise ValueError("not a line")
    return Effect(_word(kind), _word(what), _word(path), line, _word(through), words(about))


def _called(answer: Any) -> Called:
    target, lets_out, is_returned, receiver, handed = answer
    arguments = tuple([_handed(given) for given in handed])
    return Called(_word(target), bool(lets_out), bool(is_returned), receiver and _handed(receiver), arguments)


def _handed(answer: Any) -> Handed:
    slot, holder, sources = answer
    return Handed(_word(slot), _word(holder), words(sources))


def _paths(answer: Any) -> dict[str, str]:
    return {_word(name): _word(path) for name, path in answer.items()}


def _word(answer: Any) -> str:
    if not isinstance(answer, str):
        raise ValueError("not a text")
    return answer
