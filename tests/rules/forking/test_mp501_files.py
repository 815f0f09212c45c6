"""MP501: threads that functions of other files start, and locks that they and a forked child take."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

_METRICS = """
    import threading
    import time

    _names = threading.Lock()

    class Exporter:
        def __init__(self):
            self._lock = threading.Lock()
            self.counts = {}

        def count(self, name):
            self._lock.acquire()
            self.counts[name] = 1
            self._lock.release()

        def start(self):
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

        def stop(self):
            self._thread.join()

        def _run(self):
            while True:
                with self._lock:
                    time.sleep(1)

    class Ticker(threading.Thread):
        def run(self):
            with _names:
                time.sleep(1)

    def begin():
        ticker = Ticker()
        ticker.start()
        return ticker

    def tell(name):
        with _names:
            print(name)
    """
_PROGRAM = """
    from multiprocessing import Process

    import metrics

    def work(given):
        {work}

    def main():
        exporter = metrics.Exporter()
        {before}
        process = Process(target=work, args=({given},))
        process.start(){mark}
        process.join()

    if __name__ == "__main__":
        main()
    """


@pytest.mark.parametrize(
    ("before", "given", "work"),
    [
        ("exporter.start()", "exporter", "given.count('a')"),
        ("metrics.begin()", "'a'", "metrics.tell(given)"),
    ],
)
def test_the_child_takes_a_lock_of_a_thread(tmp_path: Path, before: str, given: str, work: str) -> None:
    program = _PROGRAM.format(before=before, given=given, work=work, mark="  # MP501")
    check_files(tmp_path, {"metrics.py": _METRICS, "program.py": program}, "MP501")


@pytest.mark.parametrize(
    ("before", "given", "work"),
    [
        ("exporter.start(); exporter.stop()", "exporter", "given.count('a')"),
        ("exporter.start()", "'a'", "metrics.Exporter().count(given)"),
        ("exporter.start()", "'a'", "metrics.tell(given)"),
        ("metrics.begin()", "exporter", "given.count('a')"),
        ("metrics.begin()", "'a'", "print(given)"),
        ("metrics.Ticker()", "'a'", "metrics.tell(given)"),
    ],
)
def test_no_thread_runs_or_the_child_takes_no_lock_of_it(tmp_path: Path, before: str, given: str, work: str) -> None:
    program = _PROGRAM.format(before=before, given=given, work=work, mark="")
    check_files(tmp_path, {"metrics.py": _METRICS, "program.py": program}, "MP501")


_STORE = """
    import threading

    LOCK = threading.Lock()

    def get(key):
        with LOCK:
            return key

    def refresh():
        while True:
            with LOCK:
                pass
    """
_JOBS = """
    from multiprocessing import Pool

    import store

    def work(key):
        return {work}

    def run(keys):
        with Pool() as pool:
            return pool.map(work, keys)
    """
_BOTH = """
    import threading

    import jobs
    import store

    def main(keys):
        {first}
        {second}
    """
_START = "threading.Thread(target=store.refresh, daemon=True).start()"


@pytest.mark.parametrize(
    ("work", "first", "second"),
    [
        ("store.get(key)", _START, "jobs.run(keys)  # MP501"),
        ("store.get(key)", "jobs.run(keys)", _START),
        ("key", _START, "jobs.run(keys)"),
    ],
)
def test_a_function_of_another_file_forks(tmp_path: Path, work: str, first: str, second: str) -> None:
    program = _BOTH.format(first=first, second=second)
    files = {"store.py": _STORE, "jobs.py": _JOBS.format(work=work), "program.py": program}
    check_files(tmp_path, files, "MP501")


def test_a_function_that_starts_both_is_told_of_in_its_own_file(tmp_path: Path) -> None:
    files = {
        "server.py": """
            import threading
            from multiprocessing import Process

            lock = threading.Lock()

            def work():
                with lock:
                    print("worked")

            def serve():
                threading.Thread(target=work).start()
                child = Process(target=work)
                child.start()  # MP501
                child.join()
            """,
        "program.py": """
            import server

            if __name__ == "__main__":
                server.serve()
            """,
    }
    check_files(tmp_path, files, "MP501")


def test_a_function_of_another_file_makes_the_pool_by_the_method_that_it_is_given(tmp_path: Path) -> None:
    pools = """
        from multiprocessing import get_context

        def make(method):
            return get_context(method).Pool(2)
        """
    program = """
        import threading
        from multiprocessing import cpu_count
        from pools import make

        if __name__ == "__main__":
            threading.Thread(target=print).start()
            with make("{method}") as pool:{mark}
                pool.map(abs, range(cpu_count()))
        """
    for method, mark in (("fork", "  # MP501"), ("spawn", "")):
        files = {"pools.py": pools, "program.py": program.format(method=method, mark=mark)}
        check_files(tmp_path / method, files, "MP501")


@pytest.mark.parametrize(("context", "mark"), [('get_context("spawn")', ""), ("get_context()", "  # MP501")])
def test_a_context_in_the_place_of_one_that_is_not_passed(tmp_path: Path, context: str, mark: str) -> None:
    files = {
        "runner.py": f"""
            import threading
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            class Runner:
                def __init__(self, ctx=None):
                    if ctx is None:
                        ctx = {context}
                    self.ctx = ctx

                def run(self, rows):
                    thread = threading.Thread(target=print)
                    thread.start()
                    with ProcessPoolExecutor(2, mp_context=self.ctx) as pool:
                        return list(pool.map(len, rows)){mark}
            """,
        "program.py": "from runner import Runner\n\ndef main():\n    Runner().run(['a'])\n",
    }
    check_files(tmp_path, files, "MP501")
