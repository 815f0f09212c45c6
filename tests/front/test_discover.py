from __future__ import annotations

import os
from pathlib import Path

import pytest

from mpcheck.discover import discover
from mpcheck.settings import Settings, SettingsFinder

PLAIN = Settings(frozenset(), frozenset())


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")


def shown(*paths: str) -> list[str]:
    candidates, errors = discover(paths, lambda _: PLAIN)
    assert errors == []
    return [candidate.shown for candidate in candidates]


def test_folders_are_walked_for_python_files(here: Path) -> None:
    make(here, "b.py", "a.pyw", "c.pyi", "d.txt", "sub/deep/e.py", "noext")
    assert shown(".") == ["a.pyw", "b.py", "sub/deep/e.py"]
    assert shown("sub", "b.py") == ["b.py", "sub/deep/e.py"]


def test_environments_and_build_folders_are_skipped(here: Path) -> None:
    make(here, "src/a.py", ".venv/x.py", "env/pyvenv.cfg", "env/x.py", "conda/conda-meta/history", "conda/x.py")
    make(here, "build/lib/x.py", "dist/x.py", "__pycache__/x.py", "node_modules/x.py", "lib/site-packages/x.py")
    assert shown(".") == ["src/a.py"]
    assert shown("build", "env/x.py", "lib/site-packages") == [
        "build/lib/x.py",
        "env/x.py",
        "lib/site-packages/x.py",
    ]


def test_a_package_named_build_is_source(here: Path) -> None:
    make(here, "tool/build/__init__.py", "tool/build/a.py")
    assert shown(".") == ["tool/build/__init__.py", "tool/build/a.py"]


def test_nested_gitignore_files_are_obeyed(here: Path) -> None:
    make(here, "a.py", "generated.py", "sub/generated.py", "sub/b.py", "sub/c.py", "data/d.py", "deep/data/e.py")
    (here / ".gitignore").write_text("generated.py\n/data/\n!\n")
    (here / "sub" / ".gitignore").write_text("!generated.py\nc.py\n")
    assert shown(".") == ["a.py", "deep/data/e.py", "sub/b.py", "sub/generated.py"]


def test_gitignore_files_above_count_inside_a_repository_alone(here: Path) -> None:
    make(here, "sub/a.py", "sub/b.py")
    (here / ".gitignore").write_text("b.py\n")
    assert shown("sub") == ["sub/a.py", "sub/b.py"]
    (here / ".git").mkdir()
    assert shown("sub") == ["sub/a.py"]


def test_a_named_path_is_scanned_though_it_is_ignored(here: Path) -> None:
    make(here, "data/a.py", "data/b.txt", ".git/config")
    (here / ".gitignore").write_text("data/\n")
    assert shown(".") == []
    assert shown("data") == ["data/a.py"]
    assert shown("data/b.txt") == ["data/b.txt"]


def test_the_configured_exclusions_are_relative_to_their_file(here: Path) -> None:
    make(here, "sub/a.py", "sub/old/b.py", "old/c.py")
    (here / "sub" / "pyproject.toml").write_text('[tool.mpcheck]\nexclude = ["/old/"]\n')
    candidates, _ = discover(["."], SettingsFinder(frozenset()).of_folder)
    assert [candidate.shown for candidate in candidates] == ["old/c.py", "sub/a.py"]
    candidates, _ = discover(["sub/old"], SettingsFinder(frozenset()).of_folder)
    assert [candidate.shown for candidate in candidates] == ["sub/old/b.py"]


def test_each_file_is_taken_once(here: Path) -> None:
    make(here, "sub/a.py")
    candidates, _ = discover([".", "sub/a.py", "./sub", str(here / "sub" / "a.py")], lambda _: PLAIN)
    assert [(candidate.shown, candidate.named) for candidate in candidates] == [("sub/a.py", True)]


def test_paths_outside_the_working_directory_stay_as_they_were_given(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(here, "other/a.py", "work/b.py")
    monkeypatch.chdir(here / "work")
    assert shown("../other") == ["../other/a.py"]
    assert shown(str(here / "other")) == [(here / "other" / "a.py").as_posix()]
    assert shown(str(here / "work")) == ["b.py"]


def test_links_are_no_way_round(here: Path) -> None:
    make(here, "sub/a.py")
    try:
        (here / "sub" / "loop").symlink_to(here, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    (here / "itself.py").symlink_to("itself.py")
    (here / "dangling.py").symlink_to("absent.py")
    (here / "linked.py").symlink_to("sub/a.py")
    if not (here / "linked.py").is_file():
        pytest.skip("links do not work here")
    assert shown(".") == ["linked.py", "sub/a.py"]
    assert shown("sub/loop/sub/a.py") == ["sub/loop/sub/a.py"]
    _, errors = discover(["itself.py"], lambda _: PLAIN)
    assert [(error.path, error.code) for error in errors] == [("itself.py", "MP003")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_pipes_in_folders_are_skipped(here: Path) -> None:
    os.mkfifo("pipe.py")
    os.mkfifo(".gitignore")
    os.mkfifo("pyproject.toml")
    candidates, errors = discover(["."], SettingsFinder(frozenset()).of_folder)
    assert (candidates, errors) == ([], [])


def test_missing_paths_are_named(here: Path) -> None:
    make(here, "a.py")
    candidates, errors = discover(["absent", "a.py", "a.py/below", "nu\0ll"], lambda _: PLAIN)
    assert [candidate.shown for candidate in candidates] == ["a.py"]
    assert [(error.path, error.code) for error in errors] == [
        ("absent", "MP006"),
        ("a.py/below", "MP006"),
        ("nu\0ll", "MP006"),
    ]


def test_a_folder_that_cannot_be_listed_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(here, "a.py", "locked/b.py", "gone/c.py")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        if path.endswith("gone"):
            raise FileNotFoundError(2, "No such file or directory")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    candidates, errors = discover(["."], lambda _: PLAIN)
    assert [candidate.shown for candidate in candidates] == ["a.py"]
    assert [(error.path, error.code) for error in errors] == [("locked", "MP003")]
