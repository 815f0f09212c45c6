"""How long do callers wait?  Independent replicas of a call-centre day, one process each."""
import argparse
import multiprocessing
from contextlib import ExitStack
from typing import List, NamedTuple

import numpy as np
from numpy import random


class Day(NamedTuple):
    replica: int
    mean_wait: float
    longest: float


def simulate(replica: int, agents: int, callers: int, wire) -> None:
    gaps = random.exponential(1.0, size=callers)
    talks = random.gamma(2.0, 1.4, size=callers)
    free_at = np.zeros(agents)
    waits = np.empty(callers)
    for number, arrival in enumerate(np.cumsum(gaps)):
        agent = int(free_at.argmin())
        begin = max(arrival, free_at[agent])
        waits[number] = begin - arrival
        free_at[agent] = begin + talks[number]
    with wire:
        wire.send(Day(replica, float(waits.mean()), float(waits.max())))


def run_replicas(count: int, agents: int, callers: int) -> List[Day]:
    days = []
    with ExitStack() as stack:
        started = []
        for replica in range(count):
            receiving, sending = multiprocessing.Pipe(duplex=False)
            stack.enter_context(receiving)
            process = multiprocessing.Process(
                target=simulate, args=(replica, agents, callers, sending), name=f"replica-{replica}"
            )
            process.start()
            sending.close()
            started.append((process, receiving))
        for process, receiving in started:
            days.append(receiving.recv())
            process.join()
            if process.exitcode:
                raise RuntimeError(f"{process.name} failed with {process.exitcode}")
    return days


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicas", type=int, default=4)
    parser.add_argument("--agents", type=int, default=3)
    parser.add_argument("--callers", type=int, default=500)
    options = parser.parse_args()
    days = run_replicas(options.replicas, options.agents, options.callers)
    for day in days:
        print(f"replica {day.replica}: mean {day.mean_wait:.3f} min, longest {day.longest:.3f} min")
    means = np.array([day.mean_wait for day in days])
    print(f"mean wait {means.mean():.3f} +/- {means.std(ddof=1) / np.sqrt(len(means)):.3f}")
    print(f"distinct days: {len(set(means.tolist()))} of {len(days)}")


if __name__ == "__main__":
    main()
