"""What breaks only under start methods that no program which imports a file chooses is of low confidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import check_files

#: Breaks where processes are not forked.
JOBS = """
    from multiprocessing import Pool

    LIMIT = 1

    def work(n):
        return n * LIMIT  # MP302

    def run():
        global LIMIT
        LIMIT = 3
        with Pool() as pool:
            return pool.map(work, range(9))
"""
PROGRAM = """
    import multiprocessing as mp
    from jobs import run

    if __name__ == "__main__":
        mp.set_start_method({})
        print(run())
"""
UNLIKELY = {
    "the program chooses another method": {"jobs.py": JOBS, "main.py": PROGRAM.format("'fork'")},
    "the program imports it through a module": {
        "jobs.py": JOBS,
        "api.py": "import jobs\n\ndef start():\n    return jobs.run()\n",
        "main.py": PROGRAM.format("'fork'").replace("from jobs import run", "from api import start as run"),
    },
    "a method for each platform": {
        "jobs.py": JOBS,
        "main.py": PROGRAM.format("'fork' if sys.platform == 'linux' else 'fork'").replace("import m", "import sys, m"),
    },
    "each program chooses another one": {
        "jobs.py": JOBS,
        "main.py": PROGRAM.format("'fork'"),
        "other.py": PROGRAM.format("'fork', force=True"),
    },
}
LIKELY = {
    "no program chooses": {
        "jobs.py": JOBS,
        "main.py": PROGRAM.format("'fork'").replace("mp.set_start_method('fork')", "print('begin')"),
    },
    "the program chooses one that breaks": {"jobs.py": JOBS, "main.py": PROGRAM.format("'spawn'")},
    "the user chooses": {
        "jobs.py": JOBS,
        "main.py": PROGRAM.format("sys.argv[1]").replace("import m", "import sys, m"),
    },
    "one of two programs chooses one that breaks": {
        "jobs.py": JOBS,
        "main.py": PROGRAM.format("'fork'"),
        "other.py": PROGRAM.format("'spawn'"),
    },
    "a test chooses": {"jobs.py": JOBS, "test_jobs.py": PROGRAM.format("'fork'")},
    "a shared file of tests chooses": {
        "jobs.py": JOBS,
        "tests/running.py": PROGRAM.format("'fork'"),
        "pyproject.toml": "",
    },
    "what they share in conftest.py chooses": {"jobs.py": JOBS, "conftest.py": PROGRAM.format("'fork'")},
    "the code chooses itself": {
        "jobs.py": JOBS.replace("Pool\n", "Pool, set_start_method\n").replace(
            "global LIMIT\n", "global LIMIT\n        set_start_method('spawn', force=True)\n"
        ),
        "main.py": PROGRAM.format("'fork'"),
    },
    "the program chooses, and does not import it": {
        "jobs.py": JOBS,
        "main.py": PROGRAM.format("'fork'").replace("from jobs import run", "def run():\n        return 1"),
    },
    "the code has a context of its own": {
        "jobs.py": JOBS.replace("import Pool", "import get_context").replace("Pool()", "get_context('spawn').Pool()"),
        "main.py": PROGRAM.format("'fork'"),
    },
}


@pytest.mark.parametrize("files", UNLIKELY.values(), ids=UNLIKELY)
def test_unlikely(files: dict[str, str], tmp_path: Path) -> None:
    assert {one.confidence for one in check_files(tmp_path, files, "MP302", level="pedantic")} == {Confidence.LOW}


@pytest.mark.parametrize("files", LIKELY.values(), ids=LIKELY)
def test_likely(files: dict[str, str], tmp_path: Path) -> None:
    assert all(one.confidence is not Confidence.LOW for one in check_files(tmp_path, files, "MP302"))
