"""MP111 in other styles: settings of the parent process that workers depend on, and those that are made for them, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

REPORTED = {
    "what is registered under a name": """
        import codecs
        import csv
        from multiprocessing import Pool
        BANK = "bank"
        def rows(path):
            with open(path, errors="dots") as file:
                return list(csv.DictReader(file, dialect=BANK))
        def main():
            csv.register_dialect("bank", delimiter=";")  # MP111
            codecs.register_error("dots", lambda error: (".", error.end))  # MP111
            with Pool() as pool:
                pool.map(rows, ["a.csv"])
        """,
    "types of files, weeks and openers": """
        import calendar
        import mimetypes
        import urllib.request
        from concurrent.futures import ProcessPoolExecutor
        def work(url):
            kind, _ = mimetypes.guess_type(url)
            return kind, calendar.monthcalendar(2026, 12), urllib.request.urlopen(url).read()
        def main():
            mimetypes.add_type("text/x-log", ".log")  # MP111
            calendar.setfirstweekday(calendar.SUNDAY)  # MP111
            urllib.request.install_opener(urllib.request.build_opener())  # MP111
            with ProcessPoolExecutor() as executor:
                list(executor.map(work, ["http://localhost/a.log"]))
        """,
    "a setting for the time of a block, which is then put back": """
        import decimal
        import locale
        import sys
        from multiprocessing import Pool

        def work(x):
            return str(decimal.Decimal(x) / 3), locale.format_string("%d", x), x and work(x - 1)

        class Settings:
            def begin(self):
                self.depth = sys.getrecursionlimit()
                self.context = decimal.getcontext().copy()
                sys.setrecursionlimit(9000)  # MP111
                decimal.setcontext(decimal.ExtendedContext)  # MP111

            def end(self):
                decimal.setcontext(self.context)
                sys.setrecursionlimit(self.depth)

        def main():
            before = locale.setlocale(locale.LC_ALL, "")  # MP111
            settings = Settings()
            settings.begin()
            with Pool(1) as pool:
                print(pool.map(work, [1]))
                locale.setlocale(locale.LC_ALL, before)
                settings.end()
                print(pool.map(work, [2]))

        if __name__ == "__main__":
            main()
        """,
    "a context in a name": """
        import decimal
        import multiprocessing as mp
        def work(x):
            return decimal.Decimal(x) / 7
        def main():
            context = decimal.getcontext()
            context.prec = 50  # MP111
            with mp.Pool() as pool:
                pool.map(work, range(3))
        """,
    "through helpers": """
        import logging
        from concurrent.futures import ProcessPoolExecutor
        log = logging.getLogger("app")
        def tell(x):
            log.debug("%s", x)
        def work(x):
            tell(x)
        def set_up():
            logging.basicConfig(level="DEBUG")  # MP111
        def main():
            set_up()
            with ProcessPoolExecutor() as executor:
                list(executor.map(work, [1]))
        if __name__ == "__main__":
            main()
        """,
    "sockets": """
        import socket
        from multiprocessing import Process
        from urllib.request import urlopen
        def fetch(url):
            return urlopen(url).read()
        if __name__ == "__main__":
            socket.setdefaulttimeout(10)  # MP111
            Process(target=fetch, args=("http://localhost",)).start()
        """,
    "numpy": """
        import numpy as np
        from multiprocessing import get_context
        class Model:
            def step(self, x):
                return np.log(x)
        def main():
            np.seterr(all="raise")  # MP111
            with get_context("spawn").Pool() as pool:
                pool.map(Model().step, [0])
        """,
    "a handler of all loggers": """
        import logging
        from multiprocessing import Pool
        def work(x):
            logging.getLogger(__name__).info("%s", x)
        def main():
            root = logging.getLogger()
            root.setLevel(logging.INFO)
            root.addHandler(logging.StreamHandler())  # MP111
            with Pool() as pool:
                pool.map(work, [1])
        """,
    "a handler of the logger": """
        import logging
        from multiprocessing import Process
        logger = logging.getLogger("app")
        logger.addHandler(logging.NullHandler())
        def work():
            logger.debug("here")
        def set_up(path):
            logger.setLevel(logging.DEBUG)
            logger.addHandler(logging.FileHandler(path))  # MP111
        if __name__ == "__main__":
            set_up("app.log")
            Process(target=work).start()
        """,
    "warnings": """
        import warnings
        from multiprocessing import Pool
        def work(x):
            warnings.warn("odd")
        def main():
            warnings.simplefilter("error")  # MP111
            with Pool() as pool:
                pool.map(work, [1])
        """,
    "warnings of the same kind": """
        import warnings
        from multiprocessing import Pool
        class OldWarning(PendingDeprecationWarning, DeprecationWarning):
            pass
        def work(x):
            warnings.warn("old", OldWarning)
        def main():
            warnings.filterwarnings("ignore", category=DeprecationWarning)  # MP111
            with Pool() as pool:
                pool.map(work, [1])
        """,
    "the type of tensors": """
        import torch
        from torch import multiprocessing as mp
        def work(x):
            return torch.tensor(x)
        if __name__ == "__main__":
            torch.set_default_dtype(torch.float64)  # MP111
            with mp.get_context("spawn").Pool() as pool:
                pool.map(work, [0.5])
        """,
    "a variable": """
        from contextvars import ContextVar
        from multiprocessing import Process
        request = ContextVar("request")
        def work():
            print(request.get())
        def serve(number):
            request.set(number)  # MP111
            Process(target=work).start()
        """,
}

REPORTED["numbers that the worker is given"] = """
    from decimal import ROUND_DOWN, Decimal, getcontext
    from multiprocessing import Pool

    def split(amount: Decimal, rest: "Decimal | None" = None):
        return amount / 3

    def main(amounts):
        getcontext().rounding = ROUND_DOWN  # MP111
        with Pool() as pool:
            return pool.map(split, amounts)

    if __name__ == "__main__":
        print(main([Decimal(1)]))
    """
SILENT = {
    "what is registered under another name, or read in the parent": """
        import calendar
        import csv
        from multiprocessing import Pool
        def rows(path):
            with open(path) as file:
                return list(csv.reader(file, dialect="excel-tab")), calendar.monthrange(2026, 12)
        def main():
            csv.register_dialect("bank", delimiter=";")
            calendar.setfirstweekday(calendar.SUNDAY)
            with Pool() as pool, open("all.csv") as file:
                return pool.map(rows, ["a.csv"]), list(csv.reader(file, "bank")), calendar.monthcalendar(2026, 12)
        """,
    "warnings of another kind": """
        import warnings
        from multiprocessing import Pool
        class OldWarning(UserWarning):
            pass
        def work(x):
            warnings.warn("old", OldWarning)
        def main():
            warnings.filterwarnings("ignore", category=DeprecationWarning)
            with Pool() as pool:
                pool.map(work, [1])
        """,
    "messages that the level does not show": """
        import logging
        import multiprocessing as mp
        log = logging.getLogger("app")
        def work(x):
            log.debug("%s", x)
        def main():
            logging.basicConfig(level=logging.INFO)
            with mp.Pool() as pool:
                pool.map(work, [1])
        """,
    "an initializer of somebody else": """
        import decimal
        import multiprocessing as mp
        from library import set_up
        def work(x):
            return decimal.Decimal(x) / 7
        def main():
            decimal.getcontext().prec = 50
            with mp.Pool(initializer=set_up) as pool:
                pool.map(work, range(3))
        """,
    "in the target": """
        import logging
        from multiprocessing import Process
        def configure(level):
            logging.basicConfig(level=level)
        def work(level):
            configure(level)
            logging.info("here")
        def main(level):
            configure(level)
            Process(target=work, args=(level,)).start()
        """,
    "a handler for records of workers": """
        import logging, logging.handlers
        from multiprocessing import Process, Queue
        def work(queue):
            logging.getLogger().addHandler(logging.handlers.QueueHandler(queue))
            logging.info("here")
        def main():
            logging.basicConfig(level=logging.INFO)
            Process(target=work, args=(Queue(),)).start()
        """,
    "a handler of another logger": """
        import logging
        from multiprocessing import Process
        audit, log = logging.getLogger("audit"), logging.getLogger("work")
        def work():
            log.info("here")
        def main():
            audit.setLevel(logging.INFO)
            audit.addHandler(logging.StreamHandler())
            Process(target=work).start()
        """,
    "a handler for what is shown anyway": """
        import logging
        from multiprocessing import Process
        def work():
            logging.info("here")
        def main():
            logging.getLogger().addHandler(logging.StreamHandler())
            Process(target=work).start()
        """,
    "no more than without it": """
        import logging
        from multiprocessing import Process
        def work():
            logging.info("here")
        def main():
            logging.basicConfig(format="%(message)s")
            logging.basicConfig(level=logging.WARNING)
            Process(target=work).start()
        """,
    "no worker depends on it": """
        import sys, decimal, socket
        from multiprocessing import Process
        def work(x):
            return x + 1
        def main():
            sys.setrecursionlimit(10_000)
            socket.setdefaulttimeout(3)
            decimal.getcontext().prec = 4
            Process(target=work, args=(1,)).start()
        """,
    "after the work": """
        import decimal
        import multiprocessing as mp
        def work(x):
            return decimal.Decimal(x) / 7
        if __name__ == "__main__":
            with mp.Pool() as pool:
                results = pool.map(work, range(3))
            decimal.getcontext().prec = 4
            print(sum(results))
        """,
    "fork": """
        import decimal
        import multiprocessing as mp
        def work(x):
            return decimal.Decimal(x) / 7
        def main():
            decimal.getcontext().prec = 4
            with mp.get_context("fork").Pool() as pool:
                pool.map(work, range(3))
        """,
    "threads": """
        import decimal
        from multiprocessing.pool import ThreadPool
        def work(x):
            return decimal.Decimal(x) / 7
        def main():
            decimal.getcontext().prec = 4
            with ThreadPool() as pool:
                pool.map(work, range(3))
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    for finding in check("MP111", source):
        assert "fork" not in {target.start_method for target in finding.breaks_when}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP111", source)


_NUMBERS = """
    import decimal
    from decimal import Decimal

    def be_exact(digits=30):
        context = decimal.getcontext()
        context.prec = digits

    class Rules:
        @staticmethod
        def adopt():
            decimal.setcontext(decimal.Context(prec=30))

    def share(amount: Decimal, parts: int) -> Decimal:
        return amount / parts

    def label(amount: Decimal) -> str:
        return str(amount)
    """
_PROGRAM = """
    from decimal import Decimal
    from multiprocessing import Pool
    import numbers_

    def work(row):
        return {work}

    def main(rows):
        {setting}{mark}
        with Pool({initializer}) as pool:
            return pool.map(work, rows)

    if __name__ == "__main__":
        print(main([Decimal(1), Decimal(2)]))
    """


@pytest.mark.parametrize("setting", ["numbers_.be_exact()", "numbers_.be_exact(digits=9)", "numbers_.Rules.adopt()"])
def test_a_setting_that_a_function_of_another_file_makes(tmp_path: Path, setting: str) -> None:
    main = _PROGRAM.format(work="numbers_.share(row, 3)", setting=setting, mark="  # MP111", initializer="")
    (found,) = check_files(tmp_path, {"numbers_.py": _NUMBERS, "main.py": main}, "MP111")
    assert found.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    ("work", "setting", "initializer"),
    [
        ("numbers_.label(row)", "numbers_.be_exact()", ""),  # nothing is computed
        ("numbers_.share(row, 3)", "numbers_.be_exact()", "initializer=numbers_.be_exact"),
        ("(numbers_.be_exact(), numbers_.share(row, 3))", "numbers_.be_exact()", ""),
        ("numbers_.share(row, 3)", "numbers_.label(rows[0])", ""),  # sets nothing
    ],
)
def test_settings_that_workers_make_too_or_do_not_need(
    tmp_path: Path, work: str, setting: str, initializer: str
) -> None:
    main = _PROGRAM.format(work=work, setting=setting, mark="", initializer=initializer)
    check_files(tmp_path, {"numbers_.py": _NUMBERS, "main.py": main}, "MP111")


def test_a_logger_that_another_file_sets_up(tmp_path: Path) -> None:
    files = {
        "setup_log.py": """
            import logging

            def to_file(path):
                logging.basicConfig(filename=path, level=logging.INFO)
            """,
        "own.py": """
            import logging
            from concurrent.futures import ProcessPoolExecutor
            import setup_log

            def work(number):
                logging.info("at %s", number)

            def main():
                setup_log.to_file("log")  # MP111
                with ProcessPoolExecutor() as executor:
                    list(executor.map(work, range(3)))

            if __name__ == "__main__":
                main()
            """,
        "both.py": """
            import logging
            from concurrent.futures import ProcessPoolExecutor
            import setup_log

            def work(number):
                setup_log.to_file(f"log{number}")
                logging.info("at %s", number)

            def main():
                setup_log.to_file("log")
                with ProcessPoolExecutor() as executor:
                    list(executor.map(work, range(3)))

            if __name__ == "__main__":
                main()
            """,
    }
    check_files(tmp_path, files, "MP111")
