"""The tests keep what they work out in a folder of their own, as a user's runs do in the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from vibe_audit.project.cache_folder import VARIABLE


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, one for each test; programs that a test starts find it as well."""
    folder = tmp_path_factory.mktemp("user") / "cache"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder
