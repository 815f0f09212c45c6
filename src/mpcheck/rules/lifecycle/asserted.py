"""Tests that assert, once a process has ended, what it must have done: they fail where it did not."""

from __future__ import annotations

import ast

from mpcheck.model.displays import last_name
from mpcheck.model.module import Module

#: How functions of test libraries begin: ``self.assertEqual``, ``assert_that``; ``expect(...).to_equal(...)``.
_ASSERTING = ("assert", "expect")
#: Whether it still runs says nothing of how a process has ended.
_OF_LIFE = "is_alive"


def is_asserted(module: Module, join: ast.expr) -> bool:
    """Whether a test asserts something after a join in it."""
    function = module.function(join)
    if function is None or not function.name.startswith("test"):
        return False
    asserted: list[ast.AST] = [node for node in module.found.nodes_of(ast.Assert) if module.function(node) is function]
    asserted += [call for call in function.calls if last_name(call.func).startswith(_ASSERTING)]
    return any(not _is_of_life(node) and module.happens_before(join, node) for node in asserted)


def _is_of_life(node: ast.AST) -> bool:
    return any(isinstance(sub, ast.Attribute) and sub.attr == _OF_LIFE for sub in ast.walk(node))
