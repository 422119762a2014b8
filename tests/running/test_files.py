"""Which files are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from vibe_audit import check_paths
from vibe_audit.running.files import configured, find_files

BAD = "import requests\n\nrequests.get('https://api.example.org')\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay_out(root: Path, *files: str, **written: str) -> None:
    for name in files:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(BAD)
    for name, content in written.items():
        (root / name).write_text(content)


def found(*paths: str) -> list[str]:
    return [file.as_posix() for file in find_files(Path(path) for path in paths)]


def test_python_files_below_a_folder_in_order(project: Path) -> None:
    lay_out(project, "b.py", "a.pyi", "readme.txt", "sub/c.py", ".venv/lib.py", "node_modules/x.py", "mine/pyvenv.cfg", "mine/lib.py")
    assert found(".") == ["a.pyi", "b.py", "sub/c.py"]


def test_a_named_file_is_taken_whatever_its_suffix(project: Path) -> None:
    lay_out(project, "script")
    assert found("script") == ["script"]


def test_each_file_once_however_it_is_named(project: Path) -> None:
    lay_out(project, "app/a.py")
    assert found("app", "app/a.py", "./app/../app/a.py", str(project / "app")) == ["app/a.py"]


def test_gitignore_nested_and_negated(project: Path) -> None:
    lay_out(project, "a_gen.py", "keep_gen.py", "build/x.py", "sub/b_gen.py", "sub/c.py", "sub/deep/c.py", "sub/deep/c_gen.py")
    (project / ".gitignore").write_text("*_gen.py\n!keep_gen.py\nbuild/\n")
    (project / "sub" / ".gitignore").write_text("/c.py\n!deep/c_gen.py\n")
    assert found(".") == ["keep_gen.py", "sub/deep/c.py", "sub/deep/c_gen.py"]
    assert found("sub") == ["sub/deep/c.py", "sub/deep/c_gen.py"]


def test_what_an_ignored_folder_holds_cannot_be_taken_back(project: Path) -> None:
    lay_out(project, "build/x.py")
    (project / ".gitignore").write_text("build/\n!build/x.py\n")
    assert found(".") == []


def test_what_is_named_is_checked_though_gitignore_lists_it(project: Path) -> None:
    lay_out(project, "build/x.py", "build/y_gen.py", "a_gen.py")
    (project / ".gitignore").write_text("build/\n*_gen.py\n")
    (project / "build" / ".gitignore").write_text("y_gen.py\n")
    assert found("a_gen.py", "build/y_gen.py") == ["a_gen.py", "build/y_gen.py"]
    assert found("build") == ["build/x.py"]


def test_gitignore_above_the_repository_does_not_count(project: Path) -> None:
    (project / "inner" / ".git").mkdir(parents=True)
    lay_out(project, "inner/a.py")
    (project / ".gitignore").write_text("a.py\n")
    assert found("inner") == ["inner/a.py"]


def test_gitignore_with_lines_that_git_passes_over(project: Path) -> None:
    lay_out(project, "a.py", "b.py")
    (project / ".gitignore").write_bytes(b"\xef\xbb\xbf!\n\\\n\xff\n# a.py\n\nb.py\r\n")
    assert found(".") == ["a.py"]


def test_exclude_counts_for_named_files_too(project: Path) -> None:
    lay_out(project, "a.py", "old/b.py", "old/deep/c.py", **{"vibe-audit.toml": 'exclude = ["old/"]\n'})
    assert found(".", "old/b.py", "old") == ["a.py"]


def test_links_to_folders_are_not_followed(project: Path) -> None:
    lay_out(project, "app/a.py")
    (project / "app" / "loop").symlink_to(project / "app", target_is_directory=True)
    (project / "app" / "loop.py").symlink_to(project / "app", target_is_directory=True)
    assert found(".") == ["app/a.py"]


def test_a_folder_called_like_a_file_is_a_folder(project: Path) -> None:
    lay_out(project, "x.py/a.py")
    assert found(".") == found("x.py") == ["x.py/a.py"]


def test_the_lock_of_an_editor_is_no_file(project: Path) -> None:
    (project / ".#a.py").symlink_to("someone@host.1:2")
    assert found(".") == []


def test_the_configuration_of_a_file_elsewhere_is_found_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    lay_out(tmp_path, "here/a.py", "there/tests/b.py")
    (here / "vibe-audit.toml").write_text('profile = "prototype"\n')
    (there / "vibe-audit.toml").write_text('profile = "regulated"\n')
    monkeypatch.chdir(here)
    config, relative = configured(Path("../there/tests/b.py"))
    assert (config.source, relative) == (there / "vibe-audit.toml", "tests/b.py")


def test_findings_bear_the_path_as_it_was_given(project: Path) -> None:
    lay_out(project, "app/a.py")
    assert [finding.path for finding in check_paths(["app"], select=["VBE110"])] == ["app/a.py"]
    absolute = str(project / "app" / "a.py")
    assert [finding.path for finding in check_paths([absolute, "app"], select=["VBE110"])] == [absolute]


def test_excluding_a_folder_leaves_out_the_projects_in_it(project: Path) -> None:
    (project / "vibe-audit.toml").write_text('exclude = ["examples/"]\n')
    inner = project / "examples" / "orders"
    inner.mkdir(parents=True)
    (inner / "vibe-audit.toml").write_text("")
    (inner / "shop.py").write_text("")
    assert not [file for file in find_files([project]) if file.name == "shop.py"]
    assert [file.name for file in find_files([inner])] == ["shop.py"]
