"""MP604 on programs in many styles: numbers of workers that Windows refuses, and those that it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

REPORTED = {
    "pool": "from multiprocessing import Pool\nPool(64)  # MP604",
    "keyword": "import multiprocessing as mp\nmp.Pool(processes=128)  # MP604",
    "context": "import multiprocessing as mp\nmp.get_context('spawn').Pool(100)  # MP604",
    "executor": "import concurrent.futures as cf\ncf.ProcessPoolExecutor(62)  # MP604",
    "helper": """
        from concurrent.futures import ProcessPoolExecutor

        def make(workers):
            return ProcessPoolExecutor(workers)  # MP604

        make(80)
    """,
    "attribute": """
        from concurrent.futures import ProcessPoolExecutor

        class Runner:
            workers = 96

            def run(self):
                return ProcessPoolExecutor(max_workers=self.workers)  # MP604
    """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP604", source)
    assert {target.platform for target in finding.breaks_when} == {"windows"}


def test_a_pool_copes_from_python_3_13_on(check: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = check("MP604", "from multiprocessing import Pool\nPool(64)  # MP604")
    assert max(target.python for target in finding.breaks_when) == (3, 12)


SILENT = {
    "few": "from multiprocessing import Pool\nPool(60)",
    "most": "import concurrent.futures as cf\ncf.ProcessPoolExecutor(61)",
    "threads": "import concurrent.futures as cf\ncf.ThreadPoolExecutor(200)",
    "processors": "import multiprocessing as mp\nmp.Pool(mp.cpu_count())",
    "limited": "import multiprocessing as mp\nmp.Pool(min(60, 128))",
    "not on Windows": "import multiprocessing as mp\nimport os\nif os.name == 'posix':\n    mp.Pool(100)",
    "forked": "import multiprocessing as mp\nmp.get_context('fork').Pool(100)",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP604", source) == []
