"""Area under a curve by Monte Carlo batches, as many as the error bar asks for."""
import concurrent.futures as cf
import hashlib
import math
import random
from statistics import fmean, stdev


def seed_stream(root):
    """Well-mixed, reproducible 64-bit seeds, one after another."""
    state = root.encode()
    while True:
        state = hashlib.pbkdf2_hmac("sha256", state, b"area", 500)
        yield int.from_bytes(state[:8], "big")


def batch_estimate(seed, points=2000):
    rng = random.Random(seed)
    return fmean(math.exp(-rng.random() ** 2) for _ in range(points))


class Estimate:
    def __init__(self, tolerance):
        self.tolerance = tolerance
        self.batches = []

    @property
    def error(self):
        if len(self.batches) < 8:
            return math.inf
        return stdev(self.batches) / math.sqrt(len(self.batches))

    def add(self, value):
        self.batches.append(value)
        return self.error <= self.tolerance


def integrate(tolerance):
    estimate = Estimate(tolerance)
    with cf.ProcessPoolExecutor(max_workers=2) as executor:
        for value in executor.map(batch_estimate, seed_stream("run-7")):
            if estimate.add(value):
                break
    return estimate


def main():
    estimate = integrate(tolerance=1e-3)
    value = fmean(estimate.batches)
    print(f"{value:.4f} +/- {estimate.error:.4f} from {len(estimate.batches)} batches")
    exact = math.sqrt(math.pi) / 2 * math.erf(1.0)
    print("ok" if abs(value - exact) < 6e-3 else "wrong")


if __name__ == "__main__":
    main()
