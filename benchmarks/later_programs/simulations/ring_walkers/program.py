"""Laps and visits of three walkers on a ring."""
import random

from walker import RingWalker


def reference(sites, steps, seed):
    rng, place, laps, visits = random.Random(seed), 0, 0, [0] * sites
    for _ in range(steps):
        place += rng.choice((1, 1, -1))
        laps += place >= sites
        place %= sites
        visits[place] += 1
    return laps, visits


def main():
    walkers = [RingWalker(12, 600, seed) for seed in (21, 34, 55)]
    for walker in walkers:
        walker.start()
    good = True
    for walker in walkers:
        walker.join()
        laps, visits = walker.laps.value, list(walker.visits)
        good &= walker.exitcode == 0 and (laps, visits) == reference(12, 600, walker.seed)
        print(f"{walker.name}: {laps} laps, busiest site {visits.index(max(visits))}")
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()
