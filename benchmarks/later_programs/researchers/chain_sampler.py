"""Metropolis sampling of a double-well potential, one forked process per chain."""
import json
import math
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import List, NamedTuple


class Chain(NamedTuple):
    number: int
    start: float
    steps: int


def energy(x: float) -> float:
    return (x * x - 1.0) ** 2


def sample(chain: Chain, width: float = 0.8) -> List[float]:
    rng = random.Random(chain.number)
    x, trace = chain.start, []
    for _ in range(chain.steps):
        proposal = x + rng.uniform(-width, width)
        if rng.random() < math.exp(min(0.0, energy(x) - energy(proposal))):
            x = proposal
        trace.append(x)
    return trace


def write_trace(folder: Path, chain: Chain) -> None:
    trace = sample(chain)
    (folder / f"chain-{chain.number}.json").write_text(json.dumps(trace))


def launch(folder: Path, chain: Chain) -> int:
    pid = os.fork()
    if pid:
        return pid
    write_trace(folder, chain)
    sys.exit(0)


def run(chains: List[Chain]) -> List[float]:
    means = []
    with tempfile.TemporaryDirectory(prefix="chains-", dir=".") as name:
        folder = Path(name)
        for chain in chains:
            _, status = os.waitpid(launch(folder, chain), 0)
            if status:
                raise RuntimeError(f"chain {chain.number} ended with status {status}")
        for chain in chains:
            trace = json.loads((folder / f"chain-{chain.number}.json").read_text())
            means.append(sum(abs(x) for x in trace) / len(trace))
    return means


if __name__ == "__main__":
    estimates = run([Chain(1, -1.0, 2000), Chain(2, 1.0, 2000)])
    print("mean |x|:", [round(value, 3) for value in estimates], file=sys.stderr)
    print("ok" if all(0.6 < value < 1.1 for value in estimates) else "not converged")
