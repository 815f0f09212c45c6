"""Estimate the odds of rolling at least N with five dice, in batches."""
import random
import statistics
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

SEED = 20240


@dataclass
class Batch:
    number: int
    rolls: int


def new_generator():
    return random.Random(SEED)


def roll_batch(batch, threshold):
    rng = new_generator()
    hits = 0
    for _ in range(batch.rolls):
        if sum(rng.randint(1, 6) for _ in range(5)) >= threshold:
            hits += 1
    return hits / batch.rolls


def estimate(batches, threshold, workers=2):
    job = partial(roll_batch, threshold=threshold)
    with ProcessPoolExecutor(max_workers=workers) as executor:
        return list(executor.map(job, batches))


def main():
    batches = [Batch(number, 2000) for number in range(8)]
    odds = estimate(batches, threshold=20)
    error = statistics.stdev(odds) / len(odds) ** 0.5
    print(f"odds {statistics.fmean(odds):.4f} +/- {error:.4f}")
    print("ok" if error > 0 else "mismatch")


if __name__ == "__main__":
    main()
