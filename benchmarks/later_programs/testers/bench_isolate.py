"""Micro-benchmarks, each timed in a process of its own so that warm caches do not favour the later ones."""
import argparse
import logging
import multiprocessing
import statistics
import time
from dataclasses import dataclass, field
from typing import Callable, Dict, List

log = logging.getLogger("bench")
REGISTRY: Dict[str, Callable[[], object]] = {}


def benchmark(label):
    def register(func):
        REGISTRY[label] = func
        return func
    return register


@benchmark("join")
def join_strings():
    return ",".join(str(n) for n in range(2_000))


@benchmark("dict")
def fill_dict():
    return {n: n * n for n in range(2_000)}


@benchmark("sort")
def sort_list():
    return sorted((n * 7919) % 2_003 for n in range(2_000))


@dataclass(frozen=True)
class Isolation:
    method: str = "fork"
    grace: float = 8.0

    def context(self):
        return multiprocessing.get_context(self.method)


@dataclass
class Timing:
    label: str
    laps: List[float] = field(default_factory=list)

    @property
    def median_us(self):
        return statistics.median(self.laps) * 1e6


def measure(label, rounds, writer):
    func = REGISTRY[label]
    laps = []
    for _ in range(rounds):
        began = time.perf_counter()
        func()
        laps.append(time.perf_counter() - began)
    writer.send(laps)
    writer.close()


class Bench:
    def __init__(self, isolation: Isolation, rounds: int):
        self.isolation = isolation
        self.rounds = rounds
        self.ctx = isolation.context()

    def run(self, label) -> Timing:
        reader, writer = self.ctx.Pipe(duplex=False)
        child = self.ctx.Process(target=measure, args=(label, self.rounds, writer), name=f"bench-{label}")
        child.start()
        writer.close()
        if not reader.poll(self.isolation.grace):
            child.kill()
            child.join()
            raise TimeoutError(f"{label}: no result after {self.isolation.grace} s")
        timing = Timing(label, reader.recv())
        child.join()
        if child.exitcode:
            raise RuntimeError(f"{label}: exit status {child.exitcode}")
        return timing


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", nargs="*", help="all when left out")
    parser.add_argument("--rounds", type=int, default=30)
    ns = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    bench = Bench(Isolation(), ns.rounds)
    for timing in map(bench.run, ns.labels or REGISTRY):
        log.info("%s done", timing.label)
        print(f"{timing.label:<6}{timing.median_us:10.1f} us over {len(timing.laps)} rounds")


if __name__ == "__main__":
    main()
