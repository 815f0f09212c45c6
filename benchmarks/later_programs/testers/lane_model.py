"""What-if model of a job queue: how long is every lane busy under a dispatch policy? (Virtual time, in nanoseconds.)"""
import argparse
import multiprocessing as mp
from functools import partial
from typing import Iterator, List, Tuple

LANES = 3
SERVICE_NS = {"thumb": 40_000_000, "encode": 900_000_000, "publish": 120_000_000}
WORKLOAD = ["encode", "thumb", "publish"] * 12


def round_robin(jobs: List[str]) -> Iterator[Tuple[int, str]]:
    for number, kind in enumerate(jobs):
        yield number % LANES, kind


def blocks(jobs: List[str]) -> Iterator[Tuple[int, str]]:
    size = -(-len(jobs) // LANES)
    for number, kind in enumerate(jobs):
        yield number // size, kind


POLICIES = {"round-robin": round_robin, "blocks": blocks}


class Lanes:
    """Busy time by lane, kept in memory that the simulating processes share."""

    def __init__(self, context):
        self.busy_ns = context.Array("i", LANES)

    def book(self, lane: int, duration_ns: int) -> None:
        with self.busy_ns.get_lock():
            self.busy_ns[lane] += duration_ns

    def seconds(self) -> List[float]:
        with self.busy_ns.get_lock():
            return [ns / 1e9 for ns in self.busy_ns]


def simulate(lanes: Lanes, slice_: List[Tuple[int, str]]) -> None:
    for lane, kind in slice_:
        lanes.book(lane, SERVICE_NS[kind])


def evaluate(context, policy: str, processes: int) -> List[float]:
    lanes = Lanes(context)
    plan = list(POLICIES[policy](WORKLOAD))
    start = partial(context.Process, target=simulate)
    crew = [start(args=(lanes, plan[n::processes])) for n in range(processes)]
    for member in crew:
        member.start()
    for member in crew:
        member.join()
    if any(member.exitcode for member in crew):
        raise SystemExit("a simulation process failed")
    return lanes.seconds()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policy", choices=sorted(POLICIES), default="round-robin")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    busy = evaluate(mp.get_context(), options.policy, options.processes)
    for lane, seconds in enumerate(busy):
        print(f"lane {lane}: {seconds:.2f} s busy")
    print(f"spread: {max(busy) - min(busy):.2f} s")


if __name__ == "__main__":
    main()
