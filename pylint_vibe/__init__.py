"""The pylint door: pylint's pragmas, options and reporters around the findings of the engine."""

from pylint_vibe.checkers import register

__all__ = ["register"]
