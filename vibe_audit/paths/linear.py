"""Path patterns that any repository can bring, matched in a time that grows with pattern times path, whatever they are.

pathspec and codeowners translate a pattern to a regular expression, which Python matches by trying: with many stars for hours. Here the
same expression is read as what it is made of, a handful of pieces, and all places that it may have come to are kept at once: a
number, a bit for each. Only expressions with many stars go this way; for all others Python is faster.
"""

from __future__ import annotations

import re

_FEW, _FEW_DEEP = 2, 1
"""So many stars, and so many of them that go through folders, are no harm in a path of the longest that there are."""
DIRECTORY = "ps_d"
"""pathspec's name for the slash behind a folder that was matched as a whole."""

_PIECE = re.compile(
    r"(?P<start>\^|\\A|\(\?:\\A\|/\))|(?P<folders>\(\?:\.\+/\)\?)|(?P<below>\(\?:/\.\+\)\?)|(?P<any_folders>\(\?:\.\*/\)\?)|(?P<rest>\.\*)"
    r"|(?P<end>\(\?:\(\?P<ps_d>/\)\|\$\)|\(\?P<ps_d>/\)|\(\?:\\Z\|/\)|\\Z)|(?P<star>\[\^/\]\*)|(?P<plus>\[\^/\]\+)"
    r"|(?P<set>\[\^?\]?[^\]]*\])|(?P<dot>\.)|\\(?P<escaped>.)|(?P<plain>.)",
    re.DOTALL,
)
_STARS = re.compile(r"\[\^/\][*+]|(\.[*+])")


class Found:
    """What stands in for a match: whether a folder was matched as a whole, or the path itself."""

    def __init__(self, *, is_folder: bool) -> None:
        self._groups = {DIRECTORY: "/" if is_folder else None}

    def groupdict(self) -> dict[str, str | None]:
        """The groups by name, as a match of `re` tells them."""
        return self._groups


class Linear:
    """Stands in for a compiled expression of pathspec or codeowners."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._pieces = [(str(match.lastgroup), match[match.lastgroup or 0]) for match in _PIECE.finditer(pattern)]
        self._sets = {text: re.compile(text) for kind, text in self._pieces if kind == "set"}

    def search(self, path: str) -> Found | None:
        """Whether the path is matched. A path that is matched itself is preferred to a folder above it."""
        size = len(path)
        everything = (1 << size) - 1
        letters = _letters(path)
        slashes = letters.get("/", 0)
        inner = everything & ~slashes
        places = everything | 1 << size
        for kind, text in self._pieces:
            if not places:
                return None
            lowest = (places & -places).bit_length() - 1
            if kind == "start":
                places = 1 | (slashes << 1) if "|" in text else 1
            elif kind == "star":
                places = _along(places, inner)
            elif kind == "plus":
                places = _along((places & inner) << 1, inner)
            elif kind == "folders":
                places |= (slashes >> (lowest + 1) << (lowest + 1)) << 1
            elif kind == "any_folders":
                places |= (slashes >> lowest << lowest) << 1
            elif kind == "below":
                first = places & slashes
                if first:
                    places |= _from((first & -first).bit_length() + 1, size)
            elif kind == "rest":
                places |= _from(lowest, size)
            elif kind == "end":
                return _ended(text, places, slashes, size)
            elif kind == "dot":
                places = (places & everything) << 1
            elif kind == "set":
                places = (places & self._of_set(text, letters)) << 1
            else:
                places = (places & letters.get(text, 0)) << 1
        return Found(is_folder=False) if places else None

    def _of_set(self, text: str, letters: dict[str, int]) -> int:
        found = 0
        for letter, where in letters.items():
            if self._sets[text].match(letter):
                found |= where
        return found


def linear(regex: re.Pattern[str]) -> re.Pattern[str] | Linear:
    """The expression itself where it cannot take long, else what matches the same step by step."""
    stars = _STARS.findall(regex.pattern)
    return Linear(regex.pattern) if len(stars) > _FEW or len(list(filter(None, stars))) > _FEW_DEEP else regex


def _letters(path: str) -> dict[str, int]:
    """Where each letter stands."""
    found: dict[str, int] = {}
    for place, letter in enumerate(path):
        found[letter] = found.get(letter, 0) | 1 << place
    return found


def _along(places: int, inner: int) -> int:
    """The places, and those that can be come to from them through letters of `inner`: adding carries through each run of them."""
    return (((places & inner) + inner) ^ inner) | places


def _from(first: int, size: int) -> int:
    return ((1 << (size + 1)) - 1) >> first << first


def _ended(text: str, places: int, slashes: int, size: int) -> Found | None:
    if places >> size & 1 and ("$" in text or "\\Z" in text):
        return Found(is_folder=False)
    return Found(is_folder=DIRECTORY in text) if "/" in text and places & slashes else None
