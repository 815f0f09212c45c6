from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
    "the recipe, by a base class of both": """
        import multiprocessing as mp
        from multiprocessing import pool

        class Quiet(mp.Process):
            daemon = property(lambda self: False, lambda self, value: None)

        class Quieter(Quiet):
            pass

        class Nested(pool.Pool):
            Process = Quieter

        def run(work, items):
            with Nested(4) as nested:  # MP431
                return nested.map(work, items)
        """,
    "the class of processes itself": """
        import multiprocessing
        import multiprocessing.pool

        class Pool(multiprocessing.pool.Pool):
            Process = multiprocessing.Process

        pool = Pool()  # MP431
        """,
}
RIGHT = {
    "one that stands in for another": """
        import multiprocessing as mp
        from multiprocessing import pool

        try:
            from nested import NestedPool
        except ImportError:
            class NestedPool(pool.Pool):
                Process = mp.Process

        def run(work, items, nested):
            kind = NestedPool if nested else mp.Pool
            with kind(4) as workers:
                return workers.map(work, items)
        """,
    "a class that takes the context": """
        import multiprocessing
        import multiprocessing.pool

        class Worker(multiprocessing.Process):
            def __init__(self, context, **kwargs):
                super().__init__(**kwargs)

        class Pool(multiprocessing.pool.Pool):
            Process = Worker

        pool = Pool()
        """,
    "a class of the context's": """
        import multiprocessing
        import multiprocessing.pool

        class Worker(multiprocessing.Process):
            pass

        class Context(type(multiprocessing.get_context())):
            Process = Worker

        class Pool(multiprocessing.pool.Pool):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, context=Context(), **kwargs)

        pool = Pool()
        """,
    "a method": """
        import multiprocessing
        import multiprocessing.pool

        class Worker(multiprocessing.Process):
            pass

        class Pool(multiprocessing.pool.Pool):
            def Process(self, *args, **kwargs):
                made = super().Process(*args, **kwargs)
                made.__class__ = Worker
                return made

        pool = Pool()
        """,
    "nothing makes such a pool": """
        import multiprocessing
        import multiprocessing.pool

        class Worker(multiprocessing.Process):
            pass

        class Pool(multiprocessing.pool.Pool):
            Process = Worker

        pool = multiprocessing.Pool()
        """,
    "a pool of threads": """
        import multiprocessing.pool
        import threading

        class Pool(multiprocessing.pool.ThreadPool):
            Process = threading.Thread

        pool = Pool()
        """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_wrong(check: Check, source: str) -> None:
    assert check("MP431", source)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_right(check: Check, source: str) -> None:
    assert check("MP431", source) == []
