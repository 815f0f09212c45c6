"""Choose k and the metric of a nearest-neighbour classifier by leave-one-out."""

import math
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed


def two_moons(count, noise, seed):
    rng = random.Random(seed)
    points, classes = [], []
    for i in range(count):
        angle = math.pi * i / count
        upper = i % 2 == 0
        x = math.cos(angle) if upper else 1.0 - math.cos(angle)
        y = math.sin(angle) if upper else 0.5 - math.sin(angle)
        points.append((x + rng.gauss(0, noise), y + rng.gauss(0, noise)))
        classes.append(int(upper))
    return points, classes


METRICS = {
    "euclid": lambda a, b: math.hypot(a[0] - b[0], a[1] - b[1]),
    "taxi": lambda a, b: abs(a[0] - b[0]) + abs(a[1] - b[1]),
}


class Objective:
    """What the search minimises: the error of one choice."""

    def __init__(self, k, metric):
        self.k = k
        self.metric = metric

    def __call__(self):
        wrong = sum(self._predict(i) != label for i, label in enumerate(labels))
        return wrong / len(labels)

    def _predict(self, left_out):
        distance = METRICS[self.metric]
        order = sorted(
            (j for j in range(len(features)) if j != left_out),
            key=lambda j: distance(features[j], features[left_out]),
        )
        return Counter(labels[j] for j in order[: self.k]).most_common(1)[0][0]


def search(choices, workers=2):
    scores = {}
    with ProcessPoolExecutor(workers) as executor:
        waiting = {executor.submit(objective): (objective.k, objective.metric) for objective in choices}
        for done in as_completed(waiting):
            scores[waiting[done]] = done.result()
    return min(scores, key=scores.get), scores


if __name__ == "__main__":
    features, labels = two_moons(80, noise=0.15, seed=7)
    grid = [Objective(k, metric) for k in (1, 3, 5) for metric in METRICS]
    best, scores = search(grid)
    print(f"best {best} with error {scores[best]:.3f}")
    print("ok")
