from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "another function is called at last": """
        import atexit
        from multiprocessing import Process

        class Server:
            def run(self):
                atexit.register(self.close)  # MP423
                try:
                    self.serve()
                finally:
                    self.report()

        def main():
            Process(target=Server().run).start()
        """,
    "through helpers, an alias and a subclass": """
        import multiprocessing as mp
        from atexit import register as at_end

        class Worker(mp.Process):
            def run(self):
                self.open()

            def open(self):
                prepare("log")

        def prepare(name):
            at_end(print, name)  # MP423

        def main():
            worker = Worker()
            worker.start()
            worker.join()
            return worker.exitcode
        """,
    "an initializer, a fork server": """
        import atexit
        import multiprocessing

        def start():
            connection = connect()
            atexit.register(lambda: connection.close())  # MP423

        def connect():
            return open("data")

        def main(items):
            pool = multiprocessing.get_context("forkserver").Pool(2, initializer=start)
            pool.map(print, items)
            pool.close()
            pool.join()
        """,
}

RIGHT = {
    "what is called at last as well": """
        import atexit
        from multiprocessing import Process

        class Server:
            def run(self):
                atexit.register(self.close)
                try:
                    self.serve()
                finally:
                    self.close()

        def main():
            Process(target=Server().run).start()
        """,
    "in the parent too": """
        import atexit
        from multiprocessing import Process

        atexit.register(print, "end")

        def prepare():
            atexit.register(print, "end")

        def work():
            prepare()

        def main():
            prepare()
            child = Process(target=work)
            child.start()
            child.join()
            return child.exitcode
        """,
    "threads, spawned workers": """
        import atexit
        import multiprocessing
        from concurrent.futures import ThreadPoolExecutor

        def work():
            atexit.register(print, "end")

        def spawned():
            atexit.register(print, "end")

        def main():
            with ThreadPoolExecutor() as executor:
                executor.submit(work).result()
            child = multiprocessing.get_context("spawn").Process(target=spawned)
            child.start()
            child.join()
            return child.exitcode
        """,
    "finalizers and others of the name": """
        import multiprocessing.util
        from elsewhere import atexit

        def work():
            multiprocessing.util.Finalize(None, print, exitpriority=1)
            atexit.register(print)

        multiprocessing.Pool(initializer=work)
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP423", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP423", RIGHT[name]) == []


def test_a_function_of_another_file(tmp_path: Path) -> None:
    files = {
        "meter.py": """
            import atexit

            def open_meter(folder):
                meter = open(folder + "/usage", "w")
                atexit.register(meter.close)  # MP423
                return meter

            def at_end_of_all(what):
                atexit.register(print, what)
            """,
        "service.py": """
            import multiprocessing as mp
            import meter

            def work(folder):
                log = meter.open_meter(folder)
                log.write("x")

            if __name__ == "__main__":
                meter.at_end_of_all("over")
                worker = mp.Process(target=work, args=("out",))
                worker.start()
                worker.join()
                assert worker.exitcode == 0
            """,
    }
    check_files(tmp_path, files, "MP423")
