"""Which bugs a version has."""

from __future__ import annotations

import pytest
from packaging.version import Version

from mpcheck.env.known_bugs import TABLE, bugs_of


def issues(version: str, platform: str = "linux", implementation: str = "cpython") -> set[str]:
    found = bugs_of({"version": version, "platform": platform, "implementation": implementation})
    return {bug.reference.rpartition("/")[2] for bug in found}


@pytest.mark.parametrize(
    ("version", "has", "has_not"),
    [
        ("3.8.18", {"77377", "94777", "83856"}, {"CVE-2022-42919", "115634", "143706"}),
        ("3.9.15", {"CVE-2022-42919"}, {"115634"}),
        ("3.9.16", {"77377"}, {"CVE-2022-42919"}),
        ("3.11.4", {"77377", "115634"}, {"108520", "CVE-2022-42919"}),
        ("3.11.5", {"108520"}, {"77377", "94777"}),
        ("3.12.1", {"115634", "109263", "126631", "83856"}, {"77377", "108520"}),
        ("3.13.0", {"115634", "109263", "126631"}, {"83856", "143706"}),
        ("3.13.8", {"143706"}, {"126631"}),
        ("3.13.15", {"83371"}, {"115634", "109263", "126631", "143706"}),
        ("3.14.2", {"115634", "109263", "143706"}, {"126631"}),
        ("3.14.7", {"83371"}, {"115634", "109263", "143706"}),
        ("3.15.0b1", {"115634"}, {"126631"}),
        ("3.16.1", set(), {"83371"}),
    ],
)
def test_bugs_of_a_version(version: str, has: set[str], has_not: set[str]) -> None:
    found = issues(version)
    assert has <= found
    assert not has_not & found


def test_windows_has_no_bugs_of_fork() -> None:
    assert issues("3.10.0", "win32") == {"94777", "109263", "83371"}


def test_webassembly_has_no_processes_and_no_bugs() -> None:
    assert issues("3.14.2", "emscripten") == set()


@pytest.mark.parametrize(("version", "implementation"), [("3.11.17", "pypy"), ("None", "cpython"), ("?", "cpython")])
def test_nothing_is_said_of_other_pythons(version: str, implementation: str) -> None:
    assert issues(version, implementation=implementation) == set()


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: entry.reference.rpartition("/")[2])
def test_table_is_in_order(entry: object) -> None:
    fixed = [Version(text) for text in getattr(entry, "fixed")]  # noqa: B009 -- the class is private
    assert Version(getattr(entry, "first")) < fixed[0]  # noqa: B009
    assert fixed == sorted(fixed)
    assert len({one.release[:2] for one in fixed}) == len(fixed)
