"""K-fold cross-validation of a nearest-centroid classifier."""
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from base import Experiment


@dataclass
class Samples:
    points: list = field(default_factory=list)
    labels: list = field(default_factory=list)

    @classmethod
    def blobs(cls, seed, per_class=20):
        rng = random.Random(seed)
        samples = cls()
        for label, centre in enumerate([(0, 0), (5, 5), (0, 6)]):
            for _ in range(per_class):
                samples.points.append(tuple(rng.gauss(c, 1.0) for c in centre))
                samples.labels.append(label)
        return samples


class CentroidExperiment(Experiment):
    name = "nearest centroid"

    def __init__(self, folds=4, seed=0):
        super().__init__(seed)
        self.folds = folds
        self.samples = Samples.blobs(seed)

    def centroids(self, fold):
        groups = {}
        for i, (point, label) in enumerate(zip(self.samples.points, self.samples.labels)):
            if i % self.folds != fold:
                groups.setdefault(label, []).append(point)
        return {k: tuple(sum(axis) / len(v) for axis in zip(*v)) for k, v in groups.items()}

    def accuracy(self, fold):
        centres = self.centroids(fold)
        hits = total = 0
        for i, (point, label) in enumerate(zip(self.samples.points, self.samples.labels)):
            if i % self.folds == fold:
                guess = min(centres, key=lambda k: sum((a - b) ** 2 for a, b in zip(point, centres[k])))
                hits += guess == label
                total += 1
        return hits / total

    def run(self, workers=2):
        with ProcessPoolExecutor(workers) as executor:
            for score in executor.map(self.accuracy, range(self.folds)):
                self.record("accuracy", score)
        return self.mean("accuracy")


if __name__ == "__main__":
    experiment = CentroidExperiment(seed=11)
    result = experiment.run()
    print(f"{experiment.name}: {result:.3f}", file=sys.stderr)
    print("ok" if result > 0.8 else "poor accuracy")
