"""Two-sample permutation test; the samples are sent once to every worker."""
import argparse
import multiprocessing
import random
import statistics
import sys

_samples = None
_tested = None
_alternative = "two-sided"


def _setup(samples, tested, alternative):
    global _samples, _tested, _alternative
    _samples, _tested, _alternative = samples, tested, alternative


def difference(pooled, size):
    return statistics.fmean(pooled[:size]) - statistics.fmean(pooled[size:])


def extreme(seed, rounds=50):
    """How many of some random relabellings are as extreme as the data."""
    treated, control = _samples
    observed = difference(treated + control, len(treated))
    rng = random.Random(seed)
    pooled = treated + control
    count = 0
    for _ in range(rounds):
        rng.shuffle(pooled)
        value = difference(pooled, len(treated))
        count += value >= observed if _alternative == "greater" else abs(value) >= abs(observed)
    with _tested.get_lock():
        _tested.value += rounds
    return count


def p_value(samples, batches, workers, alternative):
    tested = multiprocessing.Value("i", 0)
    with multiprocessing.Pool(workers, initializer=_setup, initargs=(samples, tested, alternative)) as pool:
        hits = sum(pool.imap_unordered(extreme, range(batches)))
    return (hits + 1) / (tested.value + 1), tested.value


def main(argv=None):
    global _alternative
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alternative", choices=["two-sided", "greater"], default="greater")
    parser.add_argument("--batches", type=int, default=8)
    args = parser.parse_args(argv)
    _alternative = args.alternative

    samples = [5.1, 6.2, 5.8, 6.0, 5.9], [4.2, 4.8, 5.0, 4.4, 4.9]
    p, rounds = p_value(samples, args.batches, 2, _alternative)
    print(f"p = {p:.4f} after {rounds} relabellings", file=sys.stderr)
    print("ok" if rounds == 50 * args.batches and p < 0.1 else "lost updates")


if __name__ == "__main__":
    main()
