"""`explain_pickling` and `assert_picklable`, for a REPL or a test."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from mpcheck.pickling.outcome import Heard, report_on
from mpcheck.pickling.report import METHODS, PicklingReport

TRY_SECONDS = 20.0


def explain_pickling(obj: object, *, name: str = "obj", start_methods: Iterable[str] = ("spawn",)) -> PicklingReport:
    """Pickle and load the object in this process as multiprocessing does, and name every part that prevents it.

    Then start a process by each of ``start_methods`` and hand the object over.  Unlike the command, this sets no limits:
    what the object's own methods do, they do here, and
    cloudpickle and dill are not tried, as they may hang.  ``name`` begins the paths in the report.  Raises ValueError for a
    start method that does not exist.
    """
    from mpcheck.pickling.child.cross import cross
    from mpcheck.pickling.child.explore import explore

    methods = list(start_methods)
    if unknown := [method for method in methods if method not in METHODS]:
        raise ValueError(f"there is no start method {unknown[0]!r}; there are {', '.join(METHODS)}")
    seen = Heard()
    seen.say(python=f"{sys.implementation.name} {sys.version.split()[0]}")
    explore(name, obj, seen.say, _not_told)
    crossings = {}
    for method in methods:
        crossings[method] = Heard()
        request = {"method": method, "seconds": TRY_SECONDS, "search": not seen.culprits}
        cross(name, obj, request, crossings[method].say, _not_told)
    return report_on(name, sys.executable or None, seen, crossings)


def assert_picklable(obj: object, *, name: str = "obj", start_methods: Iterable[str] = ()) -> None:
    """Raise AssertionError, naming every culprit, unless the object pickles and loads in this process.

    With ``start_methods`` it must also arrive in a process that is started so.
    """
    report = explain_pickling(obj, name=name, start_methods=start_methods)
    if not report.picklable or False in report.crosses.values():
        raise AssertionError(str(report))


def _not_told(stage: Any) -> None:
    """Nobody waits who would have to know where it stopped."""
