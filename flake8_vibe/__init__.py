"""The flake8 door: hands flake8's tree to the engine and flake8 the findings."""

from flake8_vibe.plugin import Plugin

__all__ = ["Plugin"]
