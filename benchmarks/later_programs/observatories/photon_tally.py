"""Counts photons by energy band in shared memory that each worker receives as it starts."""

import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

BANDS = ("soft", "medium", "hard")
tally = None


class Tally:
    """One counter for each band."""

    def __init__(self, context):
        self.counts = context.Array("q", len(BANDS))

    def add(self, band):
        with self.counts.get_lock():
            self.counts[BANDS.index(band)] += 1

    def table(self):
        return dict(zip(BANDS, self.counts[:]))


def adopt(shared):
    global tally
    tally = shared


def classify(seed):
    rng = random.Random(seed)
    for _ in range(100):
        tally.add(rng.choice(BANDS))
    return seed


def main():
    context = get_context("spawn")
    shared = Tally(context)
    with ProcessPoolExecutor(2, mp_context=context, initializer=adopt, initargs=(shared,)) as executor:
        done = sorted(executor.map(classify, range(4)))
    table = shared.table()
    print(f"{len(done)} files, {sum(table.values())} photons")
    assert sum(table.values()) == 100 * len(done)
    print("ok")


if __name__ == "__main__":
    main()
