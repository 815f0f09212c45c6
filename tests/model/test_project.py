"""What is found across the files of a project, and that leaving files unparsed hides nothing of it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mpcheck.analysis import Installed
from mpcheck.engine import Request, scan
from mpcheck.model.module import Module
from mpcheck.settings import Options
from mpcheck.targets import usual_targets

CLOUD = """
import multiprocessing

import kit.parts.keys
import kit.parts.merging


class Cloud:
    def create(self, size):
        return kit.parts.keys.make(size)

    def profile(self, one, other):
        kit.parts.merging.update(one, other)

    def run(self):
        self.profile({}, {})
        process = multiprocessing.Process(target=self.create, args=(1,))
        process.start()


def main():
    Cloud().run()
"""

HELPERS = """
import multiprocessing as mp

def pmap(function, items):
    with mp.Pool() as pool:
        return pool.map(function, items)

def boot():
    process = mp.Process(target=print)
    process.start()
    process.join()
    assert process.exitcode == 0

class Runner:
    def __init__(self, function):
        self.function = function

    def run(self, items):
        with mp.Pool(2) as pool:
            return pool.map(self.function, items)

def workers():
    return mp.Pool(2)
"""

#: Name -> (files, the (path, line, code) that must be found).
PROJECTS: dict[str, tuple[dict[str, str], set[tuple[str, int, str]]]] = {
    "a function beside the script": (
        {"helpers.py": HELPERS, "main.py": "from helpers import pmap\ndef f():\n    pmap(lambda x: x, [1])\n"},
        {("main.py", 3, "MP201")},
    ),
    "a module beside the script": (
        {"helpers.py": HELPERS, "main.py": "import helpers as h\ndef f():\n    h.pmap(lambda x: x, [1])\n"},
        {("main.py", 3, "MP201")},
    ),
    "a class of another file": (
        {"helpers.py": HELPERS, "main.py": "from helpers import Runner\ndef f():\n    Runner(lambda x: x).run([1])\n"},
        {("main.py", 3, "MP201")},
    ),
    "an object that a class of another file makes of itself": (
        {
            "runners.py": HELPERS.replace(
                "    def run(", "    @classmethod\n    def of(cls, f):\n        return cls(f)\n\n    def run("
            ),
            "main.py": "from runners import Runner\ndef f():\n    Runner.of(lambda x: x).run([1])\n",
        },
        {("main.py", 3, "MP201")},
    ),
    "a pool that another file makes": (
        {
            "helpers.py": HELPERS,
            "main.py": "import helpers\ndef f():\n    with helpers.workers() as p:\n        p.map(lambda x: x, [1])\n",
        },
        {("main.py", 4, "MP201")},
    ),
    "processes started by another file at import time": (
        {"helpers.py": HELPERS, "main.py": "from helpers import boot\nboot()\n"},
        {("main.py", 2, "MP101")},
    ),
    "a function of a module that is called like a method of a dict": (
        {
            "kit/__init__.py": "",
            "kit/parts/__init__.py": "",
            "kit/parts/merging.py": "def update(one, other):\n    return {**one, **other}\n",
            "kit/parts/keys.py": "def make(size):\n    return size\n",
            "main.py": CLOUD,
        },
        set(),
    ),
    "processes that another file starts if it is asked to": (
        {
            "tools.py": "from multiprocessing import Pool\ndef run(f, parallel=False):\n    if parallel:\n"
            "        with Pool() as pool:\n            return pool.map(f, [1])\n    return [f(1)]\n",
            "quiet.py": "import tools\nfrom settings import parallel\ntools.run(abs, parallel)\ntools.run(abs)\n",
            "loud.py": "import tools\ntools.run(abs, parallel=True)\n",
        },
        {("loud.py", 2, "MP101")},
    ),
    "settings of another module that the parent changes": (
        {
            "config.py": "LIMIT = None\nNAMES = []\ndef use(name):\n    NAMES.append(name)\n",
            "work.py": "import config\nfrom config import NAMES\ndef limited(x):\n    return config.LIMIT * x\n"
            "def named(x):\n    return NAMES[x]\n",
            "loud.py": "from multiprocessing import Pool\nimport config\nfrom work import limited, named\n"
            "def main():\n    config.LIMIT = 3\n    config.use('a')\n    with Pool() as pool:\n"
            "        print(pool.map(limited, [1]))\n        print(pool.map(named, [0]))\n"
            "if __name__ == '__main__':\n    main()\n",
            "late.py": "from multiprocessing import Pool\nimport config\nfrom work import limited\ndef main():\n"
            "    with Pool() as pool:\n        print(pool.map(limited, [1]))\n    config.LIMIT = 3\n"
            "if __name__ == '__main__':\n    main()\n",
        },
        {("loud.py", 8, "MP302"), ("loud.py", 9, "MP302")},
    ),
    "settings of another module that workers get, too": (
        {
            "config.py": "LIMIT = None\n",
            "work.py": "import config\ndef limit(n):\n    config.LIMIT = n\ndef limited(x):\n    return config.LIMIT * x\n"
            "def both(n):\n    limit(n)\n    return limited(1)\n",
            "by_initializer.py": "from multiprocessing import Pool\nfrom work import limit, limited\ndef main():\n    limit(3)\n"
            "    with Pool(initializer=limit, initargs=(3,)) as pool:\n        print(pool.map(limited, [1]))\n"
            "if __name__ == '__main__':\n    main()\n",
            "by_task.py": "from multiprocessing import Pool\nfrom work import both, limit\ndef main():\n    limit(3)\n"
            "    with Pool() as pool:\n        print(pool.map(both, [1]))\nif __name__ == '__main__':\n    main()\n",
            "by_import.py": "from multiprocessing import Pool\nimport config\nfrom work import limited\nconfig.LIMIT = 3\n"
            "if __name__ == '__main__':\n    with Pool() as pool:\n        print(pool.map(limited, [1]))\n",
        },
        set(),
    ),
    "a package with relative imports and a star": (
        {
            "pkg/__init__.py": "from .impl import *\n",
            "pkg/impl.py": HELPERS,
            "pkg/use.py": "from . import pmap\nfrom .impl import Runner\ndef f():\n    pmap(lambda x: x, [1])\n",
            "main.py": "import pkg\ndef f():\n    pkg.pmap(lambda x: x, [1])\n",
        },
        {("main.py", 3, "MP201"), ("pkg/use.py", 4, "MP201")},
    ),
    "a src layout": (
        {
            "pyproject.toml": "",
            "src/lib/__init__.py": "",
            "src/lib/tools.py": HELPERS,
            "tests/test_it.py": "from lib.tools import pmap\ndef test():\n    pmap(lambda x: x, [1])\n",
        },
        {("tests/test_it.py", 3, "MP201")},
    ),
    "a wrapper around a wrapper": (
        {
            "helpers.py": HELPERS,
            "middle.py": "from helpers import pmap\ndef run_all(function):\n    return pmap(function, range(3))\n",
            "main.py": "from middle import run_all\ndef f():\n    run_all(lambda x: x)\n",
        },
        {("main.py", 3, "MP201")},
    ),
    "two files of one name": (
        {
            "a/helpers.py": HELPERS,
            "a/main.py": "from helpers import pmap\ndef f():\n    pmap(lambda x: x, [1])\n",
            "b/helpers.py": "def pmap(function, items):\n    return list(map(function, items))\n",
            "b/main.py": "from helpers import pmap\ndef f():\n    pmap(lambda x: x, [1])\n",
        },
        {("a/main.py", 3, "MP201")},
    ),
    "files that import each other": (
        {
            "a.py": "import b\nfrom multiprocessing import Pool\ndef pmap(f):\n    Pool().map(f, [1])\n    b.back()\n",
            "b.py": "import a\ndef back():\n    a.pmap(lambda x: x)\n",
        },
        {("b.py", 3, "MP201")},
    ),
    "a local import": (
        {"helpers.py": HELPERS, "main.py": "def f():\n    from helpers import pmap\n    pmap(lambda x: x, [1])\n"},
        {("main.py", 3, "MP201")},
    ),
    "a name that the standard library has": (
        {"queue.py": HELPERS, "main.py": "import queue\ndef f():\n    queue.pmap(lambda x: x, [1])\n"},
        set(),
    ),
    "a function of that name defined here": (
        {"helpers.py": HELPERS, "main.py": "from helpers import boot\ndef pmap(f):\n    return f\npmap(lambda x: x)\n"},
        set(),
    ),
    "threads in the other file": (
        {
            "helpers.py": "from multiprocessing.pool import ThreadPool\ndef pmap(f):\n    with ThreadPool() as p:\n        p.map(f, [1])\n",
            "main.py": "from helpers import pmap\npmap(lambda x: x)\n",
        },
        set(),
    ),
}


@pytest.fixture(params=PROJECTS)
def project(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    files, _ = PROJECTS[request.param]
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return str(request.param)


def found(*paths: str, prefilter: bool = True, jobs: int = 1) -> list[tuple[str, int, str]]:
    request = Request(paths or (".",), Options(isolated=True), jobs=jobs, prefilter=prefilter)
    result = scan(request, Installed())
    assert not result.errors
    return [
        (f.location.path, f.location.line, f.code) for f in result.findings if f.code in ("MP101", "MP201", "MP302")
    ]


def test_pitfalls_are_found_across_files(project: str) -> None:
    assert set(found()) == PROJECTS[project][1]


def test_the_prefilter_hides_nothing(project: str) -> None:
    assert found() == found(prefilter=False)


def test_several_processes_find_the_same(project: str) -> None:
    assert found() == found(jobs=2)


def test_a_file_alone_is_judged_with_what_it_imports(project: str) -> None:
    for path in {path for path, _, _ in PROJECTS[project][1]}:
        assert set(found(path)) == {row for row in PROJECTS[project][1] if row[0] == path}


def test_a_stand_in_that_sends_lambdas_is_left_alone() -> None:
    program = (
        "try:\n    import multiprocess as mp\nexcept ImportError:\n    import multiprocessing as mp\n"
        "def f():\n    with mp.Pool() as pool:\n        pool.map(lambda x: x, [1])\n"
    )
    module = Module("program.py", program, ast.parse(program), usual_targets())
    assert not [event for event in module.all_events if event.kind]
