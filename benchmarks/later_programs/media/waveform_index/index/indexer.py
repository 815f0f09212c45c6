import math
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor

from .base import Staged


class Indexer(Staged):
    def __init__(self, stages, bins):
        super().__init__(stages)
        self.bins = bins

    def _split(self, samples):
        width = -(-len(samples) // self.bins)
        return [samples[i:i + width] for i in range(0, len(samples), width)]

    def peaks(self, samples):
        return [max(map(abs, part)) for part in self._split(samples)]

    def rms(self, samples):
        return [math.sqrt(sum(s * s for s in part) / len(part)) for part in self._split(samples)]

    def crossings(self, samples):
        return [sum(a * b < 0 for a, b in zip(part, part[1:])) for part in self._split(samples)]

    def build(self, takes, workers):
        rows = defaultdict(dict)
        with ProcessPoolExecutor(workers) as executor:
            pending = []
            for name, samples in takes:
                for stage, run in self.table().items():
                    future = executor.submit(run, samples)
                    future.add_done_callback(self.progress.bump)
                    pending.append((name, stage, future))
            for name, stage, future in pending:
                rows[name][stage] = future.result()
        return rows
