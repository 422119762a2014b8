"""What is read back from the index, which anybody may have written into."""

from __future__ import annotations

from typing import Any


def words(answer: Any) -> tuple[str, ...]:
    """A list of texts. Raises ValueError for anything else."""
    if not isinstance(answer, list) or not all(isinstance(word, str) for word in answer):
        raise ValueError("not a list of texts")
    return tuple(answer)
