from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

REPORTED = {
    "tried, under another name, the pool made by a helper": """
        try:
            from gevent.monkey import patch_all as patch
            patch()
        except ImportError:
            pass
        import multiprocessing as mp

        def make(context):
            return context.Pool(4)  # MP508

        if __name__ == "__main__":
            make(mp.get_context("spawn")).map(abs, [1])
        """,
    "patched by main()": """
        import eventlet.patcher
        from multiprocessing.pool import Pool

        def main():
            eventlet.patcher.monkey_patch()
            with Pool() as pool:  # MP508
                print(pool.map(abs, [1]))

        if __name__ == "__main__":
            main()
        """,
}

SILENT = {
    "told to leave threads alone": """
        import eventlet
        eventlet.monkey_patch(socket=True)
        import multiprocessing

        if __name__ == "__main__":
            multiprocessing.Pool().map(abs, [1])
        """,
    "a pool of green threads": """
        from gevent import monkey
        monkey.patch_all()
        from gevent.pool import Pool

        Pool(3).map(abs, [1])
        """,
    "a pool of threads": """
        from gevent import monkey
        monkey.patch_all()
        from multiprocessing.pool import ThreadPool

        ThreadPool(3).map(abs, [1])
        """,
    "imported, but nothing is patched": """
        import gevent.monkey
        import multiprocessing

        if __name__ == "__main__":
            multiprocessing.Pool().map(abs, [1])
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_pools_of_patched_programs_are_reported(check: Check, source: str) -> None:
    (finding,) = check("MP508", source)
    assert finding.confidence is Confidence.MEDIUM
    assert {"fork", "spawn"} & {target.start_method for target in finding.breaks_when}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_what_needs_no_real_threads_is_not(check: Check, source: str) -> None:
    check("MP508", source)
