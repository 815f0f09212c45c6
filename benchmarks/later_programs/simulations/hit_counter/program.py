"""Darts on a board: number of hits and their distance from the centre."""
import multiprocessing as mp
from collections import Counter
from random import Random

from counters import Histogram, SharedCounter

BINS = 10


def throw(seed, darts):
    rng = Random(seed)
    for _ in range(darts):
        x, y = rng.uniform(-1, 1), rng.uniform(-1, 1)
        r = (x * x + y * y) ** 0.5
        if r < 1.0:
            yield int(r * BINS)


def play(hits, histogram, seed, darts):
    local = Counter()
    for ring in throw(seed, darts):
        local[ring] += 1
        hits.add()
    histogram.merge(local)


def main():
    ctx = mp.get_context()
    hits, histogram = SharedCounter(ctx), Histogram(ctx, BINS)
    players = [ctx.Process(target=play, args=(hits, histogram, seed, 800)) for seed in (3, 5, 8)]
    for player in players:
        player.start()
    for player in players:
        player.join()
    assert all(player.exitcode == 0 for player in players)
    with histogram.locked() as bins:
        rings = list(bins)
    expected = Counter(ring for seed in (3, 5, 8) for ring in throw(seed, 800))
    print("pi is about", round(4 * hits.value / 2400, 3))
    print("ok" if hits.value == sum(rings) and rings == [expected[i] for i in range(BINS)] else "wrong")


if __name__ == "__main__":
    main()
