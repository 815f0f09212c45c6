"""Names that only the parent sets or changes, in other people's styles: what is reported, what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

WRONG = {
    "commands one after the other": """
        import sys
        from multiprocessing import Pool

        debug = False

        def work(number):
            return debug, number  # MP302

        def show_more():
            global debug
            debug = True

        def run():
            with Pool(2) as pool:
                print(pool.map(work, [1]))

        COMMANDS = {"debug": show_more, "run": run}

        if __name__ == "__main__":
            for name in sys.argv[1:]:
                COMMANDS[name]()
        """,
    "an attribute of a class in its class methods": """
        from multiprocessing import Pool

        class Pricing:
            fuel = 0.0

            @classmethod
            def read(cls, text):
                cls.fuel = float(text)

            @classmethod
            def quote(cls, tonnes):
                return tonnes * cls.fuel  # MP302

        def main():
            Pricing.read("0.2")
            with Pool(2) as pool:
                print(pool.map(Pricing.quote, [1, 2]))

        if __name__ == "__main__":
            main()
        """,
    "what a test runner calls before the tests": """
        import multiprocessing as mp
        import unittest

        def add(letter):
            return len(table[letter]) + step  # MP301

        class Prepared(unittest.TestCase):
            def setUp(self):
                global table
                table = {"a": [1], "b": []}

            @classmethod
            def setUpClass(cls):
                global step
                step = 2

        class TestAdd(Prepared):
            def test_add(self):
                with mp.Pool(2) as pool:
                    self.assertEqual(pool.map(add, ["a", "b"]), [3, 2])
        """,
    "what the import binds last is what workers have": """
        import multiprocessing as mp

        limit = 6

        def work(number):
            return number < limit  # MP302

        def main():
            global limit
            limit = 6
            with mp.Pool(2) as pool:
                return pool.map(work, range(9))

        limit = 5

        if __name__ == "__main__":
            main()
        """,
    "bound again by the import, too late": """
        import multiprocessing as mp

        level = 0

        def work(number):
            return number + level  # MP302

        if __name__ == "__main__":
            level = 1
            with mp.Pool(2) as pool:
                print(pool.map(work, range(9)))

        level = 2
        """,
    "an initializer that is only an item of an option": """
        import multiprocessing as mp

        atlas = {}

        def build(stars):
            atlas["north"] = list(range(stars))

        def count(limit):
            return sum(one < limit for one in atlas["north"])  # MP302

        def survey(context):
            build(9)
            options = {"processes": 2}
            options.setdefault("context", {"initializer": build})
            with mp.Pool(**options) as pool:
                return pool.map(count, [3, 5])

        if __name__ == "__main__":
            print(survey(mp))
        """,
    "import under the guard": """
        from multiprocessing import Pool

        def work(x):
            return math.sqrt(x)  # MP301

        if __name__ == "__main__":
            import math
            with Pool() as pool:
                print(pool.map(work, [4]))
        """,
    "helper defined under the guard": """
        import multiprocessing as mp

        def work(x, q):
            q.put(helper(x))  # MP301

        if __name__ == "__main__":
            def helper(x):
                return x
            q = mp.Queue()
            p = mp.Process(target=work, args=(1, q))
            p.start()
            print(q.get())
            p.join()
        """,
    "args of argparse, process list in a comprehension": """
        import argparse
        from multiprocessing import Process

        def worker(number):
            for _ in range(args.rounds):  # MP301
                print(number)

        if __name__ == '__main__':
            parser = argparse.ArgumentParser()
            parser.add_argument("--rounds", type=int, default=2)
            args = parser.parse_args()
            procs = [Process(target=worker, args=(i,)) for i in range(3)]
            for p in procs: p.start()
            for p in procs: p.join()
        """,
    "queue made under the guard": """
        import multiprocessing

        def produce():
            queue.put(1)  # MP301

        def consume():
            return queue.get()  # MP301

        if __name__ == "__main__":
            queue = multiprocessing.Queue()
            a = multiprocessing.Process(target=produce)
            b = multiprocessing.Process(target=consume)
            a.start(); b.start(); a.join(); b.join()
        """,
    "library function that sets and starts": """
        from concurrent.futures import ProcessPoolExecutor

        def _process(item):
            return item in _index  # MP301

        def search(items, index):
            global _index
            _index = index
            with ProcessPoolExecutor() as ex:
                return list(ex.map(_process, items))
        """,
    "method that sets a global": """
        from multiprocessing import Pool

        class Runner:
            def __init__(self, data):
                self.data = data

            def run(self):
                global DATA
                DATA = self.data
                with Pool(4) as p:
                    return p.starmap(step, [(0, 1), (1, 2)])

        def step(a, b):
            return DATA[a:b]  # MP301

        if __name__ == "__main__":
            print(Runner([1, 2, 3]).run())
        """,
    "asyncio main": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor

        def cpu(n):
            return n * scale  # MP301

        async def main():
            global scale
            scale = 3
            loop = asyncio.get_running_loop()
            with ProcessPoolExecutor() as pool:
                print(await asyncio.gather(*(loop.run_in_executor(pool, cpu, i) for i in range(3))))

        if __name__ == "__main__":
            asyncio.run(main())
        """,
    "read two calls below the worker, from a process subclass": """
        import multiprocessing as mp

        class Worker(mp.Process):
            def run(self):
                self.step()

            def step(self):
                log("step")

        def log(text):
            print(logger_name, text)  # MP301

        def setup():
            global logger_name
            logger_name = "main"

        def main():
            setup()
            w = Worker()
            w.start()
            w.join()

        if __name__ == "__main__":
            main()
        """,
    "loop variable and with target under the guard": """
        from multiprocessing import Process

        def work():
            print(name, handle)  # MP301  # MP301

        if __name__ == "__main__":
            for name in ["a", "b"]:
                with open(name) as handle:
                    p = Process(target=work)
                    p.start()
                    p.join()
        """,
    "module default, global in main": """
        import multiprocessing as mp

        THRESHOLD = 10

        def keep(x):
            return x > THRESHOLD  # MP302

        def main():
            global THRESHOLD
            THRESHOLD = int(input())
            ctx = mp.get_context("forkserver")
            with ctx.Pool() as pool:
                print(pool.map(keep, range(20)))

        if __name__ == "__main__":
            main()
        """,
    "rebinding under the guard": """
        import sys
        from multiprocessing import Pool

        args = None

        def work(x):
            return args.scale * x  # MP302

        if __name__ == "__main__":
            args = parse(sys.argv)
            Pool().map(work, [1])
        """,
    "dictionary filled by key": """
        from multiprocessing import Pool
        CONFIG = {}

        def load():
            CONFIG["path"] = "/tmp"

        def work(x):
            return CONFIG.get("path")  # MP302

        def main():
            load()
            pool = Pool(2)
            results = [pool.apply_async(work, (i,)) for i in range(3)]
            print([r.get() for r in results])

        if __name__ == "__main__":
            main()
        """,
    "object changed by its own method": """
        from multiprocessing import Pool

        class Options:
            def __init__(self):
                self.debug = False

            def read(self, argv):
                self.debug = "-d" in argv

            def is_debug(self):
                return self.debug

        options = Options()

        def work(x):
            if options.is_debug():  # MP302
                print(x)
            return x

        def other(x):
            return options.debug  # MP302

        if __name__ == "__main__":
            options.read(["-d"])
            with Pool() as pool:
                pool.map(work, [1])
                pool.map(other, [1])
        """,
    "imported settings": """
        import settings
        from concurrent.futures import ProcessPoolExecutor as Executor

        def work(x):
            return settings.DEBUG  # MP302

        def main():
            settings.DEBUG = True
            with Executor() as e:
                print(e.submit(work, 1).result())

        if __name__ == "__main__":
            main()
        """,
    "class attribute through self": """
        from multiprocessing import Process

        class Task:
            retries = 0

            def run(self):
                print(self.retries)  # MP302

        def main():
            Task.retries = 5
            p = Process(target=Task().run)
            p.start()
            p.join()

        if __name__ == "__main__":
            main()
        """,
    "class method that sets class attributes": """
        from multiprocessing import Pool

        class Config:
            level = 0

            @classmethod
            def load(cls, level):
                cls.level = level

        def work(x):
            return Config.level + x  # MP302

        if __name__ == "__main__":
            Config.load(3)
            print(Pool(2).map(work, [1]))
        """,
    "changed through a parameter and through an alias": """
        from multiprocessing import Pool

        table = {}
        names = []

        def fill(target, n):
            for i in range(n):
                target[i] = i * i

        def work(x):
            return table[x], names  # MP302  # MP302

        def main():
            fill(table, 10)
            mine = names
            mine.append("a")
            with Pool() as p:
                print(p.map(work, range(3)))

        if __name__ == "__main__":
            main()
        """,
    "setattr and augmented assignment": """
        import argparse
        from multiprocessing import Pool

        opts = argparse.Namespace(n=1)
        seed = 0

        def work(x):
            return opts.n + x + seed  # MP302  # MP302

        def main(n):
            global seed
            seed += 1
            setattr(opts, "n", n)
            with Pool() as p:
                p.map(work, [1, 2])

        if __name__ == "__main__":
            main(2)
        """,
    "what an attribute holds is changed, by methods and on the class": """
        from multiprocessing import Pool

        class Calibration:
            offsets = {}

            def __init__(self):
                self.rows = []

            @classmethod
            def load(cls, values):
                cls.offsets.update(values)

            def add(self, row):
                self.rows.append(row)

            def count(self):
                return len(self.rows)

        class Mask:
            bad = set()

        calibration = Calibration()

        def correct(x):
            return x - calibration.offsets.get("dark", 0)  # MP302

        def measure(x):
            return x / calibration.count()  # MP302

        def is_good(x):
            return x not in Mask.bad  # MP302

        def main(values):
            Calibration.load(values)
            calibration.add(values)
            Mask.bad.add(7)
            with Pool() as pool:
                return [pool.map(step, [1, 2]) for step in (correct, measure, is_good)]

        if __name__ == "__main__":
            main({"dark": 3})
        """,
    "options and values that a library puts into an object": """
        import argparse
        import configparser
        from multiprocessing import Pool
        from types import SimpleNamespace

        class Options:
            depth = 1

        options = Options()
        run = SimpleNamespace(name="")
        config = configparser.ConfigParser()

        def work(x):
            return x * options.depth, run.name  # MP302  # MP302

        def scale(x):
            return x * config.getfloat("scale", "factor", fallback=1.0)  # MP302

        def main(values):
            parser = argparse.ArgumentParser()
            parser.add_argument("--depth", type=int, default=3)
            parser.parse_known_args(namespace=options)
            vars(run).update(values)
            config.read("run.ini")
            with Pool() as pool:
                return pool.map(work, [1, 2]), pool.map(scale, [1, 2])

        if __name__ == "__main__":
            main({"name": "first"})
        """,
    "a method that sets attributes by their names": """
        from dataclasses import dataclass
        from multiprocessing import Pool

        @dataclass
        class Config:
            width: int = 1
            height: int = 1

            def read(self, values):
                for name, value in values.items():
                    setattr(self, name, value)

            def area(self):
                return self.width * self.height

        config = Config()

        def work(x):
            return x * config.area()  # MP302

        def main(values):
            config.read(values)
            with Pool() as pool:
                return pool.map(work, [1, 2])

        if __name__ == "__main__":
            main({"width": 3})
        """,
    "worker handed over by a wrapper": """
        from multiprocessing import Pool

        cache = []

        def pmap(function, items):
            with Pool() as pool:
                return pool.map(function, items)

        def work(x):
            return x in cache  # MP302

        def main():
            cache.append(1)
            return pmap(work, [1, 2])

        if __name__ == "__main__":
            main()
        """,
    "array filled in place": """
        import numpy as np
        from multiprocessing import Process

        data = np.zeros(4)

        def work(i):
            print(data[i])  # MP302

        if __name__ == "__main__":
            data[:] = 7
            ps = [Process(target=work, args=(i,)) for i in range(4)]
            [p.start() for p in ps]
            [p.join() for p in ps]
        """,
}

RIGHT = {
    "what an attribute holds is changed, and workers do so too, ask for others, or it is no container": """
        from multiprocessing import Pool

        class Calibration:
            tools = {}

            def __init__(self, session):
                self.rows, self.marks, self.session = [], {}, session

            @classmethod
            def tool(cls, function):
                cls.tools[function.__name__] = function
                return function

            def add(self, row):
                self.rows.append(row)

            def mark(self, name, place):
                self.marks[name] = place

            def begin(self, name):
                self.session.update(name)

            def measure(self, x):
                self.add(x)
                return self.session.count(x) + len(self.rows)

        calibration = Calibration(open_session())

        @Calibration.tool
        def double(x):
            return 2 * x

        def work(x):
            calibration.add(x)
            return calibration.rows, calibration.session, Calibration.tools["double"](x)

        def main(values):
            calibration.add(values)
            calibration.mark("first", values)
            calibration.begin("run")
            with Pool() as pool:
                return pool.map(work, [1, 2])

        if __name__ == "__main__":
            main(3)
        """,
    "options and values that a library only tells, that importing the module sets, or that workers read": """
        import argparse
        import configparser
        from multiprocessing import Pool

        class Options:
            depth = 1

        options = Options()
        config, other = configparser.ConfigParser(), configparser.ConfigParser()
        config.read("run.ini")

        def work(x):
            other.read("worker.ini")
            return x * options.depth * config.getint("scale", "factor") * other.getint("scale", "factor")

        def main():
            found = argparse.ArgumentParser().parse_args()
            other.read("parent.ini")
            print(vars(options), found, config.sections(), other.sections())
            with Pool() as pool:
                return pool.map(work, [1, 2])

        if __name__ == "__main__":
            main()
        """,
    "a method that sets attributes by their names, where workers run it as well": """
        from multiprocessing import Process

        class Config:
            width = 1

            @classmethod
            def read(cls, values):
                vars(cls).update(values)
                for name in values:
                    setattr(cls, name, values[name])

        def work(values):
            Config.read(values)
            print(Config.width)

        def main(values):
            Config.read(values)
            worker = Process(target=work, args=(values,))
            worker.start()
            worker.join()
            print(worker.exitcode)

        if __name__ == "__main__":
            main({"width": 3})
        """,
    "one of several commands": """
        import sys
        from multiprocessing import Pool

        debug = False

        def work(number):
            return debug, number

        def show_more():
            global debug
            debug = True

        def run():
            with Pool(2) as pool:
                print(pool.map(work, [1]))

        COMMANDS = {"debug": show_more, "run": run}

        if __name__ == "__main__":
            COMMANDS[sys.argv[1]]()
        """,
    "an attribute of a class that workers set, or that objects have of their own": """
        from multiprocessing import Pool

        class Pricing:
            fuel = 0.0
            toll = 0.0

            def __init__(self, toll):
                self.toll = toll

            @classmethod
            def read(cls, text):
                cls.fuel = float(text)

            @classmethod
            def quote(cls, tonnes):
                cls.read("0.2")
                return tonnes * cls.fuel

            def tolls(self, tonnes):
                return self.toll * tonnes

        def main():
            Pricing.read("0.2")
            Pricing.toll = 2.0
            with Pool(2) as pool:
                print(pool.map(Pricing.quote, [1, 2]), pool.map(Pricing(1).tolls, [1, 2]))

        if __name__ == "__main__":
            main()
        """,
    "what a test runner calls before other tests": """
        import multiprocessing as mp
        import unittest

        def add(letter):
            try:
                return table[letter]
            except NameError:
                return 0

        def scale(letter):
            return ratio

        class TestTable(unittest.TestCase):
            def setUp(self):
                global ratio
                ratio = 2

            def test_scale(self):
                self.assertEqual(scale("a"), 2)

        class TestAdd(unittest.TestCase):
            def test_add(self):
                with mp.Pool(2) as pool:
                    self.assertEqual(pool.map(add, ["a", "b"]), [0, 0])
        """,
    "bound again before the workers start": """
        import multiprocessing as mp

        if __name__ == "__main__":
            level = 1
            print("starting at", level)

        level = 2

        def work(number):
            return number + level

        if __name__ == "__main__":
            with mp.Pool(2) as pool:
                print(pool.map(work, range(9)))
        """,
    "set by the initializer": """
        from multiprocessing import Pool

        def init(q):
            global queue
            queue = q

        def work(x):
            queue.put(x)

        if __name__ == "__main__":
            import multiprocessing as mp
            queue = mp.Queue()
            with Pool(initializer=init, initargs=(queue,)) as p:
                p.map(work, [1])
        """,
    "set by an initializer that the options of the pool are updated with": """
        import multiprocessing as mp

        atlas = {}

        def build(stars):
            atlas["north"] = list(range(stars))

        def count(limit):
            return sum(one < limit for one in atlas["north"])

        def survey(context):
            build(9)
            options = {"processes": 2}
            if context.get_start_method() != "fork":
                options.update(initializer=build, initargs=(9,))
            with context.Pool(**options) as pool:
                return pool.map(count, [3, 5])

        def survey_others(context):
            build(9)
            options = dict(processes=2)
            options.update({"initializer": build, "initargs": (9,)})
            with context.Pool(**options) as pool:
                return pool.map(count, [3, 5])

        def survey_more(context):
            build(9)
            options = {}
            options["initializer"] = build
            options["initargs"] = (9,)
            with context.Pool(**options) as pool:
                return pool.map(count, [3, 5])

        if __name__ == "__main__":
            print(survey(mp.get_context()), survey_others(mp.get_context()), survey_more(mp.get_context()))
        """,
    "initializer that is a partial, on an attribute of a class": """
        import functools
        from concurrent.futures import ProcessPoolExecutor

        class State:
            model = None

        def init(path):
            State.model = path

        def work(x):
            return State.model + x

        def main():
            init("a")
            with ProcessPoolExecutor(initializer=functools.partial(init, "a")) as ex:
                print(list(ex.map(work, ["b"])))

        if __name__ == "__main__":
            main()
        """,
    "same name as parameter, local, comprehension variable": """
        from multiprocessing import Pool

        def work(args):
            data = args
            return [x for x in data]

        if __name__ == "__main__":
            args = [1]
            data = [args]
            x = 3
            Pool().map(work, data)
        """,
    "bound at module level by several means": """
        from multiprocessing import Pool
        try:
            import fast as engine
        except ImportError:
            engine = None
        if engine is None:
            size = 1
        else:
            size = 2
        for index in range(3):
            pass
        with open(__file__) as source:
            text = source.read()

        def work(x):
            return engine, size, index, text

        if __name__ == "__main__":
            with Pool() as pool:
                pool.map(work, [1])
        """,
    "set by a function that import runs": """
        from multiprocessing import Pool

        def setup():
            global table
            table = list(range(10))
            extras.append(1)

        extras = []
        setup()

        def work(x):
            return table[x] + len(extras)

        if __name__ == "__main__":
            with Pool() as pool:
                pool.map(work, [1])
        """,
    "threads see the parent's names": """
        from multiprocessing.pool import ThreadPool
        from multiprocessing.dummy import Pool
        from concurrent.futures import ThreadPoolExecutor
        from threading import Thread
        flag = False

        def work(x):
            return limit + x, flag

        if __name__ == "__main__":
            limit = 3
            flag = True
            ThreadPool(2).map(work, [1])
            Pool(2).map(work, [1])
            ThreadPoolExecutor().submit(work, 1)
            Thread(target=work, args=(1,)).start()
        """,
    "fork is chosen": """
        import multiprocessing as mp
        data = None

        def work(x):
            return data[x], extra

        if __name__ == "__main__":
            data, extra = [1], 2
            with mp.get_context("fork").Pool() as pool:
                pool.map(work, [0])
        """,
    "set_start_method fork": """
        import multiprocessing as mp

        def work(x):
            return extra

        if __name__ == "__main__":
            mp.set_start_method("fork")
            extra = 2
            with mp.Pool() as pool:
                pool.map(work, [0])
        """,
    "used by the parent only": """
        from multiprocessing import Pool

        def work(x):
            return x

        def report():
            print(results, mode)

        mode = "plain"

        def main():
            global results, mode
            mode = "rich"
            with Pool() as pool:
                results = pool.map(work, [0])
            report()

        if __name__ == "__main__":
            main()
        """,
    "written by the worker itself": """
        from multiprocessing import Pool
        counter = 0
        _connection = None
        cache = {}

        def connect():
            global _connection
            if _connection is None:
                _connection = object()
            return _connection

        def work(x):
            global counter
            counter += 1
            cache[x] = counter
            return connect(), cache

        def main():
            global counter
            connect()
            cache["warm"] = 1
            counter = 0
            with Pool() as pool:
                pool.map(work, [0])

        if __name__ == "__main__":
            main()
        """,
    "written after the tasks are done": """
        from multiprocessing import Pool
        history = []
        best = None

        def work(x):
            return x, len(history), best

        def main():
            global best
            with Pool() as pool:
                results = pool.map(work, [0])
            history.extend(results)
            best = max(results)

        if __name__ == "__main__":
            main()
        """,
    "the same value again": """
        from multiprocessing import Pool
        results = []
        total = 0

        def work(x):
            return total, len(results)

        def main():
            global results, total
            results = []
            total = 0
            results.clear()
            with Pool() as pool:
                pool.map(work, [0])

        if __name__ == "__main__":
            main()
        """,
    "nobody here calls the setter": """
        from multiprocessing import Pool
        level = 0

        def set_level(value):
            global level, extra
            level = value
            extra = value

        def work(x):
            return level + extra

        def main():
            with Pool() as pool:
                pool.map(work, [0])

        if __name__ == "__main__":
            main()
        """,
    "another attribute of a class or module": """
        import sys, os, config
        from multiprocessing import Pool

        class Settings:
            debug = False
            level = 1

        def work(x):
            return Settings.level, config.level, sys.argv, os.environ["A"], os.path.join("a", "b")

        def main():
            Settings.debug = True
            config.debug = True
            sys.argv = ["x"]
            os.environ["A"] = "b"
            os.remove("x")
            with Pool() as pool:
                pool.map(work, [0])

        if __name__ == "__main__":
            main()
        """,
    "the environment by its own name": """
        from multiprocessing import Pool
        from os import environ
        from sys import path as places

        def work(x):
            return environ["A"], environ.get("B"), places[0]

        def main():
            environ["A"] = "b"
            environ.update(B="c")
            places.insert(0, "lib")
            with Pool() as pool:
                pool.map(work, [0])

        if __name__ == "__main__":
            main()
        """,
    "a worker loads the settings itself": """
        import config
        from multiprocessing import Pool

        options = {}

        def init(text):
            config.load(text, config)
            restore(options, text)

        def work(x):
            return config.level, options["a"]

        def main():
            config.level = 3
            options["a"] = 1
            with Pool(initializer=init, initargs=("a",)) as pool:
                pool.map(work, [0])

        if __name__ == "__main__":
            main()
        """,
    "the object is passed along": """
        from multiprocessing import Process, Queue
        options = {}

        def work(options, queue):
            queue.put(options.get("a"))

        def main():
            options["a"] = 1
            queue = Queue()
            p = Process(target=work, args=(options, queue))
            p.start()
            print(queue.get())
            p.join()

        if __name__ == "__main__":
            main()
        """,
    "default argument, decorator and annotation": """
        from multiprocessing import Pool

        limit = 3
        registry = {}

        def register(f):
            registry[f.__name__] = f
            return f

        @register
        def work(x, limit=limit):
            y: Later = x
            return limit

        def lookup(name):
            return registry[name](1)

        if __name__ == "__main__":
            limit = 4
            Later = int
            with Pool() as pool:
                pool.map(work, [0])
                pool.map(lookup, ["work"])
        """,
    "guarded read": """
        from multiprocessing import Pool, parent_process

        def work(x):
            if parent_process() is None:
                print(bar)
            try:
                return extra
            except NameError:
                return x

        if __name__ == "__main__":
            bar = extra = 1
            work(0)
            with Pool() as pool:
                pool.map(work, [0])
        """,
    "functions for tasks made under the guard fail otherwise": """
        from multiprocessing import Process

        def main():
            global shown
            shown = 1
            def local():
                print(shown)
            p = Process(target=local)
            p.start()
            p.join()

        if __name__ == "__main__":
            main()
        """,
    "instance attributes travel with the object": """
        from multiprocessing import Process

        class Task:
            retries = 0

            def __init__(self, retries):
                self.retries = retries

            def run(self):
                print(self.retries)

        def main():
            task = Task(1)
            task.retries = 5
            p = Process(target=task.run)
            p.start()
            p.join()

        if __name__ == "__main__":
            main()
        """,
    "a class method that the parent calls and is the initializer as well": """
        from multiprocessing import Pool

        class Session:
            rate = 0
            limit = 0

            @classmethod
            def begin(cls, rate):
                cls.rate = rate
                cls.bound(2 * rate)

            @classmethod
            def bound(cls, limit):
                cls.limit = limit

        def price(x):
            return min(x * Session.rate, Session.limit)

        def main():
            Session.begin(3)
            with Pool(2, initializer=Session.begin, initargs=(3,)) as pool:
                print(pool.map(price, [1, 2]))

        if __name__ == "__main__":
            main()
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


def test_a_star_import_lowers_the_confidence(scan: Callable[..., list[Finding]]) -> None:
    source = """
        from multiprocessing import Pool
        from settings import *

        def work(x):
            return limit

        if __name__ == "__main__":
            limit = 1
            Pool().map(work, [1])
        """
    assert [finding.confidence for finding in scan(source)] == [Confidence.MEDIUM]


def test_a_finding_names_where_the_value_is_set_and_which_task_leads_there(scan: Callable[..., list[Finding]]) -> None:
    (finding,) = scan(WRONG["module default, global in main"])
    assert [related.location.line for related in finding.related] == [11, 14]
    assert {target.start_method for target in finding.breaks_when} == {"forkserver"}
    assert "`THRESHOLD`" in finding.message
    assert "`keep`" in finding.message
