"""What rules find in objects that keep what their methods are given, and hand it out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

FOUND = {
    "what makes a decorator is called, and its result with a lambda": (
        "MP201",
        """
        from multiprocessing import Pool

        class Formats:
            def __init__(self):
                self.writers = {}

            def named(self, name):
                def keep(writer):
                    self.writers[name] = writer
                    return writer

                return keep

        formats = Formats()

        @formats.named("csv")
        def to_csv(row):
            return ",".join(row)

        formats.named("text")(lambda row: " ".join(row))

        def main(rows):
            with Pool(2) as pool:
                return pool.map(formats.writers["text"], rows)  # MP201
        """,
    ),
    "a method adds, and the object is looked up in": (
        "MP203",
        """
        import functools
        from multiprocessing import Pool

        class Jobs:
            def __init__(self):
                self._known = {}

            def job(self, function):
                self._known[function.__name__] = function

                @functools.wraps(function)
                def logged(*args):
                    print(args)
                    return function(*args)

                return logged

            def __getitem__(self, name):
                return self._known[name]

        jobs = Jobs()

        @jobs.job
        def half(number):
            return number / 2

        def main(name):
            with Pool(1) as pool:
                print(pool.map(jobs[name], [2, 4]))  # MP203

        if __name__ == "__main__":
            main("half")
        """,
    ),
    "a loop over the object": (
        "MP202",
        """
        from multiprocessing import Process

        class Hooks:
            def __init__(self):
                self.hooks = []

            def register(self, hook):
                self.hooks.append(hook)

            def __iter__(self):
                return iter(self.hooks)

        def main(greeting):
            hooks = Hooks()
            hooks.register(print)
            hooks.register(lambda: print(greeting))
            for hook in hooks:
                process = Process(target=hook)  # MP202
                process.start()
                process.join()
                assert process.exitcode == 0

        if __name__ == "__main__":
            main("hello")
        """,
    ),
    "an iterator with a method for the next": (
        "MP201",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Countdown:
            def __init__(self, tasks):
                self.tasks = tasks

            def __iter__(self):
                return self

            def __next__(self):
                if not self.tasks:
                    raise StopIteration
                return self.tasks.pop()

        if __name__ == "__main__":
            with ProcessPoolExecutor(1) as executor:
                for task in Countdown([lambda: 1, lambda: 2]):
                    print(executor.submit(task).result())  # MP201
        """,
    ),
    "calls in a row that give the object back": (
        "MP202",
        """
        import multiprocessing as mp

        class Station(mp.Process):
            def __init__(self, work, inbox):
                super().__init__()
                self.work = work
                self.inbox = inbox

            def run(self):
                print(self.work(self.inbox.get()))

        class Line:
            def __init__(self):
                self.steps = []

            def step(self, name, work):
                self.steps.append((name, work))
                return self

            def run(self, value):
                boxes = [mp.Queue() for _ in self.steps]
                stations = [Station(work, box) for (_, work), box in zip(self.steps, boxes)]  # MP202
                for station, box in zip(stations, boxes):
                    station.start()
                    box.put(value)
                for station in stations:
                    station.join()
                    assert station.exitcode == 0

        if __name__ == "__main__":
            Line().step("size", len).step("first", lambda text: text[0]).run("abc")
        """,
    ),
    "a function of the module that adds under a name": (
        "MP201",
        """
        from concurrent.futures import ProcessPoolExecutor

        HANDLERS = {}

        def handle(name, handler):
            HANDLERS[name] = handler

        handle("double", lambda number: 2 * number)
        handle("size", abs)

        def main(name):
            with ProcessPoolExecutor(1) as executor:
                print(executor.submit(HANDLERS["size"], -2).result())
                print(executor.submit(HANDLERS[name], -2).result())  # MP201

        if __name__ == "__main__":
            main("double")
        """,
    ),
    "subclasses that the base class is told of": (
        "MP204",
        """
        import sqlite3
        from multiprocessing import Pool

        class Format:
            known = {}

            def __init_subclass__(cls, name, **options):
                super().__init_subclass__(**options)
                cls.known[name] = cls

        class Table(Format, name="table"):
            def __init__(self):
                self.rows = []

            def size(self, number):
                return number

        class Database(Format, name="database"):
            def __init__(self):
                self.connection = sqlite3.connect(":memory:")

            def size(self, number):
                return number

        if __name__ == "__main__":
            with Pool(1) as pool:
                print(pool.map(Format.known["table"]().size, [1, 2]))
                print(pool.map(Format.known["database"]().size, [1, 2]))  # MP204
        """,
    ),
}

SILENT = {
    "a decorator is called with a lambda that stays here": (
        "MP201",
        """
        from multiprocessing import Pool

        class Formats:
            def __init__(self):
                self.writers = {}

            def named(self, name):
                def keep(writer):
                    self.writers[name] = writer
                    return writer

                return keep

        formats = Formats()

        @formats.named("csv")
        def to_csv(row):
            return ",".join(row)

        formats.named("text")(lambda row: " ".join(row))

        def main(rows):
            with Pool(2) as pool:
                written = pool.map(formats.writers["csv"], rows)
                return [formats.writers["text"](row.split()) for row in written]
        """,
    ),
    "what is sent was registered as it is": (
        "MP203",
        """
        from multiprocessing import Pool

        class Jobs:
            def __init__(self):
                self._known = {}

            def job(self, function):
                self._known[function.__name__] = function
                return function

            def __getitem__(self, name):
                return self._known[name]

        jobs = Jobs()

        @jobs.job
        def half(number):
            return number / 2

        if __name__ == "__main__":
            with Pool(1) as pool:
                print(pool.map(jobs["half"], [2, 4]))
        """,
    ),
    "under the name that is looked up stands another one": (
        "MP201",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Tools:
            def __init__(self):
                self.tools = {}

            def add(self, name, tool):
                self.tools[name] = tool

            def __getitem__(self, name):
                return self.tools[name]

        def size(text):
            return len(text)

        tools = Tools()
        tools.add("first", lambda text: text[0])
        tools.add("size", size)

        if __name__ == "__main__":
            print(tools["first"]("abc"))
            with ProcessPoolExecutor(1) as executor:
                print(executor.submit(tools["size"], "abc").result())
        """,
    ),
    "one object keeps what runs here, another what is sent": (
        "MP202",
        """
        from multiprocessing import Process

        class Hooks:
            def __init__(self):
                self.hooks = []

            def register(self, hook):
                self.hooks.append(hook)

        def main():
            here, there = Hooks(), Hooks()
            here.register(lambda: print("here"))
            there.register(print)
            for hook in here.hooks:
                hook()
            for hook in there.hooks:
                process = Process(target=hook)
                process.start()
                process.join()
                assert process.exitcode == 0

        if __name__ == "__main__":
            main()
        """,
    ),
    "what looking up makes of it": (
        "MP201",
        """
        from concurrent.futures import ProcessPoolExecutor

        def double(number):
            return 2 * number

        class Table:
            def __init__(self):
                self.rows = [lambda number: number]

            def __getitem__(self, index):
                return double

            def __iter__(self):
                yield double

        if __name__ == "__main__":
            table = Table()
            with ProcessPoolExecutor(1) as executor:
                print(executor.submit(table[0], 2).result())
                print([executor.submit(row, 2).result() for row in table])
        """,
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_reported(check: Check, name: str) -> None:
    check(*FOUND[name])


@pytest.mark.parametrize("name", SILENT)
def test_silent(check: Check, name: str) -> None:
    code, source = SILENT[name]
    assert check(code, source) == []


def test_lambdas_that_a_file_adds_to_what_another_one_starts(tmp_path: Path) -> None:
    files = {
        "program.py": """
            from crew import Crew

            def main(step):
                crew = Crew()
                crew.hire(print)
                crew.hire(lambda: print(step))  # MP202
                crew.work()

            if __name__ == "__main__":
                main(2)
            """,
        "crew.py": """
            from multiprocessing import Process

            class Crew:
                def __init__(self):
                    self._tasks = []

                def hire(self, task):
                    self._tasks.append(task)

                def work(self):
                    processes = [Process(target=task) for task in self._tasks]
                    for process in processes:
                        process.start()
                    for process in processes:
                        process.join()
            """,
    }
    check_files(tmp_path, files, "MP202")


REGISTRIES_OF_OTHER_FILES = {
    "a function that files": {
        "program.py": """
            from concurrent.futures import ProcessPoolExecutor

            from checks import CHECKS

            def main():
                with ProcessPoolExecutor(2) as executor:
                    for name, test in CHECKS.items():
                        print(name, executor.submit(test, "a line").result())  # MP201

            if __name__ == "__main__":
                main()
            """,
        "checks.py": """
            CHECKS = {}

            def check(name, test):
                if name in CHECKS:
                    raise ValueError(name)
                CHECKS[name] = test

            check("blank", lambda line: not line.strip())
            check("long", lambda line: len(line) > 72)
            """,
    },
    "a module fills that of another one": {
        "program.py": """
            from multiprocessing import Pool

            from filters import FILTERS

            def main():
                with Pool(2) as pool:
                    for _, function in FILTERS:
                        print(pool.map(function, ["A ", "b"]))  # MP201

            if __name__ == "__main__":
                main()
            """,
        "filters/__init__.py": """
            from . import plain
            from .registry import FILTERS
            """,
        "filters/plain.py": """
            from .registry import register

            register(lambda text: text.lower())
            register(lambda text: text.strip(), 1)
            """,
        "filters/registry.py": """
            FILTERS = []

            def register(function, order=0):
                FILTERS.append((order, function))
            """,
    },
    "statements at module level": {
        "program.py": """
            from multiprocessing import Pool

            import steps

            def main():
                with Pool(2) as pool:
                    for step in steps.STEPS:
                        print(pool.map(step, ["A ", "b"]))  # MP201

            if __name__ == "__main__":
                main()
            """,
        "steps.py": """
            STEPS = []
            STEPS.append(lambda text: text.lower())
            """,
    },
    "an object with a loop and a method for one of them": {
        "program.py": """
            from multiprocessing import Pool

            from metrics import METRICS

            def main():
                with Pool(2) as pool:
                    print(pool.map(METRICS.named("mean"), [[1, 2], [3]]))  # MP201
                    for metric in METRICS:
                        print(pool.map(metric, [[1, 2], [3]]))  # MP201

            if __name__ == "__main__":
                main()
            """,
        "metrics.py": """
            class Metrics:
                def __init__(self):
                    self._known = {}

                def add(self, name, metric):
                    self._known[name] = metric

                def named(self, name):
                    return self._known[name]

                def __iter__(self):
                    return iter(self._known.values())

            METRICS = Metrics()
            METRICS.add("mean", lambda numbers: sum(numbers) / len(numbers))
            METRICS.add("spread", lambda numbers: max(numbers) - min(numbers))
            """,
    },
    "functions and what the parent calls itself": {
        "program.py": """
            from multiprocessing import Pool

            from checks import CHECKS, VIEWS, OTHERS

            def main():
                with Pool(2) as pool:
                    found = {name: pool.map(test, ["a line"]) for name, test in CHECKS.items()}
                    for test in OTHERS:
                        print(pool.map(test, ["a line"]))
                print([view(found) for view in VIEWS.values()])

            if __name__ == "__main__":
                main()
            """,
        "checks.py": """
            CHECKS = {}
            VIEWS = {}

            def check(name, test):
                CHECKS[name] = test

            def view(name, function):
                VIEWS[name] = function

            def is_blank(line):
                return not line.strip()

            class Kept:
                def __init__(self):
                    self._known = []

                def add(self, function):
                    self._known.append(function)

                def __iter__(self):
                    return iter(self._known)

            OTHERS = Kept()
            OTHERS.add(is_blank)
            SORTERS = Kept()
            SORTERS.add(lambda found: sorted(found))
            check("blank", is_blank)
            check("length", len)
            view("all", lambda found: list(found))
            """,
    },
}


@pytest.mark.parametrize("name", REGISTRIES_OF_OTHER_FILES)
def test_registries_that_importing_other_files_fills(tmp_path: Path, name: str) -> None:
    check_files(tmp_path, REGISTRIES_OF_OTHER_FILES[name], "MP201")


_SERVICE = """
from multiprocessing import Pool

def double(number):
    return 2 * number

class Doubler:
    def run(self, numbers):
        with Pool(2) as pool:
            return pool.map(double, numbers)

class Counter:
    def run(self, numbers):
        return len(numbers)
"""
_LOCATORS = {
    "decorators of an object": (
        """
        class Locator:
            def __init__(self):
                self._makers = {}
                self._made = {}

            def provide(self, name):
                def keep(maker):
                    self._makers[name] = maker
                    return maker
                return keep

            def __getitem__(self, name):
                if name not in self._made:
                    self._made[name] = self._makers[name](self)
                return self._made[name]
        """,
        """
        from locator import Locator
        from service import Counter, Doubler

        services = Locator()

        @services.provide("service")
        def make(_):
            return {cls}()

        print(services["service"].run([1, 2])){mark}
        """,
    ),
    "calls of a method": (
        """
        class Registry:
            def __init__(self):
                self._makers = {}
                self._made = {}

            def register(self, name, maker):
                self._makers[name] = maker

            def resolve(self, name):
                try:
                    return self._made[name]
                except KeyError:
                    self._made[name] = self._makers[name]()
                    return self._made[name]
        """,
        """
        from locator import Registry
        from service import Counter, Doubler

        registry = Registry()
        registry.register("service", lambda: {cls}())

        def main():
            return registry.resolve("service").run([1, 2])

        main(){mark}
        """,
    ),
    "functions of a module": (
        """
        _makers, _made = {}, {}

        def factory(name):
            def keep(make):
                _makers[name] = make
                return make
            return keep

        def get(name):
            if name not in _made:
                _made[name] = _makers[name]()
            return _made[name]
        """,
        """
        import locator
        from service import Counter, Doubler

        @locator.factory("service")
        def make():
            return {cls}()

        print(locator.get("service").run([1, 2])){mark}
        """,
    ),
}


@pytest.mark.parametrize(("cls", "mark"), [("Doubler", "  # MP101"), ("Counter", "")])
@pytest.mark.parametrize("name", _LOCATORS)
def test_services_that_a_locator_of_another_file_makes(tmp_path: Path, name: str, cls: str, mark: str) -> None:
    locator, program = _LOCATORS[name]
    program = program.replace("{cls}", cls).replace("{mark}", mark)
    check_files(tmp_path, {"locator.py": locator, "service.py": _SERVICE, "program.py": program}, "MP101")


_CHECKED_BY_WORKERS = {
    "main.py": """
        import multiprocessing

        import limits
        from pages import check_all

        if __name__ == "__main__":
            multiprocessing.freeze_support()
            limits.longest = 80
            print(check_all(["a line"])){mark}
        """,
    "pages.py": """
        from multiprocessing import Pool

        import checks

        def check(page):
            return [one(page) for one in checks.known.values()]

        def check_all(pages):
            with Pool(2) as pool:
                return pool.map(check, pages)
        """,
    "checks.py": """
        import limits

        known = {{}}

        def named(name):
            def keep(function):
                known[name] = function
                return function
            return keep

        @named("length")
        def is_long(page):
            return len(page) > {limit}
        """,
    "limits.py": "longest = 40\n",
}


@pytest.mark.parametrize(("limit", "mark"), [("limits.longest", "  # MP302"), ("72", "")])
def test_a_registry_that_a_file_with_the_workers_uses(tmp_path: Path, limit: str, mark: str) -> None:
    files = {name: text.format(limit=limit, mark=mark) for name, text in _CHECKED_BY_WORKERS.items()}
    check_files(tmp_path, files, "MP302")


_FRAMEWORK = """
    class Tool:
        def __init__(self, name):
            self.name = name
            self._actions = {}

        def action(self, function):
            self._actions[function.__name__] = function
            return function

        def alias(self, name):
            def keep(function):
                self._actions[name] = function
                return function
            return keep

        def names(self):
            return sorted(self._actions)

        def start(self, *words):
            return self._actions[words[0]](*words[1:])
    """
_ACTIONS = """
    import sys
    from multiprocessing import Pool

    from framework import Tool

    tool = Tool("sizes")

    {decorator}
    def measure(*names):
        with Pool(2) as pool:
            print(pool.map(len, names))

    {use}
    """


@pytest.mark.parametrize("decorator", ["@tool.action", '@tool.alias("size")'])
@pytest.mark.parametrize(
    "use",
    ["tool.start(*sys.argv[1:])  # MP101", "print(tool.names())", 'if __name__ == "__main__":\n        tool.start()'],
)
def test_a_framework_of_another_file_calls_what_it_was_told_of(tmp_path: Path, decorator: str, use: str) -> None:
    files = {"framework.py": _FRAMEWORK, "program.py": _ACTIONS.format(decorator=decorator, use=use)}
    check_files(tmp_path, files, "MP101")
