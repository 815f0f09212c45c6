"""MP325: numbers that do not fit into a shared Value."""

from __future__ import annotations

from snippets import Check


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
            main(1, "q", 0)
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
            Process(target=read, args=(meter, 20)).start()
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
            Process(target=work, args=(Books(), [(0, "stamp")])).start()
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
