"""Arrival angles of scattered photons, binned by several detector processes."""
import math
import multiprocessing
import random

BINS = 18


class Detector(multiprocessing.Process):
    """Follows photons through a slab and counts where they come out."""

    def __init__(self, rank, photons, histogram, albedo=0.9):
        super().__init__(name=f"detector-{rank}")
        self.rank = rank
        self.photons = photons
        self.histogram = histogram
        self.albedo = albedo

    def run(self):
        rng = random.Random(1000 + self.rank)
        for _ in range(self.photons):
            angle = self.follow(rng)
            index = min(BINS - 1, int(angle / math.pi * BINS))
            self.histogram[index] += 1

    def follow(self, rng):
        mu, depth = 1.0, 0.0
        for _ in range(4):
            depth += mu * -math.log(1.0 - rng.random())
            if depth > 2.0 or depth < 0.0 or rng.random() > self.albedo:
                break
            mu = rng.uniform(-1.0, 1.0)
        return math.acos(mu)


def bars(counts, width=50):
    top = max(counts) or 1
    for k, count in enumerate(counts):
        degrees = (k + 0.5) * 180 / BINS
        print(f"{degrees:6.1f}  {'=' * round(width * count / top)} {count}")


def main(detectors=4, photons=25_000):
    histogram = multiprocessing.Array("l", BINS)
    team = [Detector(rank, photons, histogram) for rank in range(detectors)]
    for member in team:
        member.start()
    for member in team:
        member.join()
    if any(member.exitcode for member in team):
        raise SystemExit("a detector failed")

    counts = histogram[:]
    bars(counts)
    sent, seen = detectors * photons, sum(counts)
    print(f"{seen} of {sent} photons", "recorded" if seen == sent else "only")


if __name__ == "__main__":
    main()
