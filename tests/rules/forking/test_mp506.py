from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

REPORTED = {
    "a helper sets the handler, a class starts the worker": """
        import asyncio, signal
        import multiprocessing as mp

        def install(loop, stop):
            loop.add_signal_handler(signal.SIGTERM, stop)

        class Runner:
            def __init__(self):
                self.worker = mp.Process(target=print)

            def begin(self):
                self.worker.start()  # MP506

            def end(self):
                self.worker.terminate()

        def main():
            loop = asyncio.new_event_loop()
            install(loop, loop.stop)
            runner = Runner()
            runner.begin()
            loop.run_forever()
            runner.end()
        """,
    "the worker's own loop handles another signal": """
        import asyncio, signal
        from multiprocessing import Process

        def work():
            loop = asyncio.new_event_loop()
            loop.add_signal_handler(signal.SIGHUP, loop.stop)
            loop.run_forever()

        async def main():
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print)
            process = Process(target=work)
            process.start()  # MP506
            process.terminate()
        """,
    "several signals, one start for each job": """
        import asyncio
        from signal import SIGHUP, SIGTERM
        from multiprocessing import Process

        async def main(jobs):
            for signal in [SIGHUP, SIGTERM]:
                asyncio.get_event_loop().add_signal_handler(signal, print)
            for job in jobs:
                process = Process(target=job)
                process.start()  # MP506
                process.terminate()
        """,
}

SILENT = {
    "another signal": """
        import asyncio, signal
        from multiprocessing import Process

        async def main():
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, print)
            process = Process(target=print)
            process.start()
            process.terminate()
        """,
    "removed before": """
        import asyncio, signal
        from multiprocessing import Process

        async def main():
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, print)
            loop.remove_signal_handler(signal.SIGTERM)
            process = Process(target=print)
            process.start()
            process.terminate()
        """,
    "threads": """
        import asyncio, signal
        from concurrent.futures import ThreadPoolExecutor

        async def main():
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, print)
            with ThreadPoolExecutor() as threads:
                await loop.run_in_executor(threads, print)
        """,
    "a method of something else": """
        import signal
        from multiprocessing import Process

        class Signals:
            def add_signal_handler(self, number, function):
                pass

        def main():
            Signals().add_signal_handler(signal.SIGTERM, print)
            process = Process(target=print)
            process.start()
            process.terminate()
        """,
    "the worker has a loop of its own": """
        import asyncio, signal
        from multiprocessing import Process

        class Runner:
            def __init__(self):
                self.loop = asyncio.new_event_loop()

            def begin(self):
                self.loop.add_signal_handler(signal.SIGTERM, self.loop.stop)
                process = Process(target=self.work)
                process.start()
                process.terminate()

            def work(self):
                self.loop = asyncio.new_event_loop()
                self.loop.add_signal_handler(signal.SIGTERM, self.loop.stop)
                self.loop.run_forever()
        """,
    "the worker has a handler of its own": """
        import asyncio, signal
        from multiprocessing import Process

        def begin():
            signal.signal(signal.SIGTERM, lambda *_: exit())

        def work():
            begin()
            print("working")

        async def main():
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print)
            process = Process(target=work)
            process.start()
            process.terminate()
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_workers_that_inherit_the_handler_are_reported(check: Check, source: str) -> None:
    (finding,) = check("MP506", source)
    assert finding.confidence is Confidence.MEDIUM
    assert {target.start_method for target in finding.breaks_when} == {"fork"}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_workers_that_end_at_the_signal_are_not(check: Check, source: str) -> None:
    check("MP506", source)


def test_workers_that_the_program_does_not_terminate_are_a_hint(check: Check) -> None:
    (finding,) = check(
        "MP506",
        """
        import asyncio, signal
        from concurrent.futures import ProcessPoolExecutor

        async def main():
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, loop.stop)
            with ProcessPoolExecutor() as executor:
                await loop.run_in_executor(executor, print)  # MP506
        """,
    )
    assert finding.confidence is Confidence.LOW


_SERVICE = """
    import asyncio
    import signal
    import time

    def poll():
        {first}
        time.sleep(60)

    class Service:
        def __init__(self, context):
            self.worker = context.Process(target=poll)

        async def run(self):
            stopped = asyncio.Event()
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
            self.worker.start(){mark}
            await stopped.wait()
            self.worker.terminate()
    """
_RUNS = """
    import asyncio
    from multiprocessing import get_context
    from service import Service

    asyncio.run(Service(get_context("fork")).run())
    """


def test_the_worker_is_started_in_another_file(tmp_path: Path) -> None:
    for first, mark in (("pass", "  # MP506"), ("signal.signal(signal.SIGTERM, signal.SIG_DFL)", "")):
        files = {"service.py": _SERVICE.format(first=first, mark=mark), "program.py": _RUNS}
        check_files(tmp_path / first[:4], files, "MP506")


def test_the_handler_is_set_in_another_file(tmp_path: Path) -> None:
    handlers = """
        import signal

        def install(loop, stop):
            loop.add_signal_handler(signal.SIG{signal}, stop)
        """
    program = """
        import asyncio
        from multiprocessing import get_context
        from handlers import install

        async def main():
            install(asyncio.get_running_loop(), print)
            worker = get_context("fork").Process(target=print)
            worker.start(){mark}
            worker.terminate()

        asyncio.run(main())
        """
    for signal, mark in (("TERM", "  # MP506"), ("HUP", "")):
        files = {"handlers.py": handlers.format(signal=signal), "program.py": program.format(mark=mark)}
        check_files(tmp_path / signal, files, "MP506")


def test_the_method_of_a_subclass_comes_after_what_its_base_class_has_set(tmp_path: Path) -> None:
    base = """
        import asyncio
        import signal

        class Base:
            async def serve(self):
                {order}

            def listen(self):
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.stop)
        """
    program = """
        import asyncio
        from multiprocessing import get_context
        from base import Base

        class Service(Base):
            def begin(self):
                self.worker = get_context("fork").Process(target=print)
                self.worker.start(){mark}

            def stop(self):
                self.worker.terminate()

        asyncio.run(Service().serve())
        """
    for order, mark in (("self.listen(); self.begin()", "  # MP506"), ("self.begin(); self.listen()", "")):
        files = {"base.py": base.format(order=order), "program.py": program.format(mark=mark)}
        check_files(tmp_path / order[5:8], files, "MP506")
