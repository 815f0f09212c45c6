"""The files that a scan holds."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from mpcheck import analysis, source
from mpcheck.analysis import Installed, project
from mpcheck.targets import Target


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.disable()
    project.cache_clear()
    yield
    gc.enable()
    project.cache_clear()


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize(("most", "is_held"), [(0, False), (1_000_000, True)])
def test_no_more_is_held_than_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, is_held: bool) -> None:
    monkeypatch.setattr(analysis, "_MOST_CHARACTERS", most)
    text = "import multiprocessing\n"
    trees = []
    for name in ("one.py", "two.py"):
        tree = source.parse(text)
        trees.append(weakref.ref(tree))
        Installed().module(name, text, tree, frozenset({Target("linux", (3, 14), "forkserver")}), str(tmp_path / name))
        del tree
    assert [tree() is not None for tree in trees] == [is_held, True]
