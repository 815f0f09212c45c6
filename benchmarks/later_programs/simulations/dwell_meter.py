"""Beam dwell time summed over all scan lines, kept in one shared meter."""
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import Process, Value

DWELL_NS = 850_000_000
OVERSCAN_NS = 40_000_000


@dataclass
class DwellMeter:
    nanoseconds: object = field(default_factory=partial(Value, "i", 0))
    lines: object = field(default_factory=partial(Value, "i", 0))

    def add(self, amount):
        with self.nanoseconds.get_lock():
            self.nanoseconds.value += amount
        with self.lines.get_lock():
            self.lines.value += 1

    def seconds(self):
        return self.nanoseconds.value / 1e9


def scan(meter, line_numbers):
    for number in line_numbers:
        meter.add(DWELL_NS + (OVERSCAN_NS if number % 2 else 0))


@contextmanager
def running(processes):
    for process in processes:
        process.start()
    yield
    for process in processes:
        process.join()
    failed = [p.name for p in processes if p.exitcode != 0]
    if failed:
        raise RuntimeError(f"scanners failed: {failed}")


def main():
    meter = DwellMeter()
    heads = 3
    scanners = [Process(target=scan, args=(meter, range(head, 12, heads))) for head in range(heads)]
    with running(scanners):
        pass
    expected = sum(DWELL_NS + (OVERSCAN_NS if n % 2 else 0) for n in range(12)) / 1e9
    print(f"{meter.lines.value} lines, {meter.seconds():.2f} s under the beam")
    print("ok" if abs(meter.seconds() - expected) < 1e-6 else "wrong")


if __name__ == "__main__":
    main()
