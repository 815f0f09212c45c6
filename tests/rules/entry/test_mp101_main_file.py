"""MP101 and the main module of a package."""

from __future__ import annotations

import ast

import pytest

from mpcheck.model.module import Module
from mpcheck.rules import load
from mpcheck.targets import usual_targets

PROGRAM = "from multiprocessing import Pool\nwith Pool(1) as pool:\n    print(pool.map(abs, [-1]))\n"


@pytest.mark.parametrize(
    ("path", "reported"), [("pkg/__main__.py", False), ("__main__.py", False), ("pkg/main.py", True)]
)
def test_no_child_imports_the_main_module_of_a_package_again(path: str, *, reported: bool) -> None:
    module = Module(path, PROGRAM, ast.parse(PROGRAM), usual_targets())
    assert any(True for rule in load(["MP101"]) for _ in rule.check(module)) is reported
