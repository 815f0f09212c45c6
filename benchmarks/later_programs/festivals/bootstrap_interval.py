"""A confidence interval for the median, by bootstrap."""

import random
import statistics
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import List, Sequence, Tuple


@dataclass
class Bootstrap:
    """Draws resamples of some data; reproducible by its seed."""

    data: Sequence[float]
    seed: int = 20_231
    rounds: int = 40

    def _generator(self) -> random.Random:
        return random.Random(self.seed)

    def resample(self, number: int) -> float:
        rng = self._generator()
        drawn = rng.choices(self.data, k=len(self.data))
        return statistics.median(drawn)

    def distribution(self, workers: int = 2) -> List[float]:
        with ProcessPoolExecutor(workers) as executor:
            return list(executor.map(self.resample, range(self.rounds), chunksize=5))

    def interval(self, level: float = 0.9) -> Tuple[float, float]:
        medians = sorted(self.distribution())
        cut = int((1.0 - level) / 2.0 * len(medians))
        return medians[cut], medians[-cut - 1]


def incomes(count: int) -> List[float]:
    rng = random.Random("incomes")
    return [round(rng.lognormvariate(10.0, 0.7), 2) for _ in range(count)]


def main() -> None:
    low, high = Bootstrap(incomes(301)).interval()
    if low == high:
        print(f"interval of no width at {low:.2f}")
    else:
        print(f"{low:.2f} to {high:.2f}")
        print("ok")


if __name__ == "__main__":
    main()
