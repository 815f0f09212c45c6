"""Tiny rules, whose programs show one thing each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from mpcheck.findings import Confidence, Severity
from mpcheck.rules.base import Example, Rule
from verification import interpreters
from verification.interpreters import Interpreter
from verification.plan import Program, Run

RULE = Rule(
    code="MP999",
    name="tiny-rule",
    summary="Nothing.",
    why="To test.",
    cure="None.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/",),
    bad=(),
    good=(),
    check=lambda _: (),
)


@pytest.fixture
def tiny_rule() -> Callable[..., Rule]:
    """Makes a rule with the given fields."""
    return lambda **fields: replace(RULE, **fields)


@pytest.fixture(scope="session")
def own_python() -> Interpreter:
    """The interpreter that runs the tests."""
    python = interpreters.ask(sys.executable)
    assert python is not None
    return python


@pytest.fixture
def run_of(own_python: Interpreter) -> Callable[..., Run]:
    """Makes a run of an example under the tests' own interpreter."""

    def make(example: Example, method: str = own_python.default_method, name: str = "good-1") -> Run:
        return Run(Program("MP999", name, example), own_python, method, example.outcome)

    return make
