"""Bugs of CPython that programs with processes meet, by version: what an upgrade would cure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from packaging.version import InvalidVersion, Version

_ISSUE = "https://github.com/python/cpython/issues/{}"


@dataclass(frozen=True)
class KnownBug:
    """One bug.  ``fixed_in``: the first versions without it, one for each series that got the repair."""

    summary: str
    cure: str
    fixed_in: tuple[str, ...]
    reference: str


@dataclass(frozen=True)
class _Entry:
    """A bug, and where it is: in versions from ``first`` on, up to those of ``fixed``, one for each series.

    A series (3.13, say) between those never got the repair.  ``platforms``: beginnings of `sys.platform`.
    """

    summary: str
    cure: str
    first: str
    fixed: tuple[str, ...]
    reference: str
    platforms: tuple[str, ...] = ("",)


_POSIX = ("linux", "darwin", "freebsd", "openbsd", "netbsd", "sunos", "aix", "cygwin")

TABLE = (
    _Entry(
        "forkserver under 3.9 and 3.10 listens on an abstract socket: any local user can run code as this one.",
        "Upgrade, or do not use forkserver.",
        "3.9",
        ("3.9.16", "3.10.9", "3.11.0"),
        "https://nvd.nist.gov/vuln/detail/CVE-2022-42919",
        ("linux",),
    ),
    _Entry(
        "A lock, queue or other primitive of a fork context that is given to a spawn process kills that process "
        "(SIGSEGV); later versions raise RuntimeError.",
        "Make primitives with the context that starts the process.",
        "3.4",
        ("3.11.5", "3.12.0"),
        _ISSUE.format(77377),
        _POSIX,
    ),
    _Entry(
        "A lock that is passed on by a process to a process of its own raises AttributeError: is_fork_ctx.",
        "Upgrade: the repair came with the next release.",
        "3.11.5",
        ("3.11.6", "3.12.0"),
        _ISSUE.format(108520),
    ),
    _Entry(
        "ProcessPoolExecutor hangs if a worker dies while a large task is written to it.",
        "Keep tasks below 64 KiB, or upgrade.",
        "3.4",
        ("3.11.5", "3.12.0"),
        _ISSUE.format(94777),
    ),
    _Entry(
        "ProcessPoolExecutor(max_tasks_per_child=...) hangs once workers have to be replaced.",
        "Use multiprocessing.Pool(maxtasksperchild=...), or upgrade.",
        "3.11",
        ("3.13.15", "3.14.7", "3.15.0"),
        _ISSUE.format(115634),
    ),
    _Entry(
        "Starting a process of a spawn or forkserver context fixes the default start method as well: a later "
        "set_start_method() raises RuntimeError.",
        "Call set_start_method() first, or use contexts alone.",
        "3.4",
        ("3.13.12", "3.14.3", "3.15.0"),
        _ISSUE.format(109263),
    ),
    _Entry(
        "forkserver never preloads the main module: each process imports it again.",
        "Keep the top level of the main module light, or upgrade.",
        "3.4",
        ("3.13.8", "3.14.0"),
        _ISSUE.format(126631),
        _POSIX,
    ),
    _Entry(
        "While forkserver imports the main module sys.argv is empty.",
        "Read sys.argv behind the __main__ guard only, or upgrade.",
        "3.13.8",
        ("3.13.12", "3.14.3", "3.15.0"),
        _ISSUE.format(143706),
        _POSIX,
    ),
    _Entry(
        "A child of fork or forkserver does not call the functions that it registered with atexit.",
        "Clean up with try/finally or multiprocessing.util.Finalize.",
        "3.4",
        ("3.13.0",),
        _ISSUE.format(83856),
        _POSIX,
    ),
    _Entry(
        "A program that attaches to the SharedMemory of another unlinks it at its own end, and track=False, which "
        "prevents that, does not exist yet.",
        "Unregister it: multiprocessing.resource_tracker.unregister(segment._name, 'shared_memory').",
        "3.8",
        ("3.13.0",),
        _ISSUE.format(82300),
        _POSIX,
    ),
    _Entry(
        "A callback of Pool.apply_async or map_async that raises ends the thread that takes in results: every later "
        "get() and join() waits for ever.",
        "Let callbacks catch their exceptions.",
        "3.2",
        ("3.16.0",),
        _ISSUE.format(83371),
    ),
)


def bugs_of(interpreter: Mapping[str, Any]) -> tuple[KnownBug, ...]:
    """The bugs of the CPython that these facts of the probe `interpreter` describe; other Pythons have their own."""
    platform = str(interpreter.get("platform"))
    if interpreter.get("implementation") != "cpython" or platform in ("emscripten", "wasi"):  # no processes, no bugs
        return ()
    try:
        version = Version(str(interpreter.get("version")))
    except InvalidVersion:
        return ()
    return tuple(
        KnownBug(entry.summary, entry.cure, entry.fixed, entry.reference)
        for entry in TABLE
        if platform.startswith(entry.platforms) and _is_in(version, entry)
    )


def _is_in(version: Version, entry: _Entry) -> bool:
    if version < Version(entry.first):
        return False
    fixed = [Version(text) for text in entry.fixed]
    same_series = [one for one in fixed if one.release[:2] == version.release[:2]]
    return version < (same_series or [max(fixed)])[0]
