"""What rules find although it is spread over the files of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import check_files

Files = dict[str, str]

LAUNCHER = """
    import multiprocessing

    class Launcher:
        def __init__(self, method):
            self.ctx = multiprocessing.get_context(method)

        def launch(self, target, *args):
            self.ctx.Process(target=target, args=args).start()
"""
CHANNELS = """
    import multiprocessing as mp

    class Channel:
        def __init__(self, size, ctx=None):
            self.size = size
            self.queue = (ctx or mp).Queue()
"""
REGISTRY = """
    import threading

    EXPORTERS = {}

    def exporter(suffix):
        def register(cls):
            EXPORTERS[suffix] = cls
            return cls
        return register

    class Exporter:
        def __init__(self, title):
            self.title = title
            self.guard = threading.RLock()

        def export(self, row):
            return self.title, row
"""
FORMATS = """
    from base import Exporter, exporter

    @exporter("json")
    class Json(Exporter):
        pass
"""
EXPORTS = """
    from multiprocessing import Pool
    import formats
    from base import EXPORTERS

    def export(suffix, rows):
        chosen = EXPORTERS[suffix]("title")
        with Pool() as pool:
            return pool.map(chosen.export, rows){}
"""

POOL = """
from multiprocessing import Pool
from work import square

if __name__ == "__main__":
    with Pool() as pool:
        pool.map(square, [1, 2]){}
"""
WORK = "from tools import {0}\n@{0}\ndef square(x):\n    return x * x\n"

#: Name -> (the rule, the files: comments mark what it reports).
PROJECTS: dict[str, tuple[str, Files]] = {
    "a queue of the default context, for a process of another that a third file starts": (
        "MP104",
        {
            "main.py": """
                from channels import Channel
                from launcher import Launcher

                def main():
                    channel = Channel(2)
                    Launcher("spawn").launch(print, "queue", channel.queue)  # MP104
            """,
            "channels.py": CHANNELS,
            "launcher.py": LAUNCHER,
        },
    ),
    "a queue of the context that is passed": (
        "MP104",
        {
            "main.py": """
                from channels import Channel
                from launcher import Launcher

                def main():
                    launcher = Launcher("spawn")
                    channel = Channel(2, launcher.ctx)
                    launcher.launch(print, "queue", channel.queue)
                    Launcher("fork").launch(print, "queue", Channel(2).size)
            """,
            "channels.py": CHANNELS,
            "launcher.py": LAUNCHER,
        },
    ),
    "a process of another file that gets what that file makes": (
        "MP104",
        {
            "main.py": "from launcher import launch\n\nlaunch(print)\n",
            "launcher.py": """
                import multiprocessing

                def launch(target):
                    lock = multiprocessing.Lock()
                    context = multiprocessing.get_context("spawn")
                    context.Process(target=target, args=(lock,)).start()  # MP104
            """,
        },
    ),
    "a process of another file whose refusal that expects": (
        "MP104",
        {
            "main.py": """
                import multiprocessing
                from launcher import launch

                launch(multiprocessing.Lock())
            """,
            "launcher.py": """
                import multiprocessing

                def launch(lock):
                    process = multiprocessing.get_context("spawn").Process(target=print, args=(lock,))
                    try:
                        process.start()
                    except RuntimeError:
                        print("not this one")
            """,
        },
    ),
    "a method of the classes that a decorator of another file collects": (
        "MP204",
        {"main.py": EXPORTS.format("  # MP204"), "base.py": REGISTRY, "formats.py": FORMATS},
    ),
    "the same for the modules that a package imports": (
        "MP204",
        {
            "main.py": EXPORTS.format("  # MP204"),
            "base.py": REGISTRY,
            "formats/__init__.py": "from . import text\n",
            "formats/text.py": FORMATS,
        },
    ),
    "collected classes that leave their lock behind": (
        "MP204",
        {
            "main.py": EXPORTS.format(""),
            "base.py": REGISTRY
            + """
        def __getstate__(self):
            return {"title": self.title}
            """,
            "formats.py": FORMATS,
        },
    ),
    "a namesake of the decorator that collects, which does not": (
        "MP204",
        {
            "main.py": EXPORTS.format(""),
            "base.py": REGISTRY,
            "formats.py": FORMATS.replace(
                "from base import Exporter, exporter", "from base import Exporter\nfrom other import exporter"
            ),
            "other.py": """
                def exporter(suffix):
                    def register(cls):
                        cls.suffix = suffix
                        return cls
                    return register
            """,
        },
    ),
    "a decorator of a file that knows no process": (
        "MP203",
        {
            "main.py": POOL.format("  # MP203"),
            "work.py": WORK.format("timed"),
            "tools.py": """
                def timed(function):
                    def wrapper(*args):
                        return function(*args)

                    return wrapper
            """,
        },
    ),
    "a function that such a file makes": (
        "MP201",
        {
            "main.py": """
                from multiprocessing import Pool
                from tools import power

                if __name__ == "__main__":
                    with Pool() as pool:
                        pool.map(power(2), [1, 2])  # MP201
            """,
            "tools.py": "def power(n):\n    return lambda x: x**n\n",
        },
    ),
    "a context manager of another file that ends a pool": (
        "MP404",
        {
            "main.py": """
                from pools import workers

                def lengths(words):
                    with workers() as pool:
                        results = pool.map_async(len, words)  # MP404
                    return results.get()
            """,
            "pools.py": """
                import multiprocessing
                from contextlib import contextmanager

                @contextmanager
                def workers():
                    with multiprocessing.get_context("spawn").Pool() as pool:
                        yield pool
            """,
        },
    ),
    "shared memory of a program, which another file frees": (
        "MP616",
        {
            "main.py": """
                from multiprocessing.shared_memory import SharedMemory
                from tools import free

                class Slot:
                    def __init__(self, size):
                        self.memory = SharedMemory(create=True, size=size)

                if __name__ == "__main__":
                    free(Slot(10))
            """,
            "tools.py": "def free(slot):\n    slot.memory.close()\n    slot.memory.unlink()\n",
        },
    ),
    "a pool in a subinterpreter, started by another file": (
        "MP617",
        {
            "main.py": """
                import concurrent.futures as cf
                from lanes import outside, plain, summary

                def executor():
                    kind = getattr(cf, "InterpreterPoolExecutor", cf.ThreadPoolExecutor)
                    return kind(max_workers=2)

                if __name__ == "__main__":
                    with executor() as lanes:
                        lanes.submit(summary, [1])
                        lanes.submit(plain, [1])
                    outside([1])
            """,
            "lanes.py": """
                from multiprocessing import Pool

                def summary(numbers):
                    with Pool() as pool:  # MP617
                        return pool.map(abs, numbers)

                def plain(numbers):
                    return sum(numbers)

                def outside(numbers):
                    with Pool() as pool:
                        return pool.map(abs, numbers)
            """,
        },
    ),
    "a pool of another file in threads": (
        "MP617",
        {
            "main.py": """
                from concurrent.futures import ThreadPoolExecutor
                from lanes import summary

                if __name__ == "__main__":
                    with ThreadPoolExecutor() as lanes:
                        lanes.submit(summary, [1])
            """,
            "lanes.py": """
                from multiprocessing import Pool

                def summary(numbers):
                    with Pool() as pool:
                        return pool.map(abs, numbers)
            """,
        },
    ),
    "a listener of another file, by the settings that this one makes": (
        "MP701",
        {
            "main.py": """
                from server import Server, Settings

                if __name__ == "__main__":
                    Server(Settings(port=5000))
            """,
            "server.py": """
                from dataclasses import dataclass
                from multiprocessing.connection import Listener

                @dataclass
                class Settings:
                    host: str = "0.0.0.0"
                    port: int = 0

                class Server:
                    def __init__(self, settings: Settings):
                        self.listener = Listener((settings.host, settings.port))  # MP701
            """,
        },
    ),
    "a listener of another file, which this one makes local": (
        "MP701",
        {
            "main.py": """
                from server import Server, Settings

                if __name__ == "__main__":
                    Server(Settings("127.0.0.1", 5000))
            """,
            "server.py": """
                from dataclasses import dataclass
                from multiprocessing.connection import Listener

                @dataclass
                class Settings:
                    host: str = "0.0.0.0"
                    port: int = 0

                class Server:
                    def __init__(self, settings: Settings):
                        self.listener = Listener((settings.host, settings.port))
            """,
        },
    ),
    "a decorator of another file that copies the name": (
        "MP203",
        {
            "main.py": POOL.format(""),
            "work.py": WORK.format("timed"),
            "tools.py": """
                import functools

                def timed(function):
                    @functools.wraps(function)
                    def wrapper(*args):
                        return function(*args)

                    return wrapper
            """,
        },
    ),
    "a decorator of another file that assigns the name": (
        "MP203",
        {
            "main.py": POOL.format(""),
            "work.py": WORK.format("timed"),
            "tools.py": """
                def timed(function):
                    def wrapper(*args):
                        return function(*args)

                    wrapper.__qualname__ = function.__qualname__
                    wrapper.__module__ = function.__module__
                    return wrapper
            """,
        },
    ),
    "a decorator of another file that gives back what it takes": (
        "MP203",
        {
            "main.py": POOL.format(""),
            "work.py": WORK.format("listed"),
            "tools.py": "def listed(function):\n    print(function)\n    return function\n",
        },
    ),
    "a function of another file that has a namesake here": (
        "MP203",
        {
            "main.py": """
                from multiprocessing import Pool
                from work import square as plain

                def square(x):
                    return plain(x)

                if __name__ == "__main__":
                    with Pool() as pool:
                        pool.map(plain, [1, 2])
            """,
            "work.py": "def square(x):\n    return x * x\n",
        },
    ),
}


@pytest.mark.parametrize(("code", "files"), PROJECTS.values(), ids=PROJECTS)
def test_it_is_found_across_files(code: str, files: Files, tmp_path: Path) -> None:
    found = check_files(tmp_path, files, code)
    assert all(one.confidence is not Confidence.LOW for one in found)
