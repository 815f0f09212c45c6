"""Asking for a property runs its method: in a worker, while a module is imported, between a join and a get."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

Files = dict[str, str]

#: Name -> the files: comments mark what is reported.
PROJECTS: dict[str, Files] = {
    "a worker asks for what a property reads of the module": {
        "main.py": """
            from multiprocessing import Process

            rate = 1.0

            class Worker:
                def __init__(self, n):
                    self.n = n

                @property
                def cost(self):
                    return self.n * rate  # MP302

                def work(self):
                    print(self.cost)

            if __name__ == "__main__":
                rate = 2.5
                Process(target=Worker(3).work).start()
        """,
    },
    "a module asks for a property of another file that starts a pool": {
        "main.py": "from jobs import Job\n\nprint(Job().total)  # MP101\n",
        "jobs.py": """
            from multiprocessing import Pool

            def square(x):
                return x * x

            class Job:
                @property
                def total(self):
                    with Pool(2) as pool:
                        return sum(pool.map(square, range(4)))
        """,
    },
    "a task asks for a pool that its object keeps": {
        "main.py": """
            from functools import cached_property
            from multiprocessing import Pool

            def square(x):
                return x * x

            class Task:
                @cached_property
                def pool(self):
                    return Pool(2)  # MP403

                def run(self):
                    return self.pool.map(square, [1, 2])

            def outer(n):
                return Task().run()

            if __name__ == "__main__":
                with Pool(2) as pool:
                    print(pool.map(outer, [1, 2]))
        """,
    },
    "a queue is read by a property after the join": {
        "main.py": """
            from multiprocessing import Process, Queue

            class Stats:
                def __init__(self):
                    self.queue = Queue()

                @property
                def rows(self):
                    return self.queue.get()

            def fill(queue):
                queue.put(list(range(100_000)))

            def show(stats: Stats):
                print(len(stats.rows))

            def main():
                stats = Stats()
                process = Process(target=fill, args=(stats.queue,))
                process.start()
                process.join()  # MP401
                show(stats)

            if __name__ == "__main__":
                main()
        """,
    },
    "a property that the parent alone asks for, before the join": {
        "main.py": """
            from multiprocessing import Process, Queue

            limit = 3

            class Stats:
                def __init__(self):
                    self.queue = Queue()

                @property
                def rows(self):
                    return self.queue.get()[:limit]

                def fill(self):
                    self.queue.put(list(range(100_000)))

            def main():
                global limit
                limit = 4
                stats = Stats()
                process = Process(target=stats.fill)
                process.start()
                print(stats.rows)
                process.join()

            if __name__ == "__main__":
                main()
        """,
    },
    "a property that can be set and deleted is one to those who ask for it": {
        "main.py": """
            import threading
            from multiprocessing import Process, Queue

            class Viewer:
                def __init__(self):
                    self.lock = threading.Lock()
                    self._title = ""
                    self.tasks = Queue()

                @property
                def title(self):
                    return self._title

                @title.setter
                def title(self, value):
                    self._title = value

                @title.deleter
                def title(self):
                    self._title = ""

                def reload(self):
                    return self.lock

                def load(self):
                    self.tasks.put({"title": self.title})
                    self.tasks.put(self.title)
                    self.tasks.put(self.reload)  # MP206 MP210

            def show(tasks):
                print(tasks.get())

            if __name__ == "__main__":
                viewer = Viewer()
                Process(target=show, args=(viewer.tasks,)).start()
                viewer.title = "one"
                viewer.load()
        """,
    },
    "an attribute of the same name of an object of another class": {
        "main.py": """
            from multiprocessing import Pool

            def square(x):
                return x * x

            class Job:
                @property
                def total(self):
                    with Pool(2) as pool:
                        return sum(pool.map(square, range(4)))

            class Bill:
                def __init__(self):
                    self.total = 3

            print(Bill().total)
            if __name__ == "__main__":
                print(Job().total)
        """,
    },
}


@pytest.mark.parametrize("name", PROJECTS)
def test_a_property(name: str, tmp_path: Path) -> None:
    check_files(tmp_path, PROJECTS[name])
