"""Compare tools that say why an object does not pickle: does each name the part that is to blame?

``python benchmarks/pickling_comparison.py [--notes-python PATH] [--write]`` needs mpcheck, and compares with dill
and ray where they are installed, and with the notes on errors of the Python 3.14 or later that is named.  Each tool
runs in a process of its own.  A cell says ``all``, ``some`` or ``no`` of the parts to blame were named, and how many
other objects were named besides.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import signal
import subprocess
import sys
import types
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from comparison_page import write_section
from pickling_cases import Case, cases

SECONDS = 20  # for one case
DEPTHS = (1, 2, 3)
HIDDEN = {"args", "default_factory", "__self__", "__class__"}  # attributes that pickle knows by other names


def by_mpcheck(obj: Any, blamed: dict[str, Any]) -> tuple[int, int]:
    """How many of the parts are named, and how many others; by path."""
    from mpcheck import explain_pickling

    named = {culprit.path for culprit in explain_pickling(obj, start_methods=()).culprits}
    return len(named & blamed.keys()), len(named - blamed.keys())


def by_dill(obj: Any, blamed: dict[str, Any]) -> tuple[int, int]:
    """The same for `dill.detect.badobjects`, at the depth that serves it best; by identity."""
    from dill import detect

    return max((_count(_leaves(detect.badobjects(obj, depth=depth)), blamed) for depth in DEPTHS), key=_merit)


def by_ray(obj: Any, blamed: dict[str, Any]) -> tuple[int, int]:
    """The same for `ray.util.inspect_serializability`."""
    from ray.util import inspect_serializability

    found: list[list[Any]] = []
    for depth in (3, 6):
        _, failures = inspect_serializability(obj, name="obj", depth=depth, print_file=io.StringIO())
        found.append([failure.obj for failure in failures])
    return max((_count(one, blamed) for one in found), key=_merit)


def by_notes(obj: Any, blamed: dict[str, Any]) -> tuple[int, int]:
    """The same for the error and its notes: the error has to name the type, the notes each step of the path."""
    from multiprocessing.reduction import ForkingPickler

    try:
        ForkingPickler.loads(ForkingPickler.dumps(obj))
    except Exception as error:
        notes = getattr(error, "__notes__", [])
        told = " ".join(notes) if len(notes) < 100 else ""  # tens of thousands tell nobody anything
        return sum(_is_told(path, part, str(error), told) for path, part in blamed.items()), 0
    return 0, 0


def _is_told(path: str, part: Any, error: str, notes: str) -> bool:
    """Whether the notes name each step that has a name in the source; where there is none, the error names the part."""
    steps = re.findall(r"'(\w+)'|\[(\d+)\]|\.(\w+)|(element)", path.partition("obj")[2])
    words = {next(filter(None, step)) for step in steps} - HIDDEN
    names = {type(part).__name__, getattr(part, "__qualname__", type(part).__name__)}
    if not words:
        return any(name in error for name in names)
    return all(re.search(rf"\b{re.escape(word)}\b", notes) for word in words)


def _leaves(found: Any) -> list[Any]:
    if isinstance(found, dict):
        return [leaf for value in found.values() for leaf in _leaves(value)]
    return [] if found is None else [found]


def _count(named: list[Any], blamed: dict[str, Any]) -> tuple[int, int]:
    """A part counts as named with anything that it holds, or a method of it: the lock in an Event says enough."""
    named = [_owner(one) for one in named]
    wholes = [{id(part), *_held(part)} for part in blamed.values()]
    right = sum(any(id(one) in whole for one in named) for whole in wholes)
    others = {id(one) for one in named if not any(id(one) in whole for whole in wholes)}
    return right, len(others)


def _owner(named: Any) -> Any:
    while isinstance(named, (types.MethodType, types.BuiltinMethodType, types.MethodWrapperType)):
        named = named.__self__
    return named


def _held(part: Any, depth: int = 4) -> set[int]:
    values = list(getattr(part, "__dict__", {}).values()) if depth and not isinstance(part, type) else []
    return {id(value) for value in values}.union(*(_held(value, depth - 1) for value in values))


def _merit(score: tuple[int, int]) -> tuple[int, int]:
    return score[0], -score[1]


TOOLS: dict[str, Callable[[Any, dict[str, Any]], tuple[int, int]]] = {
    "mpcheck": by_mpcheck,
    "dill.detect": by_dill,
    "ray": by_ray,
    "notes": by_notes,
}


def judge(tool: str) -> dict[str, str]:
    """A cell for every case."""
    return {name: _cell(TOOLS[tool], make) for name, make in cases().items()}


def _cell(judged: Callable[[Any, dict[str, Any]], tuple[int, int]], make: Callable[[], Case]) -> str:
    try:
        with _alarm(), warnings.catch_warnings(action="ignore"), contextlib.redirect_stdout(io.StringIO()):
            obj, blamed = make()
            right, others = judged(obj, blamed)
    except BaseException as error:
        return f"no: {type(error).__name__}"
    verdict = "all" if right == len(blamed) else "some" if right else "no"
    return verdict + (f", and {others} others" if others else "")


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    def give_up(_number: int, _frame: Any) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def ask(tool: str, python: str) -> dict[str, str]:
    """The cells of one tool, from a process of its own."""
    words = [python, __file__, "--tool", tool]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=3600, cwd=Path(__file__).parent)
    if done.returncode:
        sys.exit(f"{tool}: {done.stderr[-2000:]}")
    cells: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return cells


def table(columns: dict[str, dict[str, str]]) -> str:
    """The table for the documentation."""
    from tabulate import tabulate

    rows = [[name, *(cells[name] for cells in columns.values())] for name in cases()]
    clean = [sum(cell == "all" for cell in cells.values()) for cells in columns.values()]
    named = [Counter(cell.partition(",")[0] for cell in cells.values())["all"] for cells in columns.values()]
    totals = [["**all named, nothing else**", *clean], ["**all named**", *named]]
    return tabulate(rows + totals, ["object", *columns], tablefmt="github")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--tool", choices=TOOLS, help="print the cells of this tool as JSON")
    parser.add_argument("--notes-python", help="a Python 3.14 or later")
    parser.add_argument("--write", action="store_true", help="write the table into docs/comparison.md")
    arguments = parser.parse_args()
    if arguments.tool:
        print(json.dumps(judge(arguments.tool)))
        sys.stdout.flush()
        return
    columns = {f"mpcheck {metadata.version('mpcheck')}": ask("mpcheck", sys.executable)}
    for tool, package in (("dill.detect", "dill"), ("ray", "ray")):
        try:
            columns[f"{tool} {metadata.version(package)}"] = ask(tool, sys.executable)
        except metadata.PackageNotFoundError:
            print(f"{package} is not installed: left out", file=sys.stderr)
    if arguments.notes_python:
        columns["notes of 3.14"] = ask("notes", arguments.notes_python)
    print(table(columns))
    if arguments.write:
        write_section("objects", table(columns))


if __name__ == "__main__":
    main()
