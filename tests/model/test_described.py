"""Functions that the user describes are found under every name by which they are imported, and by every way of scanning."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from mpcheck.analysis import Installed
from mpcheck.described import KEYS
from mpcheck.engine import Request, scan
from mpcheck.model.api import Api

PYPROJECT = """
[[tool.mpcheck.api]]
name = "ourlib.parallel.run_all"
params = ["function", "items", "workers"]
callable = "function"
iterable = "items"
when = "workers is None or workers > 1"

[[tool.mpcheck.api]]
name = "ourlib.parallel.Farm.send"
params = ["function"]
callable = "function"
variadic = true
options = ["priority"]

[[tool.mpcheck.api]]
name = "elsewhere.by_value"
params = ["function"]
callable = "function"
serializer = "cloudpickle"

[[tool.mpcheck.api]]
name = "elsewhere.make_pool"
returns = "multiprocessing.pool.Pool"
"""
PARALLEL = """
def run_all(function, items, workers=None):
    return hidden(function, items)


class Farm:
    def send(self, function, *args, priority=0, **kwargs):
        return hidden(function, args, kwargs)
"""
GUARDED = 'if __name__ == "__main__":\n    '


def found(folder: Path, program: str, jobs: int = 1, *, prefilter: bool = True) -> list[tuple[int, str]]:
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (folder / "ourlib").mkdir()
    (folder / "ourlib" / "__init__.py").write_text("from .parallel import run_all\n", encoding="utf-8")
    (folder / "ourlib" / "parallel.py").write_text(PARALLEL, encoding="utf-8")
    (folder / "program.py").write_text(program, encoding="utf-8")
    result = scan(Request((str(folder),), jobs=jobs, prefilter=prefilter), Installed())
    assert result.errors == ()
    return [(finding.location.line, finding.code) for finding in result.findings]


def test_every_field_of_a_row_can_be_described() -> None:
    assert {key.replace("-", "_") for key in KEYS} == {field.name for field in fields(Api)}


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (f"from ourlib.parallel import run_all\n{GUARDED}run_all(lambda x: x, [1])\n", [(3, "MP201")]),
        (f"from ourlib import run_all as go\n{GUARDED}go(lambda x: x, [1])\n", [(3, "MP201")]),
        (f"import ourlib.parallel\n{GUARDED}ourlib.parallel.run_all(lambda x: x, [1])\n", [(3, "MP201")]),
        (f"import ourlib.parallel as p\n{GUARDED}p.run_all(print, [lambda: 1])\n", [(3, "MP201")]),
        (f"from ourlib.parallel import Farm\n{GUARDED}Farm().send(lambda x: x, 1)\n", [(3, "MP201")]),
        (f"from ourlib.parallel import Farm\n{GUARDED}Farm().send(print, priority=lambda: 1)\n", []),
        (f"from ourlib.parallel import Farm\n{GUARDED}Farm().send(print, end=lambda: 1)\n", [(3, "MP201")]),
        ("from ourlib.parallel import run_all\nrun_all(print, [1])\n", [(2, "MP101")]),
        ("from ourlib.parallel import run_all\nrun_all(print, [1], 1)\n", []),
        ("from ourlib.parallel import run_all\nrun_all(print, [1], workers=2)\n", [(2, "MP101")]),
        (f"from elsewhere import by_value\n{GUARDED}by_value(lambda: 1)\n", []),
        (f"from elsewhere import make_pool\n{GUARDED}make_pool().map(lambda x: x, [1])\n", [(3, "MP201")]),
        (f"from somewhere import run_all\n{GUARDED}run_all(lambda x: x, [1])\n", []),
    ],
)
def test_calls_of_described_functions_are_checked(
    tmp_path: Path, program: str, expected: list[tuple[int, str]]
) -> None:
    assert found(tmp_path, program) == expected


@pytest.mark.parametrize(("jobs", "prefilter"), [(2, True), (1, False)])
def test_workers_and_a_scan_without_prefilter_find_the_same(tmp_path: Path, jobs: int, prefilter: bool) -> None:
    program = "from ourlib.parallel import run_all\nrun_all(lambda x: x, [1])\n"
    assert found(tmp_path, program, jobs, prefilter=prefilter) == [(2, "MP101"), (2, "MP201")]


def test_a_function_is_described_in_its_own_file_too(tmp_path: Path) -> None:
    (tmp_path / "parallel.py").write_text(PARALLEL + f"\n\n{GUARDED}run_all(lambda x: x, [1])\n", encoding="utf-8")
    text = PYPROJECT.replace("ourlib.parallel", "parallel")
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    result = scan(Request((str(tmp_path),)), Installed())
    assert [finding.code for finding in result.findings] == ["MP201"]
