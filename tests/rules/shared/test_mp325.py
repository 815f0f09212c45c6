"""MP325: numbers that do not fit into a shared Value."""

from __future__ import annotations

from pathlib import Path

from snippets import Check, check_files


def test_parameters_attributes_and_arithmetic(check: Check) -> None:
    check(
        "MP325",
        """
        import time
        from ctypes import c_uint16, c_uint32
        from multiprocessing import Process, RawValue, Value

        LIMIT = 70_000

        def stamp(moment):
            moment.value = int(time.time() * 1000)  # MP325

        class State:
            def __init__(self):
                self.port = RawValue(c_uint16, LIMIT)  # MP325
                self.mask = Value(c_uint32)

            def reset(self):
                self.mask.value = 1 << 32  # MP325
                self.mask.value = (1 << 32) - 1
                self.port.value = 65_535

        if __name__ == "__main__":
            moment = Value("I", 0)
            Process(target=stamp, args=(moment,)).start()
            Value("b", 200)  # MP325
            Value("B", 200)
        """,
    )


def test_long_is_narrow_on_windows(check: Check) -> None:
    found = check(
        "MP325",
        """
        import time
        from multiprocessing import Value

        if __name__ == "__main__":
            started = Value("l")
            started.value = time.time_ns()  # MP325
        """,
    )
    assert {target.platform for target in found[0].breaks_when} == {"windows"}


def test_unknown_numbers_and_other_types(check: Check) -> None:
    check(
        "MP325",
        """
        import time
        from multiprocessing import Array, Value

        def main(size, kind, start):
            Value("i", size), Value(kind, 2**40), Value("q", 2**40), Array("i", 2**8)
            count = Value("i")
            count.value = size * 2**40
            count.value = time.time_ns() - start
            count.value = True

        if __name__ == "__main__":
            main(int(input()), input(), float(input()))
        """,
    )


def test_a_number_that_is_made_of_itself(check: Check) -> None:
    check(
        "MP325",
        """
        from multiprocessing import Value

        def start(size=None, ratio=None):
            size = int(size) if size is not None else 1
            for _ in range(3):
                ratio = round(ratio)
            total = Value("h", 0)
            total.value = size
            total.value = ratio
            total.value = int(70000.5)  # MP325
        """,
    )


def test_much_that_is_added_again_and_again(check: Check) -> None:
    check(
        "MP325",
        """
        from multiprocessing import Process, Value

        MIB = 1024 * 1024
        BURST = 96 * MIB

        class Meter:
            def __init__(self):
                self.octets = Value("i", 0)
                self.bursts = Value("i", 0)
                self.nanoseconds = Value("i", 0)
                self.wide = Value("q", 0)

            def add(self, octets, long):
                self.octets.value += octets  # MP325
                self.bursts.value += 1
                self.wide.value += octets
                while long:
                    self.nanoseconds.value += 850_000_000 + (40_000_000 if long else 0)  # MP325

        def read(meter, bursts):
            for _ in range(bursts):
                meter.add(BURST, True)

        if __name__ == "__main__":
            meter = Meter()
            Process(target=read, args=(meter, 30)).start()
        """,
    )


def test_little_that_is_added_or_much_once(check: Check) -> None:
    check(
        "MP325",
        """
        from multiprocessing import Process, Value

        size = 1
        size = size * 2

        def read(total, count, doubled, other, sizes):
            total.value += 300_000_000
            for size in sizes:
                count.value += 65_536
                doubled.value += size * 2
                other.value += size

        def grow(total, amount):
            total.value += amount

        if __name__ == "__main__":
            total, count, doubled, other = (Value("i", 0) for _ in range(4))
            for amount in (1, 2):
                grow(total, amount)
            Process(target=read, args=(total, count, doubled, other, [1])).start()
        """,
    )


def test_arrays_and_tables_of_amounts(check: Check) -> None:
    check(
        "MP325",
        """
        import time
        from multiprocessing import Array, Process, RawArray

        PRICES = {"stamp": 80, "parcel": 1_500_000_000}
        SIZES = [64 * 2**20, 2**29]

        class Books:
            def __init__(self):
                self.sums = Array("i", 4)
                self.sizes = RawArray("I", [0, 2**32, 5])  # MP325
                self.wide = Array("q", 4)
                self.counts = Array("i", 4)

            def note(self, desk, price):
                with self.sums.get_lock():
                    self.sums[desk] += price  # MP325
                self.wide[desk] += price
                self.counts[desk] += 1

            def stamp(self, desk):
                self.counts[desk] = time.time_ns()  # MP325
                self.counts[desk] = int(time.time())
                self.wide[desk] = time.time_ns()

        def work(books, sold):
            for desk, kind in sold:
                books.note(desk, PRICES[kind])
                books.sizes[desk] += SIZES[desk]  # MP325
                books.stamp(desk)

        if __name__ == "__main__":
            Process(target=work, args=(Books(), [(0, "stamp"), (1, "parcel")] * 8)).start()
        """,
    )


def test_small_tables_and_other_containers(check: Check) -> None:
    check(
        "MP325",
        """
        from multiprocessing import Array, Process

        SECONDS = {"short": 1, "long": 3600}
        GROWING = {"a": 2**31}
        TEXTS = {"a": "b"}

        def work(sums, jobs, bytes_by_name):
            for job in jobs:
                GROWING[job] = 1
                sums[0] += SECONDS[job]
                sums[1] += GROWING[job]
                sums[2] += TEXTS[job]
                bytes_by_name[job] += 2**30
                sums[3:5] = [2**40, 2**40]

        if __name__ == "__main__":
            Process(target=work, args=(Array("i", 4), [1], {})).start()
            Array("d", [2**40]), Array("i", 2**8), Array("u", 3)
        """,
    )


def test_how_often_something_is_added(check: Check) -> None:
    check(
        "MP325",
        """
        import random
        from multiprocessing import Process, Value
        from typing import NamedTuple

        class Tank(NamedTuple):
            litres: int
            fillings: int

        TANKS = [Tank(900_000, 70), Tank(1_500_000, 90), Tank(600_000, 80)]

        class Meter:
            def __init__(self):
                self.grams = Value("i", 0)
                self.kilos = Value("i", 0)

            def fill(self, grams, kilos):
                with self.grams.get_lock():
                    self.grams.value += grams  # MP325
                self.kilos.value += kilos

        def serve(meter, tank):
            for _ in range(tank.fillings):
                meter.fill(tank.litres * 1000, tank.litres)

        def copy(sizes, blocks):
            for _ in range(50_000):
                sizes.value += 65_536  # MP325
                blocks.value += 1

        def trade(turnover, fees):
            while True:
                cents = random.randint(10_000, 900_000) * 100
                turnover.value += cents  # MP325
                fees.value += random.randint(10_000, 900_000)

        def main():
            meter = Meter()
            for tank in TANKS:
                Process(target=serve, args=(meter, tank)).start()
            Process(target=copy, args=(Value("i"), Value("i"))).start()
            Process(target=trade, args=(Value("i"), Value("i"))).start()

        if __name__ == "__main__":
            main()
        """,
    )


def test_few_additions_and_many_counters(check: Check) -> None:
    check(
        "MP325",
        """
        from multiprocessing import Process, Value

        STEPS = (40, 30)

        def run(total):
            for _ in range(3):
                total.value += 100_000_000

        def progress(percent, steps):
            for step in range(steps):
                percent.value += 10

        def rarely(size):
            for number in range(50_000):
                if number % 10_000 == 0:
                    size.value += 1_000_000

        class Counter:
            def __init__(self):
                self.total = Value("i", 0)

            def add(self):
                for _ in range(10):
                    self.total.value += 60_000_000

        def main():
            total = Value("i")
            for _ in range(4):
                Process(target=run, args=(total,)).start()
            Process(target=progress, args=(Value("b"), 10)).start()
            Process(target=rarely, args=(Value("i"),)).start()
            for counter in [Counter() for _ in range(5)]:
                counter.add()

        if __name__ == "__main__":
            main()
        """,
    )


def test_workers_and_makers_of_other_files(tmp_path: Path) -> None:
    files = {
        "clock.py": """
            import time

            class Clock:
                def __init__(self, context):
                    self.stamp = context.Value("i", 5_000_000_000)  # MP325
                    self.exact = context.Value("d", 5_000_000_000)

            def tick(stamp):
                stamp.value = time.time_ns()  # MP325

            def tick_exactly(stamp):
                stamp.value = time.time_ns()
            """,
        "program.py": """
            import multiprocessing as mp
            from clock import Clock, tick, tick_exactly

            def main():
                Clock(mp.get_context("spawn"))
                mp.Process(target=tick, args=(mp.Value("i", 0),)).start()
                mp.Process(target=tick_exactly, args=(mp.Value("q", 0),)).start()
            """,
    }
    check_files(tmp_path, files, "MP325")


def test_a_type_that_a_table_names(check: Check) -> None:
    check(
        "MP325",
        """
        from multiprocessing import Process, Value

        CODES = {"bytes": "i", "seconds": "d"}
        BLOCK = 64 * 1024**2

        def counter(kind):
            return Value(CODES[kind], 0)

        def copy(total, spent):
            for _ in range(100):
                total.value += BLOCK  # MP325
                spent.value += BLOCK

        if __name__ == "__main__":
            totals = {name: counter("bytes") for name in ("read", "written")}
            seconds = Value(CODES["seconds"], 0)
            for total in totals.values():
                Process(target=copy, args=(total, seconds)).start()
        """,
    )
