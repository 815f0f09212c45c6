"""MP805: what an endless loop makes and keeps."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from snippets import Check, check_files


def test_servers_that_keep_each_child(check: Check) -> None:
    check(
        "MP805",
        """
        import multiprocessing
        import socket

        class Child(multiprocessing.Process):
            def run(self):
                pass

        workers = []

        def handle(connection):
            child = multiprocessing.get_context("spawn").Process(target=print)  # MP805
            child.start()
            workers.append(child)

        def serve(server):
            while 1:
                try:
                    connection, _ = server.accept()
                except KeyboardInterrupt:
                    break
                handle(connection)

        class Server:
            def __init__(self):
                self.children: list[Child] = list()

            def forever(self):
                while True:
                    self.children.append(Child())  # MP805
                    self.children[-1].start()
        """,
    )


def test_silent_where_something_is_taken_out(check: Check) -> None:
    check(
        "MP805",
        """
        from multiprocessing import Process, Pool

        def removes():
            children = []
            while True:
                child = Process(target=print)
                child.start()
                children.append(child)
                if len(children) > 10:
                    children.pop(0).join()

        def reap(children):
            children[:] = [child for child in children if child.is_alive()]

        def hands_over():
            started = []
            while True:
                started.append(Process(target=print))
                started[-1].start()
                reap(started)

        def new_list_each_time():
            while True:
                batch = []
                for _ in range(4):
                    batch.append(Process(target=print))
                for child in batch:
                    child.start()

        def not_kept():
            while True:
                with Pool(2) as pool:
                    pool.map(abs, [1])
                Process(target=print).start()
        """,
    )


def test_silent_where_the_loop_ends(check: Check) -> None:
    check(
        "MP805",
        """
        from multiprocessing import Queue

        def until(wanted):
            queues = []
            while True:
                queues.append(Queue())
                if wanted():
                    break
            return queues

        def asked(wanted):
            channels = []
            while wanted():
                channels.append(Queue())
        """,
    )


_WORK = "def work(number):\n    return number\n\n"
KEPT = {
    "in a dictionary of the module": """
        import multiprocessing as mp

        pools = {}

        def pool_for(key):
            if key not in pools:
                pools[key] = mp.Pool(2)  # MP805
            return pools[key]

        def main(keys):
            for key in keys:
                print(pool_for(key).map(work, range(3)))
        """,
    "by objects in a list of another object, added by that": """
        from concurrent.futures import ProcessPoolExecutor

        class Tenant:
            def __init__(self):
                self.executor = ProcessPoolExecutor(2)  # MP805

        class Registry:
            def __init__(self):
                self.tenants = []

            def admit(self, tenant):
                self.tenants.append(tenant)

        def main():
            registry = Registry()
            while input():
                tenant = Tenant()
                registry.admit(tenant)
                print(tenant.executor.submit(work, 1).result())
        """,
    "made when it is first asked for, and kept when it has been taken out": """
        import multiprocessing as mp

        class Engine:
            def __init__(self):
                self._pool = None

            @property
            def pool(self):
                if self._pool is None:
                    self._pool = mp.Pool(2)  # MP805
                return self._pool

        class Book:
            def __init__(self):
                self.by_date, self.old = {}, []

            def engine(self, date):
                return self.by_date.setdefault(date, Engine())

            def drop(self, date):
                self.old.append(self.by_date.pop(date))

        def main(dates):
            book = Book()
            for date in dates:
                print(book.engine(date).pool.map(work, [date]))
                book.drop(date)
        """,
}
LOOK_ALIKES = {
    "ended at exit": """
        import atexit
        import multiprocessing as mp

        pools = {}

        def main(keys):
            for key in keys:
                pools[key] = mp.Pool(2)
                atexit.register(pools[key].terminate)
        """,
    "taken out, and a store for each": """
        import multiprocessing as mp

        class Store:
            def __init__(self):
                self.pools = {}

            def pool(self, user):
                self.pools[user] = mp.Pool(2)
                return self.pools[user]

            def leave(self, user):
                del self.pools[user]

        class Single:
            def __init__(self):
                self.held = {}

            def pool(self, user):
                self.held[user] = mp.Pool(2)
                return self.held[user]

        def main(users):
            store = Store()
            for user in users:
                store.pool(user).map(work, [1])
                store.leave(user)
                Single().pool(user).map(work, [1])
        """,
    "few, by kind and by number": """
        import multiprocessing as mp

        KINDS = ("cpu", "disk")

        def main():
            pools, more = {}, []
            for kind in KINDS:
                pools[kind] = mp.Pool(2)
            for _ in range(2):
                more.append(mp.Pool(2))
            print(pools["cpu"].map(work, [1]), more[0].map(work, [1]))
        """,
    "one pool, whose results are kept, and pools of threads": """
        import multiprocessing as mp
        from multiprocessing.pool import ThreadPool

        class Server:
            def __init__(self):
                self.pool, self.results, self.threads = mp.Pool(2), {}, []

            def ask(self, key):
                self.results[key] = self.pool.apply_async(work, (key,))
                self.threads.append(ThreadPool(2))

        def main(keys):
            server = Server()
            for key in keys:
                server.ask(key)
        """,
    "left by a block": """
        import multiprocessing as mp

        used = []

        def main(keys):
            for key in keys:
                with mp.Pool(2) as pool:
                    used.append(pool)
                    print(pool.map(work, [key]))
        """,
}


@pytest.mark.parametrize("source", KEPT.values(), ids=KEPT)
def test_pools_that_a_loop_keeps_and_nothing_ends(check: Check, source: str) -> None:
    check("MP805", _WORK + dedent(source))


@pytest.mark.parametrize("source", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_pools_that_are_ended_dropped_or_few(check: Check, source: str) -> None:
    check("MP805", _WORK + dedent(source))


@pytest.mark.parametrize("ends", [True, False])
def test_pools_of_sessions_in_other_files(tmp_path: Path, *, ends: bool) -> None:
    files = {
        "sessions.py": f"""
            from multiprocessing import Pool

            class Session:
                def __init__(self):
                    self.workers = Pool(2){"" if ends else "  # MP805"}

                def leave(self):
                    self.workers.{"terminate" if ends else "join"}()

            class Store:
                def __init__(self):
                    self._open = {{}}

                def session(self, user):
                    if user not in self._open:
                        self._open[user] = Session()
                    return self._open[user]
            """,
        "program.py": """
            from sessions import Store

            def main(users):
                store = Store()
                for user in users:
                    print(store.session(user).workers.map(abs, [1]))

            if __name__ == "__main__":
                main(input().split())
            """,
    }
    check_files(tmp_path, files, "MP805")


REGISTRY = """
    class Registry:
        def __init__(self):
            self.children = []

        def add(self, child):
            self.children.append(child)

        def reap(self):
            {reap}
    """
LOOP = """
    from multiprocessing import Process
    from registry import Registry

    def serve():
        registry = Registry()
        while True:
            {first}
            child = Process(target=print)  # {mark}
            child.start()
            registry.add(child)
    """


@pytest.mark.parametrize(
    ("reap", "first", "mark"),
    [
        ("pass", "pass", "MP805"),
        ("self.children = [one for one in self.children if one.is_alive()]", "pass", "fine"),
        ("pass", "registry = Registry()", "fine"),
    ],
    ids=["kept", "let go", "a new registry each time"],
)
def test_a_registry_of_another_file(tmp_path: Path, reap: str, first: str, mark: str) -> None:
    files = {"registry.py": REGISTRY.format(reap=reap), "program.py": LOOP.format(first=first, mark=mark)}
    check_files(tmp_path, files, "MP805")


def test_an_object_that_each_turn_makes_anew(check: Check) -> None:
    check(
        "MP805",
        """
        from multiprocessing import Queue

        class Broker:
            def __init__(self):
                self.channels = []

            def open(self):
                self.channels.append(Queue())

        def serve():
            while True:
                Broker().open()
        """,
    )
