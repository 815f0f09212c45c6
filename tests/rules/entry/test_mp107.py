"""MP107 in other styles: tests of the start method that forget forkserver, and those that do not."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

REPORTED = {
    "an if": """
        import multiprocessing as mp
        def main():
            if mp.get_start_method() == "spawn":  # MP107
                set_up()
        """,
    "the other way round, negated": """
        from multiprocessing import get_start_method as method
        def share():
            return not "spawn" != method()  # MP107
        """,
    "through a name": """
        import multiprocessing
        SPAWN = "spawn"
        def main():
            current = multiprocessing.get_start_method(allow_none=True)
            initializer = print if current == SPAWN else None  # MP107
        """,
    "the default context": """
        import multiprocessing
        class Runner:
            def __init__(self):
                self.context = multiprocessing.get_context()
            def needs_setup(self):
                return self.context.get_start_method() in {"spawn"}  # MP107
        """,
    "refuses spawn": """
        import multiprocessing
        def main():
            if multiprocessing.get_start_method() == "spawn":  # MP107
                raise SystemExit("needs fork")
        """,
    "cases that leave a name without a value": """
        import multiprocessing
        def plan():
            match multiprocessing.get_start_method():  # MP107
                case "fork":
                    workers, size = 3, 2
                case "spawn":
                    workers, size = 2, 5
            return workers, size
        """,
    "an if and an elif that do": """
        import multiprocessing as mp
        def plan(method=None):
            method = mp.get_start_method()
            if method == "fork":  # MP107
                workers = 4
            elif method == "spawn":
                workers = 2
            return workers
        """,
    "a table": """
        from multiprocessing import get_start_method
        WORKERS = {"fork": 3, "spawn": 2}
        class Plan:
            workers = WORKERS[get_start_method()]  # MP107
        """,
    "a helper": """
        import multiprocessing
        def is_spawning():
            return multiprocessing.get_start_method() == "spawn"  # MP107
        """,
    "a case of its own for spawn, and one for whatever is left": """
        import multiprocessing as mp
        def options():
            match mp.get_start_method():  # MP107
                case "spawn":
                    return {"initializer": set_up}
                case _:
                    return {}
    """,
    "a table whose default is what fork has": """
        import multiprocessing as mp
        def inherit(): ...
        def hand_over(): ...
        SHARING = {"fork": inherit, "spawn": hand_over}
        NEEDS = {"spawn": True}
        def options():
            share = SHARING.get(mp.get_start_method(), inherit)  # MP107
            return share, NEEDS.get(mp.get_start_method())  # MP107
        """,
}

SILENT = {
    "tables whose default is what spawn has, or a third way, or a number": """
        import multiprocessing as mp
        def inherit(): ...
        def hand_over(): ...
        def refuse(): ...
        SHARING = {"fork": inherit, "spawn": hand_over}
        def options(given):
            method = mp.get_start_method()
            sizes = {"fork": 8, "spawn": 2}.get(method, 8), {"spawn": 2}.get(method, 8)
            ways = SHARING.get(method, hand_over), SHARING.get(method, refuse), SHARING.get(method, given)
            return sizes, ways, {"fork": inherit}.get(method, hand_over), SHARING.get(method)
        """,
    "cases for all, or for what is left": """
        import multiprocessing
        def plan():
            match multiprocessing.get_start_method():
                case "fork":
                    workers = 3
                case "spawn" | "forkserver":
                    workers = 2
            match multiprocessing.get_start_method():
                case "fork":
                    size = 3
                case "spawn":
                    size = 2
                case other:
                    size = len(other)
            return workers, size
        """,
    "cases that only do something, or change what has a value": """
        import multiprocessing as mp
        def plan():
            method, workers = mp.get_start_method(), 1
            if method == "fork":
                workers = 4
            elif method == "spawn":
                workers = 2
            match method:
                case "fork":
                    print("copies")
                case "spawn":
                    print("imports")
            return workers
        """,
    "an elif with a way for others": """
        import multiprocessing as mp
        def plan():
            method = mp.get_start_method()
            if method == "fork":
                workers = 4
            elif method == "spawn":
                workers = 2
            else:
                workers = 1
            return workers
        """,
    "tables that have it, or may, or are asked first": """
        import multiprocessing as mp
        WORKERS = {"fork": 3, "spawn": 2, "forkserver": 2}
        MORE = {"fork": 3, "spawn": 2}
        MORE["forkserver"] = 2
        FEW = {"fork": 3, "spawn": 2}
        def plan():
            try:
                few = FEW[mp.get_start_method()]
            except KeyError:
                few = 1
            return WORKERS[mp.get_start_method()], MORE[mp.get_start_method()], few, FEW.get(mp.get_start_method(), 1)
        """,
    "fork": """
        import multiprocessing as mp
        def main():
            if mp.get_start_method() != "fork":
                set_up()
        """,
    "all three": """
        import multiprocessing as mp
        def check():
            if mp.get_start_method() not in ("fork", "spawn", "forkserver"):
                raise SystemExit
        """,
    "each apart": """
        import multiprocessing as mp
        def main():
            method = mp.get_start_method()
            if method == "spawn":
                one()
            elif method == "forkserver":
                two()
        """,
    "makes sure of spawn": """
        import multiprocessing as mp
        def main():
            if mp.get_start_method(allow_none=True) != "spawn":
                mp.set_start_method("spawn", force=True)
        """,
    "makes sure of spawn, through a name": """
        import multiprocessing as mp
        def main():
            is_spawn = mp.get_start_method(allow_none=True) == "spawn"
            if not is_spawn:
                mp.set_start_method("spawn", force=True)
        """,
    "demands spawn": """
        import multiprocessing as mp
        def main():
            if mp.get_start_method() != "spawn":
                raise RuntimeError("spawn only")
        """,
    "asserts it": """
        import multiprocessing as mp
        def test():
            assert mp.get_start_method() == "spawn"
        """,
    "a test is for spawn": """
        import multiprocessing as mp
        import pytest
        @pytest.mark.skipif(mp.get_start_method() != "spawn", reason="spawn")
        def test():
            pass
        """,
    "an explicit context": """
        import multiprocessing as mp
        context = mp.get_context("spawn")
        def main():
            return context.get_start_method() == "spawn"
        """,
    "the program chooses one that is not forkserver": """
        import multiprocessing as mp
        def main():
            return mp.get_start_method() == "spawn"
        if __name__ == "__main__":
            mp.set_start_method("fork")
            main()
        """,
    "some other text": """
        import multiprocessing as mp
        def main(method):
            return method == "spawn" or mp.current_process().name == "spawn"
        """,
    "cases for fork, or that refuse all but spawn": """
        import multiprocessing as mp
        def options():
            match mp.get_start_method():
                case "fork":
                    return {}
                case _:
                    return {"initializer": set_up}
        def demanded(limit):
            match mp.get_start_method():
                case "spawn":
                    return limit
                case other:
                    raise RuntimeError(other)
    """,
    "a case for spawn beside those for the others": """
        import multiprocessing as mp
        def factor():
            match mp.get_start_method(allow_none=True):
                case "spawn":
                    return 3
                case "forkserver" | None:
                    return 2
                case _:
                    return 1
    """,
}


ELSEWHERE = {
    "another function leaves forkserver out": """
        import multiprocessing
        def set_up():
            if multiprocessing.get_start_method() == "spawn":  # MP107
                prepare()
        def count_workers():
            return 1 if multiprocessing.get_start_method() not in {"fork", "spawn"} else 4  # MP107
        """,
    "another function refuses forkserver": """
        import multiprocessing
        def set_up():
            if multiprocessing.get_start_method() == "spawn":  # MP107
                prepare()
        def settings():
            method = multiprocessing.get_start_method()
            if method == "fork":
                return {}
            if method == "spawn":
                return {"name": "copy"}
            raise NotImplementedError(method)
        """,
}


@pytest.mark.parametrize("source", ELSEWHERE.values(), ids=ELSEWHERE)
def test_unsure_where_the_file_tells_the_methods_apart(check: Check, source: str) -> None:
    assert {finding.confidence for finding in check("MP107", source)} == {Confidence.LOW}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    for finding in check("MP107", source):
        assert {target.start_method for target in finding.breaks_when} == {"forkserver"}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP107", source)


STATE = """
import multiprocessing as mp
import os, signal, sys
from concurrent.futures import ProcessPoolExecutor

WINDOWS = os.name == "nt"
PLATFORMS = frozenset({"win32", "darwin"})
rates = {}

def load(day):
    rates.update(day=day)

def ignore():
    signal.signal(signal.SIGINT, signal.SIG_IGN)

def is_empty():
    return sys.platform in PLATFORMS

def main():
    load("monday")
"""

#: What follows in main().
BY_PLATFORM = {
    "two pools": """
    if sys.platform.startswith("win"):  # MP107
        pool = mp.Pool(2, load, ("monday",))
    else:
        pool = mp.Pool(2)
    """,
    "a choice": """
    mp.Pool(2, load if WINDOWS else None, ("monday",) if WINDOWS else ())  # MP107
    """,
    "a name": """
    prepare = None
    if os.name == "nt":  # MP107
        prepare = load
    with ProcessPoolExecutor(initializer=prepare, initargs=("monday",) if prepare else ()) as executor:
        pass
    """,
    "options": """
    options = {"max_workers": 2}
    if is_empty():  # MP107
        options["initializer"] = load
        options["initargs"] = ("monday",)
    ProcessPoolExecutor(**options)
    """,
    "options that are all written out": """
    options = dict(initializer=load, initargs=("monday",)) if sys.platform != "linux" else {}  # MP107
    mp.Pool(**options)
    """,
    "any initializer": """

def executor(prepare):
    if is_empty():  # MP107
        return ProcessPoolExecutor(initializer=prepare)
    return ProcessPoolExecutor()
    """,
}

NOT_BY_PLATFORM = {
    "the parent's memory is not what it replaces": """
    mp.Pool(2, ignore if WINDOWS else None)
    """,
    "others fork": """
    pool = mp.Pool(2, load, ("monday",)) if WINDOWS else mp.get_context("fork").Pool(2)
    """,
    "given everywhere": """
    context = mp.get_context("spawn") if WINDOWS else mp.get_context()
    context.Pool(2, load, ("monday",))
    """,
    "the start method is asked for, too": """
    options = {}
    if WINDOWS or mp.get_start_method() != "fork":
        options.update(initializer=load, initargs=("monday",))
    mp.Pool(**options)
    """,
    "another initializer elsewhere": """
    if WINDOWS:
        pool = mp.Pool(2, load, ("monday",))
    else:
        pool = mp.Pool(2, load, ("tuesday",))
    """,
    "not where all is fresh": """

def executor(prepare):
    return ProcessPoolExecutor() if WINDOWS else ProcessPoolExecutor(initializer=prepare)
    """,
}


@pytest.mark.parametrize("source", BY_PLATFORM.values(), ids=BY_PLATFORM)
def test_the_platform_decides_about_an_initializer(check: Check, source: str) -> None:
    for finding in check("MP107", STATE + source):
        assert {target.start_method for target in finding.breaks_when} == {"spawn", "forkserver"}


@pytest.mark.parametrize("source", NOT_BY_PLATFORM.values(), ids=NOT_BY_PLATFORM)
def test_an_initializer_of_a_platform(check: Check, source: str) -> None:
    check("MP107", STATE + source)
