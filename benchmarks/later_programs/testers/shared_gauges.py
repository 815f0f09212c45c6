"""Gauges of a copy benchmark: bytes and files over all workers, and one slot of timings for each of them."""
import ctypes
import multiprocessing as mp
import sys
import time
from dataclasses import dataclass
from typing import List

BLOCK = 512 * 1024 * 1024
gauges = None


class Slot(ctypes.Structure):
    _fields_ = [("jobs", ctypes.c_int), ("longest_ns", ctypes.c_longlong)]


@dataclass
class Gauges:
    moved: "ctypes.c_longlong"
    files: "ctypes.c_int"
    rates: "ctypes.Array"
    slots: "ctypes.Array"

    @classmethod
    def fresh(cls, workers: int) -> "Gauges":
        return cls(
            moved=mp.Value("q", 0),
            files=mp.Value("i", 0),
            rates=mp.Array("d", workers),
            slots=mp.Array(Slot, workers),
        )

    def add(self, lane: int, blocks: int, spent_ns: int) -> None:
        with self.moved.get_lock():
            self.moved.value += blocks * BLOCK
        with self.files.get_lock():
            self.files.value += 1
        with self.slots.get_lock():
            slot = self.slots[lane]
            slot.jobs += 1
            slot.longest_ns = max(slot.longest_ns, spent_ns)
        self.rates[lane] = blocks / (spent_ns or 1)


def adopt(shared: Gauges) -> None:
    global gauges
    gauges = shared


def copy(job) -> int:
    lane, blocks = job
    began = time.perf_counter_ns()
    sum(range(blocks * 1_000))
    gauges.add(lane, blocks, time.perf_counter_ns() - began)
    return lane


def benchmark(workers: int, jobs) -> Gauges:
    shared = Gauges.fresh(workers)
    with mp.Pool(workers, adopt, (shared,)) as pool:
        lanes: List[int] = list(pool.imap_unordered(copy, jobs, chunksize=3))
        pool.close()
        pool.join()
    if len(lanes) != shared.files.value:
        raise RuntimeError(f"{len(lanes)} jobs, but {shared.files.value} files")
    return shared


def main() -> int:
    jobs = [(number % 2, 1 + number % 4) for number in range(16)]
    shared = benchmark(2, jobs)
    print(f"{shared.files.value} files, {shared.moved.value / 2**30:.1f} GiB")
    for lane, slot in enumerate(shared.slots):
        print(f"lane {lane}: {slot.jobs} jobs, {'timed' if slot.longest_ns and shared.rates[lane] else 'idle'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
