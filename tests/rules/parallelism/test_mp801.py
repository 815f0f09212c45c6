"""MP801: maps over what never ends."""

from __future__ import annotations

from pathlib import Path

from snippets import Check, check_files


def test_endless_through_other_iterators(check: Check) -> None:
    check(
        "MP801",
        """
        import itertools
        from multiprocessing import Pool

        def work(pair):
            return pair

        def feed(pool, inputs):
            return pool.map_async(work, inputs)  # MP801

        if __name__ == "__main__":
            with Pool() as pool:
                pool.map(work, enumerate(itertools.cycle("ab")))  # MP801
                pool.starmap(max, zip(itertools.count(), itertools.repeat(1)))  # MP801
                pool.map(work, (n * n for n in itertools.count()))  # MP801
                feed(pool, itertools.count()).get()
        """,
    )


def test_generators_of_a_class(check: Check) -> None:
    check(
        "MP801",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Source:
            def endless(self):
                while True:
                    yield 1

            def polled(self, connection):
                while connection.poll():
                    yield connection.recv()

            def until_error(self):
                while True:
                    try:
                        yield next(self)
                    except StopIteration:
                        return

        def main(source, connection):
            with ProcessPoolExecutor() as executor:
                executor.map(abs, source.endless())  # MP801
                executor.map(abs, source.polled(connection))
                executor.map(abs, source.until_error())
                executor.map(abs, source.endless(), connection)

        if __name__ == "__main__":
            main(Source(), None)
        """,
    )


def test_objects_that_are_iterated_over(check: Check) -> None:
    check(
        "MP801",
        """
        import itertools
        import multiprocessing as mp
        import time

        class Feed:
            def __init__(self, path):
                self.path = path

            def __iter__(self):
                with open(self.path) as lines:
                    while True:
                        yield lines.readline() or self.nothing()

            def nothing(self):
                time.sleep(1)

        class Numbers:
            def __iter__(self):
                return itertools.count()

        class Clock:
            def __iter__(self):
                return self

            def __next__(self):
                return time.time()

        class Rest(Feed):
            def __iter__(self):
                with open(self.path) as lines:
                    while True:
                        line = lines.readline()
                        if not line:
                            break
                        yield line

        class Steps:
            def __init__(self, held):
                self.held = iter(held)
                self.left = 9

            def __iter__(self):
                return self

            def step(self):
                self.left -= 1
                if not self.left:
                    raise StopIteration

            def __next__(self):
                self.step()
                return self.left

        class Taken(Steps):
            def __next__(self):
                return next(self.held)

        class Given(Steps):
            def __next__(self):
                return self.held.__next__()

        class Received:
            def __init__(self, messages):
                self.messages = messages

            def __iter__(self):
                return self

            def __next__(self):
                return self.messages.get()

        def main(path):
            with mp.Pool() as pool:
                pool.map(print, Feed(path))  # MP801
                pool.map(print, enumerate(Numbers()))  # MP801
                pool.map(print, Clock())  # MP801
                pool.map(print, Received(mp.Queue()))  # MP801
                pool.imap(print, Received(mp.Queue()))
                pool.map(print, itertools.islice(Clock(), 3))
                pool.map(print, Rest(path))
                pool.map(print, Steps("ab"))
                pool.map(print, Taken("ab"))
                pool.map(print, Given("ab"))

        if __name__ == "__main__":
            main("lines")
        """,
    )


def test_a_buffer_limits_it_where_there_is_one(check: Check) -> None:
    found = check(
        "MP801",
        """
        import itertools
        from concurrent.futures import ProcessPoolExecutor

        if __name__ == "__main__":
            with ProcessPoolExecutor() as executor:
                executor.map(abs, itertools.count(), buffersize=10)  # MP801
        """,
    )
    assert max(target.python for target in found[0].breaks_when) == (3, 13)


def test_maps_and_generators_of_other_files(tmp_path: Path) -> None:
    files = {
        "numbers_.py": """
            import itertools

            def multiples(factor):
                for number in itertools.count():
                    yield factor * number

            def below(limit):
                for number in itertools.count():
                    if number > limit:
                        break
                    yield number
            """,
        "runner.py": """
            def run(pool, function, items):
                return pool.map(function, items)
            """,
        "program.py": """
            from multiprocessing import Pool
            from numbers_ import below, multiples
            from runner import run

            if __name__ == "__main__":
                with Pool(2) as pool:
                    run(pool, abs, multiples(2))  # MP801
                    run(pool, abs, below(9))
                    pool.map(abs, multiples(2))  # MP801
            """,
    }
    check_files(tmp_path, files, "MP801")
