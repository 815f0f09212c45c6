"""Fano factor of simulated spike trains, one neuron per task."""
import random
import statistics
import sys
from multiprocessing import Pool

from store import ResultStore


class SpikeAnalysis(ResultStore):
    def __init__(self, rates, bins=200):
        super().__init__()
        self.rates = dict(rates)
        self.bins = bins

    def counts(self, neuron):
        rng = random.Random(neuron)
        rate = self.rates[neuron]
        return [sum(rng.random() < rate / 20 for _ in range(20)) for _ in range(self.bins)]

    def fano(self, neuron):
        counts = self.counts(neuron)
        return neuron, statistics.pvariance(counts) / statistics.fmean(counts)

    def run(self, workers=2):
        pool = Pool(workers)
        try:
            for neuron, factor in pool.imap_unordered(self.fano, self.rates):
                self.add(neuron, factor)
        finally:
            pool.close()
            pool.join()
        return self.rows()


def main():
    analysis = SpikeAnalysis({"n01": 2.0, "n02": 5.0, "n03": 9.0, "n04": 1.0})
    factors = analysis.run()
    finished = analysis.drain()
    for neuron, factor in sorted(factors.items()):
        print(f"{neuron} {factor:.3f}", file=sys.stderr)
    complete = sorted(finished) == sorted(factors) == sorted(analysis.rates)
    print("ok" if complete and all(0 < f < 1.5 for f in factors.values()) else "incomplete")


if __name__ == "__main__":
    main()
