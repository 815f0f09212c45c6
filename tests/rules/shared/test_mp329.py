"""MP329: proxies of dicts that are iterated over where they have no manager, and look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "all ways of iterating, over an attribute, a parameter and what a task of a pool is sent": """
        import multiprocessing as mp

        class Worker(mp.Process):
            def __init__(self, shared):
                super().__init__()
                self.shared = shared

            def run(self):
                for number, key in enumerate(self.shared):  # MP329
                    print(number, key, *self.shared)  # MP329
                self.show(self.shared)

            def show(self, seen):
                found = {key: seen[key] for key in seen}  # MP329
                yet = [*seen]  # MP329
                yet += filter(None, seen)  # MP329
                yet.append(max(seen))  # MP329
                print(found, yet, any(seen))  # MP329

        def work(pair):
            shared, number = pair
            names = list(map(str, shared))  # MP329
            return names, set(shared), number  # MP329

        def main():
            with mp.Manager() as manager:
                shared = manager.dict()
                worker = Worker(shared)
                worker.start()
                worker.join()
                with mp.Pool(2) as pool:
                    pool.map(work, [(shared, number) for number in range(3)])
                print(list(shared))

        if __name__ == "__main__":
            main()
        """,
    "a global that an initializer sets": """
        import multiprocessing as mp

        shared = None

        def initialize(given):
            global shared
            shared = given

        def work(number):
            return [key for key in shared if shared[key] > number]  # MP329

        if __name__ == "__main__":
            manager = mp.Manager()
            table = manager.dict(a=1)
            with mp.get_context("spawn").Pool(2, initializer=initialize, initargs=(table,)) as pool:
                pool.map(work, [1, 2])
        """,
    "what other proxies hand out, in any process": """
        from multiprocessing import Manager

        def main():
            manager = Manager()
            rows = manager.list([manager.dict(n=0), manager.dict(n=1)])
            for row in rows:
                print(sorted(row))  # MP329
            state = manager.Namespace()
            state.known = manager.dict()
            for key in state.known:  # MP329
                print(key)
            table = manager.dict()
            for name in "ab":
                table[name] = manager.dict()
            for inner in table.values():
                print(list(inner), list(inner.keys()))  # MP329

        if __name__ == "__main__":
            main()
        """,
}
RIGHT = {
    "dicts, keys and copies": """
        import multiprocessing as mp

        def work(shared, keys, plain, either):
            shared["seen"] = True
            for key in keys:
                print(key, key in shared, {**shared}, dict(shared), str(shared))
            for key in plain:
                print(key)
            for key in either:
                print(key)
            shared = dict(shared)
            for key in shared:
                print(key)

        def show(either):
            if isinstance(either, dict):
                print(list(either))
            try:
                names = list(either)
            except AttributeError:
                names = either.keys()
            print(names)

        if __name__ == "__main__":
            manager = mp.Manager()
            shared = manager.dict(a=1)
            plain = {"b": 2}
            either = plain if len(shared) > 1 else shared
            processes = [
                mp.Process(target=work, args=(shared, list(shared), plain, either)),
                mp.Process(target=show, args=(shared,)),
            ]
            for process in processes:
                process.start()
            with mp.Pool() as pool:
                pool.map(str.upper, shared)
        """,
    "another call than the one in the worker": """
        import multiprocessing as mp

        def names(table):
            return sorted(table)

        def work(shared):
            shared["names"] = names({"a": 1})

        def main():
            manager = mp.Manager()
            shared = manager.dict(a=1)
            process = mp.Process(target=work, args=(shared,))
            process.start()
            process.join()
            return names(shared)

        if __name__ == "__main__":
            main()
        """,
    "threads, and a manager that each worker has": """
        import multiprocessing as mp
        from concurrent.futures import ThreadPoolExecutor
        from multiprocessing.dummy import Pool

        def show(shared):
            for key in shared:
                print(key)

        def work(number):
            with mp.Manager() as manager:
                show(manager.dict({number: 1}))

        if __name__ == "__main__":
            manager = mp.Manager()
            table = manager.dict(a=1)
            with ThreadPoolExecutor() as executor:
                executor.submit(show, table)
            with Pool(1) as pool:
                pool.map(show, [table])
            with mp.Pool(1) as pool:
                pool.map(work, [1])
        """,
    "what other proxies hold beside it": """
        from multiprocessing import Manager

        def main():
            manager = Manager()
            table = manager.dict(plain={"a": 1})
            table["proxy"] = manager.dict()
            mixed = manager.list([{"a": 1}, manager.dict()])
            rows = manager.list()
            print(list(table["plain"]), list(rows), [list(one) for one in mixed])
            for key in table:
                print(key)

        if __name__ == "__main__":
            main()
        """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_wrong(check: Check, source: str) -> None:
    assert check("MP329", source)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_right(check: Check, source: str) -> None:
    assert not check("MP329", source)


def test_a_proxy_that_the_import_makes_fails_in_forked_workers_alone(check: Check) -> None:
    (finding,) = check(
        "MP329",
        """
        import multiprocessing as mp

        manager = mp.Manager()
        shared = manager.dict(a=1)

        def work(number):
            return [key for key in shared]  # MP329

        if __name__ == "__main__":
            with mp.Pool(2) as pool:
                pool.map(work, [1, 2])
        """,
    )
    assert {target.start_method for target in finding.breaks_when} == {"fork"}


def test_a_worker_of_another_file(tmp_path: Path) -> None:
    files = {
        "steps.py": """
            def work(shared, plain):
                for key in shared:  # MP329
                    print(key)
                for key in plain:
                    print(key)

            def read(shared):
                return list(shared)
            """,
        "program.py": """
            from multiprocessing import Manager, Process

            from steps import read, work

            if __name__ == "__main__":
                with Manager() as manager:
                    shared = manager.dict(a=1)
                    process = Process(target=work, args=(shared, {}))
                    process.start()
                    process.join()
                    print(read(shared))
            """,
    }
    check_files(tmp_path, files, "MP329")
