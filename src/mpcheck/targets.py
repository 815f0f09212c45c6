"""Targets: where a program may run, as platform x Python version x start method."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

PLATFORMS = ("linux", "macos", "windows", "wasm")
#: The platforms that code is checked for unless it names others: WebAssembly starts no process at all.
ASSUMED_PLATFORMS = ("linux", "macos", "windows")
START_METHODS = ("fork", "spawn", "forkserver")
#: Every Python that rules make claims about.
ALL_PYTHONS: tuple[tuple[int, int], ...] = tuple((3, minor) for minor in range(8, 16))
#: What is assumed of code that does not say which Pythons it supports.
ASSUMED_PYTHONS: tuple[tuple[int, int], ...] = tuple((3, minor) for minor in range(10, 16))
_LABELS = {"linux": "Linux", "macos": "macOS", "windows": "Windows", "wasm": "WebAssembly"}
#: As platforms are listed to people: those that break most often first.
_ORDER = ("windows", "macos", "linux", "wasm")


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """One combination under which code may run; ``python`` is (major, minor)."""

    platform: str
    python: tuple[int, int]
    start_method: str

    @property
    def python_text(self) -> str:
        return "{}.{}".format(*self.python)

    @property
    def is_default_method(self) -> bool:
        return self.start_method == default_start_method(self.platform, self.python)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a project says that it is for; ``pythons``: whether it names any.

    ``platforms`` is None where it names none, and empty where there is no project: a program is for every platform.
    """

    platforms: frozenset[str] | None = frozenset(PLATFORMS)
    pythons: bool = True


#: For any platform, and for Pythons that it names.
FOR_ALL = Claimed()


def default_start_method(platform: str, python: tuple[int, int]) -> str:
    """The start method that multiprocessing takes when none is set.

    Source: CPython's documentation of ``multiprocessing`` ("Contexts and start methods"): macOS
    changed to spawn in 3.8, POSIX systems other than macOS from fork to forkserver in 3.14.
    """
    if platform in ("windows", "macos"):
        return "spawn"
    return "forkserver" if python >= (3, 14) else "fork"


def available_start_methods(platform: str) -> tuple[str, ...]:
    """The start methods that exist on a platform, in no order of preference."""
    return ("spawn",) if platform == "windows" else START_METHODS


def all_targets(
    platforms: Iterable[str] = ASSUMED_PLATFORMS,
    pythons: Iterable[tuple[int, int]] = ASSUMED_PYTHONS,
    start_methods: Iterable[str] = START_METHODS,
) -> frozenset[Target]:
    """Every combination that exists, of the given platforms, Pythons and start methods."""
    pythons, wanted = tuple(pythons), set(start_methods)
    return frozenset(
        Target(platform, python, method)
        for platform in platforms
        for python in pythons
        for method in available_start_methods(platform)
        if method in wanted
    )


def usual_targets(
    platforms: Iterable[str] = ASSUMED_PLATFORMS, pythons: Iterable[tuple[int, int]] = ASSUMED_PYTHONS
) -> frozenset[Target]:
    """Each platform and Python with its default start method: how code runs that chooses none."""
    return frozenset(target for target in all_targets(platforms, pythons) if target.is_default_method)


def parse_python(text: str) -> tuple[int, int] | None:
    """``3.14`` as (3, 14); None for anything else."""
    major, _, minor = text.partition(".")
    if major.isascii() and major.isdigit() and minor.isascii() and minor.isdigit() and len(text) < 8:
        return int(major), int(minor)
    return None


def describe(targets: Iterable[Target], among: Iterable[Target] | None = None) -> str:
    """One short line for people, such as ``Windows, macOS, Linux with Python >= 3.14``.

    Versions and start methods are named where they tell these targets from the rest of ``among``, by
    default all that exist for the assumed Pythons.  A start method that is a target's default is not named.
    """
    hit = frozenset(targets)
    everything = hit | frozenset(all_targets() if among is None else among)
    chosen = {target.start_method for target in hit if not target.is_default_method}
    by_default = frozenset(target for target in hit if target.is_default_method)
    everywhere = all(target in hit for target in everything if target.start_method in chosen)
    if hit != everything and chosen and by_default and everywhere:
        usual = frozenset(target for target in everything if target.is_default_method)
        return f"{_list_platforms(by_default, usual)}; elsewhere with {' or '.join(sorted(chosen))}"
    return _list_platforms(hit, everything)


def _list_platforms(hit: frozenset[Target], everything: frozenset[Target]) -> str:
    texts = {name: _describe_platform(name, hit, everything) for name in _ORDER}
    present = {name: text for name, text in texts.items() if text is not None}
    on_all = len(present) > 1 and set(present) == {target.platform for target in everything}
    if on_all and len(set(present.values())) == 1:
        return "every platform" + next(iter(present.values()))
    return ", ".join(_LABELS[name] + text for name, text in present.items()) or "no target"


def _describe_platform(platform: str, targets: frozenset[Target], everything: frozenset[Target]) -> str | None:
    """The words that follow the platform's name; None where none of the targets is on it."""
    hit, possible = _methods_by_python(platform, targets), _methods_by_python(platform, everything)
    if not hit:
        return None
    plain = {python: [possible[python], {default_start_method(platform, python)}] for python in possible}
    if any(methods not in plain[python] for python, methods in hit.items()):
        plain = {python: [possible[python]] for python in possible}  # name the default where others are named
    hows = {python: "" if methods in plain[python] else " or ".join(sorted(methods)) for python, methods in hit.items()}
    pythons = sorted(possible)
    runs = [
        " and ".join(words for words in (_which(pythons, run[0], run[-1]), how) if words)
        for how, group in itertools.groupby(range(len(pythons)), lambda index: hows.get(pythons[index]))
        if how is not None and (run := list(group))
    ]
    words = " or ".join(runs)
    return f" with {words}" if words else ""


def _methods_by_python(platform: str, targets: frozenset[Target]) -> dict[tuple[int, int], set[str]]:
    methods: dict[tuple[int, int], set[str]] = {}
    for target in targets:
        if target.platform == platform:
            methods.setdefault(target.python, set()).add(target.start_method)
    return methods


def _which(pythons: list[tuple[int, int]], first: int, last: int) -> str:
    low, high = ("{}.{}".format(*pythons[index]) for index in (first, last))
    if first == 0 and last == len(pythons) - 1:
        return ""
    if last == len(pythons) - 1:
        return f"Python >= {low}"
    if first == 0:
        return f"Python <= {high}"
    return f"Python {low}" if first == last else f"Python {low} to {high}"
