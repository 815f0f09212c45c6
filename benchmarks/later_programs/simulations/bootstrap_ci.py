"""Bootstrap confidence interval for the mean of a small sample."""
import math
import random
from concurrent import futures

OBSERVED = tuple(round(5 + 2 * math.sin(1.7 * i) + 0.3 * (i % 5), 3) for i in range(60))


def resample_mean(round_number):
    drawn = random.choices(OBSERVED, k=len(OBSERVED))
    return sum(drawn) / len(drawn)


def percentile(ordered, fraction):
    position = fraction * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    weight = position - low
    return ordered[low] * (1 - weight) + ordered[high] * weight


def interval(rounds, level, seed):
    random.seed(seed)
    with futures.ProcessPoolExecutor(max_workers=2) as executor:
        means = sorted(executor.map(resample_mean, range(rounds), chunksize=50))
    margin = (1 - level) / 2
    return percentile(means, margin), percentile(means, 1 - margin)


def main():
    first = interval(rounds=400, level=0.9, seed=1234)
    print("interval: %.6f .. %.6f" % first)
    again = interval(rounds=400, level=0.9, seed=1234)
    print("repeated: %.6f .. %.6f" % again)
    print("ok" if first == again else "wrong")


if __name__ == "__main__":
    main()
