"""The ways in which a name of one file reaches another: packages, re-exports, cycles, conditions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mpcheck.analysis import Installed
from mpcheck.engine import Request, scan
from mpcheck.findings import Finding
from mpcheck.model.project import Project
from mpcheck.settings import Options

Files = dict[str, str]
Row = tuple[str, int, str]

PMAP = "from multiprocessing import Pool\ndef pmap(function, items):\n    with Pool() as pool:\n        return pool.map(function, items)\n"
SERIAL = "def pmap(function, items):\n    return [function(item) for item in items]\n"
CALL = "def f():\n    {}(lambda x: x, [1])\n"

#: Name -> (files, the findings).
PROJECTS: dict[str, tuple[Files, set[Row]]] = {
    "a re-export through __init__, under another name": (
        {
            "pkg/__init__.py": "from pkg._pools import pmap as parallel\n__all__ = ['parallel']\n",
            "pkg/_pools.py": PMAP,
            "main.py": "from pkg import parallel\n" + CALL.format("parallel"),
        },
        {("main.py", 3, "MP201")},
    ),
    "a re-export through three packages": (
        {
            "a/__init__.py": "from .b import pmap\n",
            "a/b/__init__.py": "from .c import pmap\n",
            "a/b/c/__init__.py": "from .d import pmap\n",
            "a/b/c/d.py": PMAP,
            "main.py": "import a\n" + CALL.format("a.pmap"),
        },
        {("main.py", 3, "MP201")},
    ),
    "a star that takes what __all__ lists": (
        {
            "pools.py": "__all__ = ['pmap']\n" + PMAP,
            "main.py": "from pools import *\n" + CALL.format("pmap"),
        },
        {("main.py", 3, "MP201")},
    ),
    "a star that __all__ keeps a name from": (
        {
            "pools.py": "__all__ = ['other']\n" + PMAP,
            "main.py": "def pmap(f, xs):\n    return f\nfrom pools import *\n" + CALL.format("pmap"),
        },
        set(),
    ),
    "a star takes no private name": (
        {
            "pools.py": PMAP.replace("pmap", "_pmap"),
            "main.py": "from other import _pmap\nfrom pools import *\n" + CALL.format("_pmap"),
        },
        set(),
    ),
    "a star from a star": (
        {
            "pools.py": PMAP,
            "middle.py": "from pools import *\n",
            "main.py": "from middle import *\n" + CALL.format("pmap"),
        },
        {("main.py", 3, "MP201")},
    ),
    "a namespace package": (
        {
            "space/pools/fast.py": PMAP,
            "main.py": "from space.pools.fast import pmap\nimport space.pools.fast as fast\n"
            + CALL.format("pmap")
            + CALL.format("fast.pmap"),
        },
        {("main.py", 4, "MP201"), ("main.py", 6, "MP201")},
    ),
    "a package in src and a script at the root": (
        {
            "pyproject.toml": "",
            "src/lib/__init__.py": "from .pools import pmap\n",
            "src/lib/pools.py": PMAP,
            "scripts/go.py": "from lib import pmap\n" + CALL.format("pmap"),
            "src/lib/sub/use.py": "from ..pools import pmap\n" + CALL.format("pmap"),
            "src/lib/sub/__init__.py": "",
        },
        {("scripts/go.py", 3, "MP201"), ("src/lib/sub/use.py", 3, "MP201")},
    ),
    "relative imports up and down": (
        {
            "pkg/__init__.py": "",
            "pkg/pools.py": PMAP,
            "pkg/a/__init__.py": "",
            "pkg/a/b/__init__.py": "",
            "pkg/a/b/use.py": "from ... import pools\nfrom ...pools import pmap as p\n"
            + CALL.format("pools.pmap")
            + CALL.format("p"),
        },
        {("pkg/a/b/use.py", 4, "MP201"), ("pkg/a/b/use.py", 6, "MP201")},
    ),
    "a cycle through the package": (
        {
            "pkg/__init__.py": "from . import one, two\n",
            "pkg/one.py": "from pkg import two\n" + PMAP + "def back():\n    two.go()\n",
            "pkg/two.py": "from pkg import one\ndef go():\n    one.pmap(lambda x: x, [1])\n",
        },
        {("pkg/two.py", 3, "MP201")},
    ),
    "a cycle of names that nothing defines": (
        {
            "a.py": "from b import pmap\nfrom multiprocessing import Pool\n",
            "b.py": "from a import pmap\n" + CALL.format("pmap"),
        },
        set(),
    ),
    "a cycle of stars": (
        {
            "a.py": "from b import *\n" + PMAP,
            "b.py": "from a import *\n" + CALL.format("pmap"),
        },
        {("b.py", 3, "MP201")},
    ),
    "either of two imports": (
        {
            "fast.py": PMAP,
            "main.py": "try:\n    from fast import pmap\nexcept ImportError:\n    pmap = None\n" + CALL.format("pmap"),
        },
        {("main.py", 6, "MP201")},
    ),
    "an import under a condition": (
        {
            "fast.py": PMAP,
            "main.py": "import sys\nif sys.platform != 'win32':\n    from fast import pmap\n" + CALL.format("pmap"),
        },
        {("main.py", 5, "MP201")},
    ),
    "an import for type checkers alone": (
        {
            "fast.py": PMAP,
            "slow.py": SERIAL,
            "main.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from fast import pmap\n"
            "else:\n    from slow import pmap\n" + CALL.format("pmap"),
        },
        set(),
    ),
    "a module for type checkers alone": (
        {
            "fast.py": PMAP,
            "slow.py": SERIAL,
            "main.py": "import typing as t\nif t.TYPE_CHECKING:\n    import fast as tool\n"
            "if not t.TYPE_CHECKING:\n    import slow as tool\n" + CALL.format("tool.pmap"),
        },
        set(),
    ),
    "scripts of two folders with a module of one name each": (
        {
            "one/tools.py": PMAP,
            "one/go.py": "import tools\n" + CALL.format("tools.pmap"),
            "two/tools.py": SERIAL,
            "two/go.py": "import tools\n" + CALL.format("tools.pmap"),
            "tools.py": SERIAL,
            "go.py": "import tools\n" + CALL.format("tools.pmap"),
        },
        {("one/go.py", 3, "MP201")},
    ),
    "packages of two folders with one name": (
        {
            "one/pkg/__init__.py": PMAP,
            "one/go.py": "from pkg import pmap\n" + CALL.format("pmap"),
            "two/pkg/__init__.py": SERIAL,
            "two/go.py": "from pkg import pmap\n" + CALL.format("pmap"),
        },
        {("one/go.py", 3, "MP201")},
    ),
    "a module that a package hands on without naming what it holds": (
        {
            "pkg/__init__.py": "from . import pools\n",
            "pkg/pools.py": PMAP,
            "main.py": "import pkg\n" + CALL.format("pkg.pools.pmap"),
        },
        {("main.py", 3, "MP201")},
    ),
    "a module and the package of its folder": (
        {
            "pkg/__init__.py": "",
            "pkg/tools.py": SERIAL,
            "tools.py": PMAP,
            "pkg/use.py": "from .tools import pmap\n" + CALL.format("pmap"),
            "main.py": "from tools import pmap\n" + CALL.format("pmap"),
        },
        {("main.py", 3, "MP201")},
    ),
    "a class whose base is in another package": (
        {
            "base/__init__.py": "from .runner import Runner\n",
            "base/runner.py": "from multiprocessing import Pool\nclass Runner:\n    def go(self, f):\n"
            "        with Pool() as pool:\n            return pool.map(f, [1])\n",
            "app/__init__.py": "",
            "app/main.py": "import base\nclass Own(base.Runner):\n    pass\ndef f():\n    Own().go(lambda x: x)\n",
        },
        {("app/main.py", 5, "MP201")},
    ),
    "a pool that is a global of another file": (
        {
            "shared.py": "from multiprocessing import Pool\npool = None\ndef start():\n    global pool\n    pool = Pool()\n",
            "main.py": "import shared\ndef f():\n    shared.start()\n    shared.pool.map(lambda x: x, [1])\n",
        },
        {("main.py", 4, "MP201")},
    ),
    "a name that the package binds anew": (
        {
            "pkg/__init__.py": "from .pools import pmap\ndef pmap(function, items):\n    return list(map(function, items))\n",
            "pkg/pools.py": PMAP,
            "main.py": "from pkg import pmap\n" + CALL.format("pmap"),
        },
        set(),
    ),
    "a worker of another file that starts when imported": (
        {
            "boot.py": "from multiprocessing import Process\nProcess(target=print).start()\n",
            "main.py": "import boot\n",
        },
        {("boot.py", 2, "MP101")},
    ),
}
CODES = ("MP101", "MP201")


def scanned(*paths: str, prefilter: bool = True, jobs: int = 1) -> list[Finding]:
    result = scan(Request(paths or (".",), Options(isolated=True), jobs=jobs, prefilter=prefilter), Installed())
    assert not result.errors
    return [finding for finding in result.findings if finding.code in CODES]


def rows(findings: list[Finding]) -> set[Row]:
    return {(finding.location.path, finding.location.line, finding.code) for finding in findings}


def write(folder: Path, files: Files) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture(params=PROJECTS)
def project(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Files, set[Row]]:
    files, expected = PROJECTS[request.param]
    write(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    return files, expected


def test_a_name_is_followed_to_the_file_that_it_is_from(project: tuple[Files, set[Row]]) -> None:
    assert rows(scanned()) == project[1]


def test_neither_order_nor_processes_nor_the_prefilter_matter(project: tuple[Files, set[Row]]) -> None:
    usual = scanned()
    paths = [path for path in project[0] if path.endswith(".py")]
    assert scanned(*paths) == scanned(*reversed(paths)) == usual
    assert scanned(jobs=2) == usual
    assert scanned(prefilter=False) == usual


def test_a_finding_that_another_file_causes_names_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    middle = "import pools\ndef run_all(function):\n    return pools.pmap(function, range(3))\n"
    main = "from middle import run_all\ndouble = lambda x: 2 * x\ndef f():\n    run_all(double)\n"
    write(tmp_path, {"pools.py": PMAP, "middle.py": middle, "main.py": main})
    monkeypatch.chdir(tmp_path)
    (finding,) = scanned()
    assert (finding.location.path, finding.location.line) == ("main.py", 4)
    notes = {(one.location.path, one.location.line): one.message for one in finding.related}
    assert notes == {("main.py", 2): "defined here", ("pools.py", 4): "sent to another process here"}


def test_processes_that_another_file_starts_at_import_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boot = "from multiprocessing import Process\ndef boot():\n    Process(target=print).start()\n"
    write(tmp_path, {"tools.py": boot, "main.py": "from tools import boot\nboot()\n"})
    monkeypatch.chdir(tmp_path)
    (finding,) = scanned()
    assert (finding.location.path, finding.location.line) == ("main.py", 2)
    assert [(one.location.path, one.location.line) for one in finding.related if one.message] == [("tools.py", 3)]


@pytest.mark.parametrize("folder", ["site-packages", "dist-packages", "vendored"])
def test_packages_that_are_installed_side_by_side_are_no_project(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder / "one").mkdir(parents=True)
    for name in ("one/__init__.py", "one/parts.py", "one/main.py", "two.py"):
        (tmp_path / folder / name).write_text("")
    project, importer = Project(lambda path: ("", ast.parse(""))), str(tmp_path / folder / "one" / "main.py")
    assert project.locate("one.parts.name", importer)[0] == str(tmp_path / folder / "one" / "parts.py")
    assert project.locate(".parts.name", importer)[0] == str(tmp_path / folder / "one" / "parts.py")
    found = str(tmp_path / folder / "two.py") if folder == "vendored" else None
    assert project.locate("two.name", importer)[0] == found
    alone = str(tmp_path / folder / "two.py")
    assert (project.locate("one.parts", alone)[0] is None) is (folder != "vendored")
