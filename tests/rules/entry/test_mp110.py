"""MP110: what is sent, and where it is defined."""

from __future__ import annotations

import pytest

from snippets import Check

REPORTED = {
    "a pool": """
        import multiprocessing
        if "__main__" == __name__:
            def work(x):
                return x
            with multiprocessing.Pool(2) as pool:
                pool.map(work, range(3))  # MP110
        """,
    "through a helper and a partial": """
        import functools
        from concurrent.futures import ProcessPoolExecutor
        def run(function):
            with ProcessPoolExecutor() as executor:
                return executor.submit(function, 1).result()  # MP110
        if __name__ == "__main__":
            def work(x, y):
                return x
            run(functools.partial(work, 2))
        """,
    "what a partial binds": """
        import functools
        from multiprocessing import Pool
        def apply(function, arguments, *, last):
            return last(function(*arguments))
        def run(function, last, work):
            with Pool(2) as pool:
                return list(pool.imap(functools.partial(apply, function, last=last), work))  # MP110
        if __name__ == "__main__":
            def double(x):
                return 2 * x
            run(double, str, [(1,), (2,)])
        """,
    "what a partial binds by name": """
        import functools
        from multiprocessing import Process
        def apply(x, function):
            print(function(x))
        if __name__ == "__main__":
            def double(x):
                return 2 * x
            child = Process(target=functools.partial(apply, function=double), args=(1,))  # MP110
            child.start()
            child.join()
        """,
    "a subclass of Process": """
        from multiprocessing import Process
        if __name__ == "__main__":
            class Worker(Process):
                def run(self):
                    print(1)
            worker = Worker()  # MP110
            worker.start()
        """,
    "a method, after an early end": """
        import sys
        from multiprocessing import Process
        if __name__ != "__main__":
            sys.exit()
        class Job:
            def work(self):
                pass
        Process(target=Job().work).start()  # MP110
        """,
    "an argument in a tuple": """
        from multiprocessing import get_context
        def work(box):
            return box
        if __name__ == "__main__":
            class Box:
                pass
            get_context("spawn").Process(target=work, args=(Box(),)).start()  # MP110
        """,
}
SILENT = {
    "defined in main()": """
        import multiprocessing
        def work(x):
            return x
        def main():
            multiprocessing.Process(target=work, args=(1,)).start()
        if __name__ == "__main__":
            main()
        """,
    "also defined for workers": """
        import multiprocessing
        if __name__ == "__main__":
            def work(x):
                return x
        else:
            from os import getpid as work
        if __name__ == "__main__":
            multiprocessing.Process(target=work, args=(1,)).start()
        """,
    "fork": """
        import multiprocessing
        if __name__ == "__main__":
            def work(x):
                return x
            multiprocessing.get_context("fork").Process(target=work, args=(1,)).start()
        """,
    "a guarded import": """
        import multiprocessing
        if __name__ == "__main__":
            from os import getpid
            multiprocessing.Process(target=getpid).start()
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    check("MP110", source)


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP110", source)
