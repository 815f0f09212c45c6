"""Containers of managers and numpy's generator in other people's styles: what is reported, what is not."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding
from mpcheck.model.module import Module
from mpcheck.rules import load
from mpcheck.targets import usual_targets

WRONG = {
    "plain elements beside proxies, told apart by their place or key": """
        import multiprocessing as mp

        SECOND = 1

        def work(rows, table):
            rows[0].append(1)  # MP305
            rows[SECOND].append(1)
            rows[2]["n"] += 1  # MP305
            rows[3].append(1)
            table[0][0] += 1  # MP305
            table[SECOND].append(1)
            cells = table[2]
            cells[0] = 3  # MP305
            first, second = rows[0], rows[1]
            first.append(1)
            second.append(1)
            rows[0] = first

        if __name__ == "__main__":
            with mp.Manager() as manager:
                rows = manager.list([[], manager.list(), {"n": 0}])
                rows.append(manager.list())
                table = manager.dict({0: [1], 1: manager.list()})
                table[2] = [1]
                process = mp.Process(target=work, args=(rows, table))
                process.start()
                process.join()
        """,
    "a list in each cell of rows, and the rows of proxies": """
        import multiprocessing as mp

        def fill(table, rows, column):
            table[0][column].extend([1, 2])  # MP305
            rows[0].append(3)  # MP305

        def main():
            with mp.Manager() as manager:
                table, rows = manager.list(), manager.list()
                for row in ("ab", "cd"):
                    table.append([[] for _ in row])
                    rows.append([3, 4])
                mp.Process(target=fill, args=(table, rows, 1)).start()
    """,
    "in rows that a function makes with the manager that it is given": """
        import multiprocessing as mp

        def enter(row):
            table, name = row
            table.setdefault(name, []).append(1)  # MP305

        def enter_all(table, names):
            for name in names:
                table[name] += [1]
                table.setdefault(name, {})["n"] = 1  # MP305

        def build(manager, names):
            table = manager.dict()
            rows = []
            for name in names:
                rows.append((table, name))
            with mp.Pool(2) as pool:
                pool.map(enter, rows)
            return table.copy()

        class Book:
            def fill(self, server, names):
                table = server.dict()
                args = (table, names)
                process = mp.Process(target=enter_all, args=args)
                process.start()
                process.join()
                return dict(table)

        if __name__ == "__main__":
            with mp.Manager() as manager:
                print(build(manager, "ab"), Book().fill(manager, "ab"))
        """,
    "list of dicts, stored into": """
        from multiprocessing import Manager

        def main():
            manager = Manager()
            rows = manager.list([{"n": 0}])
            rows[0]["n"] = 5  # MP305
            rows[0]["n"] += 1  # MP305
            del rows[0]["n"]  # MP305

        if __name__ == "__main__":
            main()
        """,
    "a proxy under another key": """
        from multiprocessing import Manager

        def main(manager):
            shared = manager.dict(rows=[])
            shared["list"] = [1, 2]
            shared["list"].append(3)  # MP305
            shared["proxy"] = manager.list([1, 2])
            shared.setdefault("more", manager.list())
            shared.update(last=manager.dict())
            shared["proxy"].append(3)
            shared["rows"].append(3)  # MP305
            rows = shared.get("list")
            rows.append(4)  # MP305
            space = manager.Namespace()
            space.plain, space.proxy = [], 0
            space.proxy = manager.list()
            space.plain.append(1)  # MP305
            space.proxy.append(1)

        if __name__ == "__main__":
            with Manager() as manager:
                main(manager)
        """,
    "setdefault and get": """
        import multiprocessing

        def work(index, word):
            index.setdefault(word, []).append(1)  # MP305
            index.get(word).add(2)  # MP305

        if __name__ == "__main__":
            with multiprocessing.Manager() as m:
                index = m.dict()
                with multiprocessing.Pool() as pool:
                    pool.starmap(work, [(index, w) for w in "ab"])
        """,
    "alias that is only changed": """
        from multiprocessing import Manager, Process

        def work(shared, key):
            bucket = shared[key]
            if "x" not in bucket:
                bucket["x"] = 0  # MP305
            bucket["x"] += 1  # MP305

        def main():
            shared = Manager().dict()
            shared["k"] = {}
            p = Process(target=work, kwargs=dict(shared=shared, key="k"))
            q = Process(target=work, args=(shared, "k"))
            p.start(); p.join()

        if __name__ == "__main__":
            main()
        """,
    "loop over values and items, global set by an initializer": """
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Manager

        def init(d):
            global shared
            shared = d

        def work(x):
            for bucket in shared.values():
                bucket.append(x)  # MP305
            for key, bucket in shared.items():
                bucket.append(x)  # MP305

        if __name__ == "__main__":
            with Manager() as manager:
                d = manager.dict({"a": [], "b": []})
                with ProcessPoolExecutor(initializer=init, initargs=(d,)) as ex:
                    ex.map(work, range(3))
        """,
    "namespace on self, value of a manager": """
        import multiprocessing as mp

        class App:
            def __init__(self):
                self.manager = mp.Manager()
                self.ns = self.manager.Namespace()
                self.ns.items = []
                self.box = self.manager.Value(list, [])

            def work(self):
                self.ns.items.append(1)  # MP305
                self.ns.items[0] = 2  # MP305
                self.box.value.append(3)  # MP305

        if __name__ == "__main__":
            app = App()
            app.work()
        """,
    "two levels deep": """
        from multiprocessing.managers import SyncManager

        def main():
            manager = SyncManager()
            manager.start()
            tree = manager.dict(a={"b": []})
            tree["a"]["b"].append(1)  # MP305
            tree["a"]["c"] = 2  # MP305

        if __name__ == "__main__":
            main()
        """,
    "numpy draw, seeded in main": """
        import numpy as np
        from multiprocessing import Pool

        def sample(n):
            x = np.random.normal(size=n)  # MP306
            return np.random.choice(x)

        def main():
            np.random.seed(0)
            with Pool(4) as pool:
                print(pool.map(sample, [3] * 4))

        if __name__ == "__main__":
            main()
        """,
    "imported name, helper, executor": """
        from concurrent.futures import ProcessPoolExecutor
        from numpy.random import rand as r
        import numpy.random as npr

        def noise():
            return r(3)  # MP306

        def work(_):
            npr.shuffle([1, 2])  # MP306
            return noise()

        def run():
            with ProcessPoolExecutor() as ex:
                return list(ex.map(work, range(4)))
        """,
    "processes in a loop, pandas loads the generator": """
        import multiprocessing as mp
        import numpy
        import pandas as pd

        class Simulation(mp.Process):
            def run(self):
                print(numpy.random.uniform())  # MP306

        if __name__ == "__main__":
            mp.set_start_method("fork")
            for _ in range(3):
                Simulation().start()
        """,
    "distributions of scipy": """
        from multiprocessing import Pool
        import scipy.stats as st

        def draw(n):
            fixed = st.norm.rvs(random_state=n)
            return st.norm.rvs(size=n) + fixed  # MP306

        def main():
            with Pool(processes=10) as pool:
                print(pool.map(draw, range(10)))

        if __name__ == '__main__':
            main()
        """,
    "generator of numpy that only workers use": """
        import numpy as np
        from multiprocessing import Process

        def walk():
            print(np.random.randn())  # MP306

        if __name__ == "__main__":
            a, b = Process(target=walk), Process(target=walk)
            a.start(); b.start(); a.join(); b.join()
        """,
}

RIGHT = {
    "a proxy in each cell of rows": """
        import multiprocessing as mp

        def fill(table, column):
            table[0][column].extend([1, 2])
            table[1][column].append(3)

        def main():
            with mp.Manager() as manager:
                table = manager.list()
                for row in ("ab", "cd"):
                    table.append([manager.list() for _ in row])
                workers = [mp.Process(target=fill, args=(table, column)) for column in range(2)]
                for worker in workers:
                    worker.start()
                for worker in workers:
                    worker.join()
                print([[cell[:] for cell in row] for row in table])
    """,
    "rows with proxies in proxies, and rows of plain dicts": """
        import multiprocessing as mp

        def enter(table, name):
            table[name].append(1)

        def note(table, name):
            table.setdefault(name, []).append(1)
            return table

        def build(manager, names):
            table = manager.dict()
            for name in names:
                table[name] = manager.list()
            rows = [(table, name) for name in names]
            with mp.Pool(2) as pool:
                pool.starmap(enter, rows)
            return table.copy()

        def collect(manager, names):
            done = manager.list()
            table = {}
            rows = [(table, name) for name in names]
            with mp.Pool(2) as pool:
                done.extend(pool.starmap(note, rows))
            return done

        if __name__ == "__main__":
            with mp.Manager() as manager:
                print(build(manager, "ab"), collect(manager, "ab"))
        """,
    "proxies under the same key, or under keys that are not told apart": """
        from multiprocessing import Manager

        def main(manager, name):
            shared = manager.dict({"a": [], "b": manager.list()})
            shared["b"].append(1)
            shared["a"] = manager.list()
            shared["a"].append(1)
            other = manager.dict()
            other["a"] = []
            other[name] = manager.list()
            other["a"].append(1)
            other[name].append(1)
            last = other["c"] if name else other["b"]
            last.append(1)
            rows = manager.list([[], manager.list()])
            rows[1].append(1)
            moved = manager.list([[], manager.list()])
            moved.pop(0)
            moved[0].append(1)
            given = manager.list([[], manager.list()])
            given[int(name)] = manager.list()
            given[0].append(1)

        if __name__ == "__main__":
            with Manager() as manager:
                main(manager, "a")
        """,
    "a plain dict beside a proxy in one dict": """
        from multiprocessing import Manager

        def serve(settings, names):
            manager = Manager()
            options = {**settings, "state": manager.dict()}
            options["servers"] = {}
            for name in names:
                options["servers"][name] = []
                options["servers"][name].append(name)
            return options
        """,
    "inner proxies": """
        from multiprocessing import Manager, Process

        def work(d, ns, rows):
            d["a"].append(1)
            ns.items.append(1)
            rows[0]["n"] = 1
            for row in rows:
                row.update(a=1)

        def main():
            m = Manager()
            d, ns = m.dict(), m.Namespace()
            d.update({"a": m.list()})
            ns.items = m.list()
            rows = m.list()
            rows.append(m.dict())
            Process(target=work, args=(d, ns, rows)).start()

        if __name__ == "__main__":
            main()
        """,
    "put back": """
        from multiprocessing import Manager

        def main():
            m = Manager()
            d = m.dict(a=[])
            inner = d["a"]
            inner.append(1)
            d["a"] = inner
            d["a"] += [2]
            tmp = d.get("b", {})
            tmp["x"] = 1
            d.update(b=tmp)
            ns = m.Namespace(items=[])
            ns.items = ns.items + [1]
            ns.items += [1]
            table = d["table"]
            for name in "ab":
                if name not in table:
                    table[name] = []
                table[name].append(1)
            d["table"] = table

        if __name__ == "__main__":
            main()
        """,
    "used locally": """
        from multiprocessing import Manager

        def total(d):
            numbers = d["numbers"]
            numbers.sort()
            first = d["numbers"].copy()
            rows = list(d.values())
            rows.append(3)
            jobs = d["jobs"]
            job = jobs.pop()
            return numbers, first, rows, job

        if __name__ == "__main__":
            total(Manager().dict(numbers=[], jobs=[1]))
        """,
    "plain containers and top-level operations": """
        from multiprocessing import Manager

        def main():
            plain = {"a": []}
            plain["a"].append(1)
            d = Manager().dict()
            d["n"] = 1
            d["n"] += 1
            d.setdefault("m", 3)
            names = Manager().list()
            names.append(1)
            names[0] = 2
            copy = dict(d)
            copy["x"] = []
            copy["x"].append(1)
            d2 = d.copy()
            d2["y"].append(2)

        if __name__ == "__main__":
            main()
        """,
    "seeded per worker or per task": """
        import numpy as np
        from multiprocessing import Pool

        def init():
            np.random.seed()

        def work(x):
            return np.random.rand()

        def seeded(task):
            np.random.seed(task)
            return np.random.rand()

        def main():
            with Pool(initializer=init) as pool:
                pool.map(work, range(3))
            with Pool() as pool:
                pool.map(seeded, range(3))

        if __name__ == "__main__":
            main()
        """,
    "initializer that is numpy's own": """
        import numpy as np
        from multiprocessing import Pool

        def work(x):
            return np.random.rand()

        if __name__ == "__main__":
            np.random.seed(1)
            with Pool(4, np.random.seed) as pool:
                pool.map(work, range(3))
        """,
    "generators of their own": """
        import random
        import numpy as np
        from multiprocessing import Pool

        def work(seed):
            rng = np.random.default_rng()
            state = np.random.RandomState(seed)
            return rng.normal(), state.rand(), random.random(), np.random.SeedSequence(seed)

        if __name__ == "__main__":
            np.random.rand()
            with Pool() as pool:
                pool.map(work, range(3))
        """,
    "spawn is chosen, threads, one process, numpy only in the worker": """
        import multiprocessing as mp
        from multiprocessing.pool import ThreadPool

        def work(x):
            import numpy as np
            return np.random.rand()

        def single():
            import numpy
            print(numpy.random.rand())

        def main():
            with mp.get_context("spawn").Pool() as pool:
                pool.map(work, range(3))
            with mp.Pool() as pool:
                pool.map(work, range(3))
            ThreadPool().map(work, range(3))
            mp.Process(target=single).start()

        if __name__ == "__main__":
            main()
        """,
    "someone else's module called random": """
        from multiprocessing import Pool
        from mylib import random, np

        def work(x):
            return random.rand() + np.random.rand()

        if __name__ == "__main__":
            Pool().map(work, range(3))
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_is_reported_where_it_is_marked(name: str, judge: Callable[[str], None]) -> None:
    assert "# MP30" in WRONG[name]
    judge(WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_is_silent(name: str, judge: Callable[[str], None]) -> None:
    assert "# MP30" not in RIGHT[name]
    judge(RIGHT[name])


def where(found: list[Finding]) -> set[tuple[str, tuple[int, int]]]:
    return {(target.start_method, target.python) for finding in found for target in finding.breaks_when}


def test_a_generator_that_only_workers_use_is_shared_by_numpy_1_alone(scan: Callable[..., list[Finding]]) -> None:
    (sure,) = scan(WRONG["numpy draw, seeded in main"])
    (unsure,) = scan(WRONG["generator of numpy that only workers use"])
    assert (sure.confidence, unsure.confidence) == (Confidence.HIGH, Confidence.MEDIUM)
    assert {method for method, _ in where([sure, unsure])} == {"fork"}
    assert max(where([sure])) == ("fork", (3, 13))
    assert max(where([unsure])) == ("fork", (3, 12))


def test_a_generator_made_by_the_import_is_shared_by_the_server_too(scan: Callable[..., list[Finding]]) -> None:
    found = where(scan(WRONG["imported name, helper, executor"]))
    assert {python for method, python in found if method == "forkserver"} == {(3, 14), (3, 15)}
    assert ("fork", (3, 10)) in found


def test_what_a_proxy_holds_is_said_with_high_confidence_only_where_it_is_seen(
    scan: Callable[..., list[Finding]],
) -> None:
    (seen, *_) = scan(WRONG["list of dicts, stored into"])
    unseen = WRONG["list of dicts, stored into"].replace('[{"n": 0}]', "load()")
    assert seen.confidence is Confidence.HIGH
    assert {finding.confidence for finding in scan(unseen)} == {Confidence.MEDIUM}


OWN_DATA = """
import numpy as np
from multiprocessing import Pool

def fit(rows, count):
    picked = np.random.choice({data}, size=count)
    return picked.mean()

def main(table):
    {seed}
    with Pool(4) as pool:
        sent = [pool.apply_async(fit, (rows, len(rows))) for rows in table]
        print([one.get() for one in sent])

if __name__ == "__main__":
    main([[1, 2], [3, 4]])
"""


@pytest.mark.parametrize(
    ("data", "seed", "confidence"),
    [
        ("rows", "np.random.seed(3)", Confidence.LOW),
        ("rows", "np.random.seed()", Confidence.HIGH),
        ("rows", "np.random.shuffle(table)", Confidence.HIGH),
        ("5", "np.random.seed(3)", Confidence.HIGH),
    ],
)
def test_a_seed_of_the_parent_for_tasks_with_data_of_their_own(data: str, seed: str, confidence: Confidence) -> None:
    text = OWN_DATA.format(data=data, seed=seed)
    module = Module("program.py", text, ast.parse(text), usual_targets())
    assert [one.confidence for rule in load(["MP306"]) for one in rule.check(module)] == [confidence]
