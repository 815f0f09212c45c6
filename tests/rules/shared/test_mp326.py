"""MP326: log files that several processes rotate."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

REPORTED = {
    "initargs of a pool": """
        import logging, os, sys
        from logging.handlers import RotatingFileHandler
        from multiprocessing import Pool

        def begin(folder, level):
            handler = RotatingFileHandler(os.path.join(folder, "pool.log"), maxBytes=1000)  # MP326
            logging.getLogger().addHandler(handler)

        def run(folder):
            with Pool(3, begin, (folder, logging.INFO)) as pool:
                pool.map(print, range(9))

        if __name__ == "__main__":
            run(sys.argv[1])
        """,
    "an attribute of objects that a loop makes": """
        import argparse, logging, multiprocessing
        from logging.handlers import TimedRotatingFileHandler
        from pathlib import Path

        class Crawler(multiprocessing.Process):
            def __init__(self, site, logs):
                super().__init__()
                self.site = site
                self.logs = Path(logs)

            def log(self):
                log = logging.getLogger(self.site)
                log.addHandler(TimedRotatingFileHandler(self.logs / "crawl.log", "midnight"))  # MP326
                return log

            def run(self):
                self.log().info("begin")

        def main():
            parser = argparse.ArgumentParser()
            args = parser.parse_args()
            crawlers = []
            for site in args.sites:
                crawler = Crawler(site, logs=args.logs)
                crawler.start()
                crawlers.append(crawler)
            for crawler in crawlers:
                crawler.join()

        if __name__ == "__main__":
            main()
        """,
    "two processes": """
        from logging import getLogger
        from logging.handlers import RotatingFileHandler
        from multiprocessing import Process
        from tempfile import mkdtemp

        def log_to(name):
            getLogger().addHandler(RotatingFileHandler(f"{name}.log", "a", 5000, 2))  # MP326

        def produce(name):
            log_to(name)

        def consume(name):
            log_to(name)

        def main(name):
            producer = Process(target=produce, args=(name,))
            consumer = Process(target=consume, kwargs={"name": name})
            producer.start()
            consumer.start()
            producer.join()
            consumer.join()

        if __name__ == "__main__":
            main(mkdtemp())
        """,
    "a helper that starts each": """
        import logging.handlers, pathlib
        from multiprocessing import Process

        LOGS = pathlib.Path(__file__).parent / "logs"

        def set_up():
            path = LOGS / "all.log"
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(path, maxBytes=9))  # MP326

        def work(number):
            set_up()

        def launch(number):
            worker = Process(target=work, args=(number,))
            worker.start()
            return worker

        if __name__ == "__main__":
            workers = [launch(number) for number in range(3)]
        """,
    "a configuration of logging that each worker applies": """
        import logging.config
        from multiprocessing import Pool

        SETTINGS = {
            "version": 1,
            "handlers": {
                "file": {"class": "logging.handlers.RotatingFileHandler", "filename": "jobs.log", "maxBytes": 9000},
                "screen": {"class": "logging.StreamHandler"},
            },
            "root": {"level": "INFO", "handlers": ["file", "screen"]},
        }

        def begin():
            logging.config.dictConfig(SETTINGS)  # MP326

        def main(jobs):
            with Pool(4, begin) as pool:
                pool.map(print, jobs)

        if __name__ == "__main__":
            main(range(9))
        """,
    "a configuration that a function makes for a folder": """
        import sys
        from logging.config import dictConfig
        from multiprocessing import Process

        def settings(folder, level="INFO"):
            handlers = dict(
                night={
                    "class": "logging.handlers.TimedRotatingFileHandler",
                    "filename": f"{folder}/night.log",
                    "when": "midnight",
                }
            )
            return {"version": 1, "handlers": handlers, "root": {"level": level, "handlers": ["night"]}}

        def work(folder, number):
            dictConfig(settings(folder))  # MP326

        def main(folder):
            for number in range(3):
                Process(target=work, args=(folder, number)).start()

        if __name__ == "__main__":
            main(sys.argv[1])
        """,
}
SILENT = {
    "a folder for each": """
        import logging.handlers, os, tempfile
        from multiprocessing import Process

        def work(folder, number):
            path = os.path.join(folder, "work.log")
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(path, maxBytes=9))

        def main(folders):
            for number, folder in enumerate(folders):
                Process(target=work, args=(folder, number)).start()
            for number in range(3):
                own = tempfile.mkdtemp()
                Process(target=work, args=(own, number)).start()
            [Process(target=work, args=(tempfile.mkdtemp(), number)).start() for number in range(3)]

        if __name__ == "__main__":
            main(["a", "b"])
        """,
    "a name for each": """
        import logging.handlers, os, multiprocessing, sys
        from concurrent.futures import ProcessPoolExecutor

        def begin(folder):
            path = os.path.join(folder, f"{multiprocessing.current_process().name}.log")
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(path, maxBytes=9))

        def work(folder, number):
            path = os.path.join(folder, "%d.log" % number)
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(path, maxBytes=9))

        def main(folder):
            with ProcessPoolExecutor(4, initializer=begin, initargs=(folder,)) as executor:
                for number in range(4):
                    executor.submit(work, folder, number)

        if __name__ == "__main__":
            main(sys.argv[1])
        """,
    "an object for each": """
        import logging.handlers, sys
        from multiprocessing import Process
        from pathlib import Path

        class Job:
            def __init__(self, folder, name):
                self.path = Path(folder, name)

            def run(self):
                handler = logging.handlers.RotatingFileHandler(self.path, maxBytes=9)
                logging.getLogger().addHandler(handler)

        def main(folder):
            jobs = [Job(folder, name) for name in ("one.log", "two.log")]
            for job in jobs:
                Process(target=job.run).start()

        if __name__ == "__main__":
            main(sys.argv[1])
        """,
    "one after the other, and one alone": """
        import logging.handlers, sys
        from multiprocessing import Pool, Process

        def work(path, number):
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(path, maxBytes=9))

        def watch():
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler("watch.log", maxBytes=9))

        def main(path):
            for number in range(3):
                worker = Process(target=work, args=(path, number))
                worker.start()
                worker.join()
                watcher = Process(target=watch)
                watcher.start()
                watcher.join()
            with Pool(1) as pool:
                pool.apply(work, (path, 4))

        if __name__ == "__main__":
            main(sys.argv[1])
        """,
    "a name that something gives later": """
        import logging.handlers, tempfile
        from multiprocessing import Pool

        class Log:
            path = None

            @staticmethod
            def begin():
                with tempfile.NamedTemporaryFile(delete=False) as file:
                    Log.path = file.name
                logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(Log.path, maxBytes=9))

        if __name__ == "__main__":
            with Pool(initializer=Log.begin) as pool:
                pool.map(print, range(3))
        """,
    "a helper that waits for each": """
        import logging.handlers, sys
        from multiprocessing import Process

        def work(path, number):
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(path, maxBytes=9))

        def run(path, number):
            worker = Process(target=work, args=(path, number))
            worker.start()
            worker.join()

        def main(path):
            for number in range(3):
                run(path, number)

        if __name__ == "__main__":
            main(sys.argv[1])
        """,
    "paths that change between two starts": """
        import logging.handlers, tempfile
        from multiprocessing import Process

        def work(path):
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(path + "/x.log", maxBytes=9))

        def main():
            path = tempfile.mkdtemp()
            Process(target=work, args=(path,)).start()
            path = tempfile.mkdtemp()
            Process(target=work, args=(path,)).start()

        if __name__ == "__main__":
            main()
        """,
    "an attribute that the loop changes": """
        import argparse, logging.handlers
        from multiprocessing import Process

        def work(path):
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(path, maxBytes=9))

        def main():
            args = argparse.ArgumentParser().parse_args()
            for number in range(3):
                args.log = f"{number}.log"
                Process(target=work, args=(args.log,)).start()

        if __name__ == "__main__":
            main()
        """,
    "configurations of one file for each worker, of files that stay, of the parent alone": """
        import copy, logging.config, os
        from multiprocessing import Pool

        def settings(name, limit=1000):
            file = {"class": "logging.handlers.RotatingFileHandler", "filename": name, "maxBytes": limit}
            return {"version": 1, "handlers": {"file": file}, "root": {"handlers": ["file"]}}

        BASE = settings("all.log")

        def begin():
            logging.config.dictConfig(settings(f"jobs-{os.getpid()}.log"))
            logging.config.dictConfig(settings("jobs.log", limit=0))
            own = copy.deepcopy(BASE)
            own["handlers"]["file"]["filename"] = f"own-{os.getpid()}.log"
            logging.config.dictConfig(own)

        def main(jobs):
            logging.config.dictConfig(BASE)
            with Pool(4, begin) as pool:
                pool.map(print, jobs)

        if __name__ == "__main__":
            main(range(9))
        """,
}


def test_initializers_and_helpers(check: Check) -> None:
    check(
        "MP326",
        """
        import logging
        from logging import handlers
        from concurrent.futures import ProcessPoolExecutor

        LOG = "app.log"

        def configure():
            rotating = handlers.TimedRotatingFileHandler(LOG, when="midnight")  # MP326
            logging.getLogger().addHandler(rotating)

        def begin():
            configure()

        if __name__ == "__main__":
            with ProcessPoolExecutor(initializer=begin) as executor:
                executor.submit(print, 1).result()
        """,
    )


def test_one_process_no_limit_or_a_file_for_each(check: Check) -> None:
    check(
        "MP326",
        """
        import logging, sys
        from logging.handlers import RotatingFileHandler
        from multiprocessing import Pool, Process

        def once():
            logging.getLogger().addHandler(RotatingFileHandler("once.log", maxBytes=100))

        def begin():
            logging.getLogger().addHandler(RotatingFileHandler("all.log"))
            logging.getLogger().addHandler(RotatingFileHandler("none.log", maxBytes=0))
            logging.getLogger().addHandler(RotatingFileHandler(sys.argv[1], maxBytes=10))

        if __name__ == "__main__":
            Process(target=once).start()
            with Pool(4, begin) as pool:
                pool.map(print, range(3))
        """,
    )


@pytest.mark.parametrize("case", REPORTED)
def test_a_file_whose_name_the_parent_gives_to_all(check: Check, case: str) -> None:
    check("MP326", REPORTED[case])


@pytest.mark.parametrize("case", SILENT)
def test_a_file_that_no_two_processes_write(check: Check, case: str) -> None:
    check("MP326", SILENT[case])


def test_a_module_that_sets_up_logging(tmp_path: Path) -> None:
    main = """
        import sys, tempfile
        from concurrent.futures import ProcessPoolExecutor
        import journal

        def main():
            folder = tempfile.mkdtemp()
            with ProcessPoolExecutor(initializer=journal.begin, initargs=(folder,)) as executor:
                executor.submit(print, 1)

        if __name__ == "__main__":
            main()
        """
    journal = """
        import logging
        from logging.handlers import RotatingFileHandler
        from os.path import join

        def begin(folder):
            logging.getLogger().addHandler(RotatingFileHandler(join(folder, "all.log"), maxBytes=99))  # MP326
        """
    check_files(tmp_path, {"main.py": main, "journal.py": journal}, "MP326")


def test_a_module_for_the_one_process_that_writes(tmp_path: Path) -> None:
    main = """
        import multiprocessing, sys
        import journal

        def work(records, number):
            journal.send_to(records)

        def main(folder):
            records = multiprocessing.Queue()
            writer = multiprocessing.Process(target=journal.write, args=(folder, records))
            writer.start()
            for number in range(3):
                multiprocessing.Process(target=work, args=(records, number)).start()

        if __name__ == "__main__":
            main(sys.argv[1])
        """
    journal = """
        import logging
        import logging.handlers
        import os

        def write(folder, records):
            path = os.path.join(folder, "all.log")
            logging.getLogger().addHandler(logging.handlers.RotatingFileHandler(path, maxBytes=99))
            for record in iter(records.get, None):
                logging.getLogger().handle(record)

        def send_to(records):
            logging.getLogger().addHandler(logging.handlers.QueueHandler(records))
        """
    for text in (journal, journal.replace("QueueHandler(records)", "SocketHandler('localhost', 1)")):
        check_files(tmp_path, {"main.py": main, "journal.py": text}, "MP326")


LOGGERS = """
    import logging
    from logging.handlers import RotatingFileHandler

    log = logging.getLogger("app")
    log.addHandler(RotatingFileHandler("app.log", maxBytes=1000, backupCount=2))  # {mark}
    """
USES = """
    import logging
    from multiprocessing import Pool
    from loggers import log

    own = logging.getLogger("other")

    def work(number):
        {logger}.info(number)

    if __name__ == "__main__":
        log.info("begin")
        with Pool(2) as pool:
            pool.map(work, range(9))
    """


@pytest.mark.parametrize(("logger", "mark"), [("log", "MP326"), ("own", "fine")])
def test_a_logger_that_another_file_makes(tmp_path: Path, logger: str, mark: str) -> None:
    files = {"loggers.py": LOGGERS.format(mark=mark), "program.py": USES.format(logger=logger)}
    check_files(tmp_path, files, "MP326")
