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
