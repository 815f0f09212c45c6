"""Names that are their own annotation."""

from __future__ import annotations

import ast

import pytest

from mpcheck.model.module import Module
from mpcheck.targets import all_targets


@pytest.mark.parametrize("declared", ["pool: pool", "pool: other\nother: pool", "pool: 'pool | None'"])
def test_an_annotation_that_leads_back_to_itself_says_nothing(declared: str) -> None:
    source = f"{declared}\n\ndef send(task):\n    pool.map(task, [1])\n"
    module = Module("program.py", source, ast.parse(source), all_targets())
    assert module.tasks == []
