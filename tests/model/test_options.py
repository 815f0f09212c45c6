"""What an option of ``argparse`` is where the program is started without it."""

from __future__ import annotations

import ast

import pytest

from mpcheck.model.module import Module
from mpcheck.model.values import Const
from mpcheck.targets import usual_targets

PROGRAM = """
import argparse

parser = argparse.ArgumentParser()
group = parser.add_argument_group()
parser.add_argument("-m", "--start-method", default="spawn")
parser.add_argument("--open")
parser.add_argument("--size", dest="workers", default=4, type=int)
group.add_argument("file", nargs="?", default="data.txt")
options = parser.parse_args()
other = argparse.Namespace()
"""


@pytest.mark.parametrize(
    ("expression", "defaults"),
    [
        ("options.start_method", {"spawn"}),
        ("parser.parse_args().start_method", {"spawn"}),
        ("options.workers", {4}),
        ("options.file", {"data.txt"}),
        ("options.open", set()),
        ("options.size", set()),
        ("options.m", set()),
        ("other.workers", set()),
    ],
)
def test_an_option_may_be_its_default_and_is_never_sure_to_be(expression: str, defaults: set[object]) -> None:
    text = f"{PROGRAM}\nprint({expression})\n"
    module = Module("program.py", text, ast.parse(text), usual_targets())
    values = module.values(module.found.calls[-1 if "()" not in expression else -2].args[0])
    assert {one.value for one in values if isinstance(one, Const)} == defaults
    assert any(not isinstance(one, Const) for one in values)
