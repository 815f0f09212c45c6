"""What is said about an object besides the paths to its culprits, and the two functions for a REPL or a test."""

from __future__ import annotations

import argparse
import collections
import dataclasses
import functools
import itertools
import multiprocessing
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mpcheck import assert_picklable, explain_pickling
from mpcheck.pickling.report import PicklingReport


class Holder:
    def __init__(self, **attributes: Any) -> None:
        self.__dict__ |= attributes


class FailingError(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


@dataclasses.dataclass
class Job:
    number: int
    fn: Any


def nested(captured: object) -> Callable[..., Any]:
    def inner() -> object:
        return captured

    return inner


def original() -> None: ...


shadowed = original
original = functools.partial(original)
WrongName = collections.namedtuple("AnotherName", "a")  # type: ignore[name-match]  # noqa: PYI024


def explained(obj: object) -> PicklingReport:
    return explain_pickling(obj, start_methods=())


def test_words_of_the_reasons() -> None:
    def reason(obj: object) -> str:
        return explained(obj).culprits[0].reason

    assert "lambda" in reason(lambda: 0)
    assert "inside nested()" in reason(nested(1))
    assert "is another object" in reason(shadowed)
    assert "no attribute 'AnotherName'" in reason(WrongName(1))
    assert "loading it fails: TypeError" in reason(FailingError("a", "b"))
    assert reason(Job(1, lambda: 0)).startswith("state of dataclass field 'fn': ")
    assert "inheritance" in reason(multiprocessing.Lock())


def test_function_knows_where_it_was_made() -> None:
    origin = explained([nested(1)]).culprits[0].origin
    assert origin is not None
    assert (Path(origin.path), origin.line) == (Path(__file__), nested.__code__.co_firstlineno + 1)


def test_subclass_with_a_state_of_its_own_is_looked_into() -> None:
    class Worker(threading.Thread):
        def __reduce__(self) -> Any:
            return (Holder, (), {"key": lambda: 0})

    assert [culprit.path for culprit in explained(Worker()).culprits] == ["obj.__getstate__()['key']"]


def test_search_stops_after_many_and_says_so() -> None:
    report = explained([threading.Lock() for _ in range(200)])
    assert len(report.culprits) == 50
    assert any("may be more culprits" in warning for warning in report.warnings)


@pytest.mark.filterwarnings("ignore:Pickle, copy, and deepcopy support:DeprecationWarning")
def test_itertools_depend_on_the_version() -> None:
    report = explained({"next": itertools.count()})
    if sys.version_info >= (3, 14):
        assert [culprit.path for culprit in report.culprits] == ["obj['next']"]
    else:
        assert report.warnings == ("obj['next']: iterators of itertools pickle up to Python 3.13 only",)


def test_sentinel_loses_its_identity() -> None:
    (warning,) = explained([object()]).warnings
    assert warning.startswith("obj[0]: a bare object()")


def test_exception_class_is_tried_with_arguments() -> None:
    (warning,) = explained(FailingError).warnings
    assert "does not survive the way back" in warning
    assert explained(KeyError).warnings == ()


def test_large_parts_are_named() -> None:
    report = explained(Holder(big=bytes(3 << 20), small=1))
    assert [(part.path, part.type) for part in report.parts] == [("obj.big", "bytes")]
    assert report.parts[0].size_bytes > 3 << 20


def test_assert_picklable_names_the_culprits() -> None:
    assert_picklable({"a": 1})
    with pytest.raises(AssertionError, match=r"job\['a'\]"):
        assert_picklable({"a": lambda: 0}, name="job")


def test_unknown_start_method_is_refused() -> None:
    with pytest.raises(ValueError, match="no start method 'thread'"):
        explain_pickling(1, start_methods=["thread"])


def test_object_is_really_handed_over() -> None:
    report = explain_pickling([1, "x"])
    assert report.crosses == {"fork": None, "spawn": True, "forkserver": None}
    assert report.exit_code == 0


def test_version_of_argparse() -> None:
    report = explained(argparse.ArgumentParser(prog="x"))
    assert report.picklable is (sys.version_info >= (3, 14))
