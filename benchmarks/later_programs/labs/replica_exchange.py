"""Replica exchange for a double well: one process a temperature, swaps by pipe."""
import multiprocessing as mp
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.pool import ThreadPool
from typing import List

import numpy as np


def energy(x):
    return float((x * x - 1.0) ** 2 * 4.0)


def replica(link: Connection, beta: float, seed: np.random.SeedSequence) -> None:
    """Answer requests until told to stop."""
    rng = np.random.default_rng(seed)
    x, visits = 1.0, 0
    while True:
        request, value = link.recv()
        if request == "advance":
            for step in rng.normal(0.0, 0.6, size=value):
                trial = x + step
                if rng.random() < np.exp(-beta * (energy(trial) - energy(x))):
                    visits += (trial < 0) != (x < 0)
                    x = trial
            link.send((x, energy(x)))
        elif request == "replace":
            x = value
            link.send(None)
        elif request == "stop":
            link.send(visits)
            return


@dataclass
class Replica:
    beta: float
    link: Connection
    process: mp.Process

    @classmethod
    def start(cls, beta, seed):
        ours, theirs = mp.Pipe()
        process = mp.Process(target=replica, args=(theirs, beta, seed), daemon=True)
        process.start()
        return cls(beta, ours, process)

    def ask(self, request, value=None):
        self.link.send((request, value))
        return self.link.recv()

    def stop(self):
        visits = self.ask("stop")
        self.process.join()
        self.link.close()
        return visits


def exchange(replicas: List[Replica], rng: np.random.Generator, rounds: int) -> int:
    swaps = 0
    with ThreadPool(len(replicas)) as threads:
        for k in range(rounds):
            states = threads.map(lambda r: r.ask("advance", 40), replicas)
            for a in range(k % 2, len(replicas) - 1, 2):
                b = a + 1
                gain = ((replicas[a].beta - replicas[b].beta)
                        * (states[a][1] - states[b][1]))
                if rng.random() < np.exp(min(0.0, gain)):
                    replicas[a].ask("replace", states[b][0])
                    replicas[b].ask("replace", states[a][0])
                    swaps += 1
    return swaps


def main():
    root = np.random.SeedSequence(77)
    first, *rest = root.spawn(4)
    replicas = [Replica.start(beta, seed) for beta, seed in zip((0.5, 1.0, 2.0), rest)]
    swaps = exchange(replicas, np.random.default_rng(first), rounds=40)
    visits = [one.stop() for one in replicas]
    print("swaps accepted:", swaps)
    print("barrier crossings:", *visits)
    print("distinct histories" if len(set(visits)) == len(visits) else "repeated histories")


if __name__ == "__main__":
    main()
