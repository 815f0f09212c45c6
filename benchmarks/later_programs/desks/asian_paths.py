"""Asian option by Monte Carlo: independent batches, whose spread gives the error of the estimate."""
from __future__ import annotations

import multiprocessing as mp
import statistics
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

import numpy as np


@dataclass(frozen=True)
class Contract:
    spot: float = 100.0
    strike: float = 102.0
    vol: float = 0.25
    rate: float = 0.02
    years: float = 1.0
    fixings: int = 50


def shocks(paths: int, fixings: int) -> np.ndarray:
    half = np.random.standard_normal((paths // 2, fixings))
    return np.concatenate([half, -half])


def estimate(contract: Contract, paths: int) -> float:
    step = contract.years / contract.fixings
    drift = (contract.rate - 0.5 * contract.vol**2) * step
    moves = drift + contract.vol * np.sqrt(step) * shocks(paths, contract.fixings)
    average = (contract.spot * np.exp(np.cumsum(moves, axis=1))).mean(axis=1)
    payoff = np.maximum(average - contract.strike, 0.0)
    return float(np.exp(-contract.rate * contract.years) * payoff.mean())


def run_batch(contract: Contract, paths: int, out: Connection) -> None:
    with out:
        out.send(estimate(contract, paths))


class Batches:
    def __init__(self, contract: Contract, count: int, paths: int) -> None:
        self.contract, self.count, self.paths = contract, count, paths

    def __iter__(self):
        receivers = {}
        for _ in range(self.count):
            receiver, sender = mp.Pipe(duplex=False)
            process = mp.Process(target=run_batch, args=(self.contract, self.paths, sender))
            process.start()
            sender.close()
            receivers[receiver] = process
        while receivers:
            for ready in wait(list(receivers)):
                process = receivers.pop(ready)
                value = ready.recv()
                process.join()
                if process.exitcode:
                    raise RuntimeError(f"{process.name}: {process.exitcode}")
                yield value


def main() -> None:
    contract = Contract()
    pilot = estimate(contract, 500)
    prices = list(Batches(contract, count=6, paths=2000))
    error = statistics.stdev(prices) / len(prices) ** 0.5
    print(f"pilot {pilot:.2f}, price {statistics.fmean(prices):.3f}, standard error {error:.6f}")


if __name__ == "__main__":
    main()
