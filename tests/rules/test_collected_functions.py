"""What rules say of functions that decorators collect: in a dict, a list, an object."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

FOUND = {
    "a generator function among those that a decorator collects": (
        "MP208",
        """
        from concurrent.futures import ProcessPoolExecutor

        STAGES = {}

        def stage(name):
            def keep(function):
                STAGES[name] = function
                return function
            return keep

        @stage("length")
        def length(text):
            return len(text)

        @stage("words")
        def words(text):
            yield from text.split()

        def run(text):
            with ProcessPoolExecutor() as executor:
                return {name: executor.submit(one, text) for name, one in STAGES.items()}  # MP208
        """,
    ),
    "one of the functions that an object collects, asked for by its name": (
        "MP208",
        """
        from multiprocessing import Pool

        class Registry:
            def __init__(self):
                self.known = {}

            def add(self, function):
                self.known[function.__name__] = function
                return function

        registry = Registry()

        @registry.add
        def length(text):
            return len(text)

        @registry.add
        def words(text):
            yield from text.split()

        def run(texts):
            with Pool() as pool:
                pool.map(registry.known["length"], texts)
                pool.map(registry.known["words"], texts)  # MP208
        """,
    ),
    "an object of a class that a decorator collects": (
        "MP204",
        """
        import threading
        from multiprocessing import Pool

        READERS = {}

        def reader(suffix):
            def keep(cls):
                READERS[suffix] = cls
                return cls
            return keep

        class Reader:
            def __init__(self):
                self.guard = threading.Lock()

            def read(self, path):
                return path

        @reader("csv")
        class Csv(Reader):
            pass

        def run(suffix, paths):
            chosen = READERS[suffix]()
            with Pool() as pool:
                return pool.map(chosen.read, paths)  # MP204
        """,
    ),
    "the original that a decorator collects and replaces": (
        "MP203",
        """
        from multiprocessing import Pool

        JOBS = []

        def timed(function):
            JOBS.append(function)
            def wrapper(x):
                return function(x)
            return wrapper

        @timed
        def square(x):
            return x * x

        def run(xs):
            with Pool() as pool:
                for job in JOBS:
                    pool.map(job, xs)  # MP203
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), FOUND.values(), ids=FOUND)
def test_it_is_found(check: Check, code: str, source: str) -> None:
    assert all(finding.confidence is not Confidence.LOW for finding in check(code, source))


SILENT = {
    "one of the classes that a decorator collects, by its name": (
        "MP204",
        """
        import threading
        from multiprocessing import Pool

        READERS = {}

        def reader(suffix):
            def keep(cls):
                READERS[suffix] = cls
                return cls
            return keep

        @reader("csv")
        class Csv:
            def read(self, path):
                return path

        @reader("json")
        class Json(Csv):
            def __init__(self):
                self.guard = threading.Lock()

        def run(paths):
            chosen = READERS["csv"]()
            with Pool() as pool:
                return pool.map(chosen.read, paths)
        """,
    ),
    "a collected generator function that stays here": (
        "MP208",
        """
        from concurrent.futures import ProcessPoolExecutor

        STAGES = {}

        def stage(name):
            def keep(function):
                STAGES[name] = function
                return function
            return keep

        @stage("length")
        def length(text):
            return len(text)

        @stage("words")
        def words(text):
            yield from text.split()

        def run(text):
            with ProcessPoolExecutor() as executor:
                executor.submit(STAGES["length"], text)
            return list(STAGES["words"](text))
        """,
    ),
    "objects that collect apart": (
        "MP208",
        """
        from multiprocessing import Pool

        class Registry:
            def __init__(self):
                self.known = []

            def add(self, function):
                self.known.append(function)
                return function

        here, there = Registry(), Registry()

        @here.add
        def words(text):
            yield from text.split()

        @there.add
        def length(text):
            return len(text)

        def run(texts):
            with Pool() as pool:
                return [pool.map(one, texts) for one in there.known]
        """,
    ),
    "a collected function that its name leads to": (
        "MP203",
        """
        import functools
        from multiprocessing import Pool

        METRICS = {}

        def metric(unit):
            def decorate(function):
                @functools.wraps(function)
                def wrapper(points):
                    return function(points), unit
                METRICS[function.__name__] = wrapper
                return wrapper
            return decorate

        @metric("m")
        def length(points):
            return len(points)

        def run(points):
            with Pool() as pool:
                return {name: pool.map(one, points) for name, one in METRICS.items()}
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), SILENT.values(), ids=SILENT)
def test_nothing_is_said(check: Check, code: str, source: str) -> None:
    assert check(code, source) == []
