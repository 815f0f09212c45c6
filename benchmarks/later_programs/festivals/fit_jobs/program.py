"""k-means with several k, each a job."""

import random

from jobs import Job


class KMeans(Job):
    def __init__(self, k):
        super().__init__()
        self.k = k

    def work(self):
        rng = random.Random(self.k)
        points = [rng.gauss(center, 0.2) for center in (0.0, 5.0, 9.0) for _ in range(60)]
        centers = points[:: len(points) // self.k][: self.k]
        for _ in range(15):
            groups = [[] for _ in centers]
            for point in points:
                groups[min(range(self.k), key=lambda i: abs(point - centers[i]))].append(point)
            centers = [sum(g) / len(g) if g else c for g, c in zip(groups, centers)]
        self.centers = centers
        return sum(min((p - c) ** 2 for c in self.centers) for p in points)


def main():
    jobs = [KMeans(k) for k in (1, 2, 3)]
    for job in jobs:
        job.start()
    inertia = [job.finish().result for job in jobs]
    assert all(job.exitcode == 0 for job in jobs)
    assert inertia == sorted(inertia, reverse=True), inertia
    print("ok")


if __name__ == "__main__":
    main()
