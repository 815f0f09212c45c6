"""GC content of windows of a genome, computed by a pool."""
import random
from dataclasses import dataclass, field
from multiprocessing import Pool


@dataclass
class Window:
    start: int
    sequence: str


@dataclass
class Profile:
    gc: dict = field(default_factory=dict)

    def add(self, result):
        start, share = result
        self.gc[start] = share


def gc_share(window):
    hits = sum(window.sequence.count(base) for base in "GC")
    return window.start, hits / len(window.sequence)


def windows(genome, width):
    for start in range(0, len(genome), width):
        yield Window(start, genome[start : start + width])


def profile(genome, width=500):
    result = Profile()
    with Pool(2) as pool:
        pending = [pool.apply_async(gc_share, (w,)) for w in windows(genome, width)]
        for job in pending:
            result.add(job.get(timeout=60))
        lazy = pool.imap_unordered(gc_share, windows(genome, 2 * width))
        wide = dict(lazy)
    return result, wide


def main():
    source = random.Random(11)
    genome = "".join(source.choice("ACGT") for _ in range(20_000))
    narrow, wide = profile(genome)
    assert len(narrow.gc) == 40 and len(wide) == 20
    for start, share in wide.items():
        pair = (narrow.gc[start] + narrow.gc[start + 500]) / 2
        assert abs(pair - share) < 1e-9
    print("ok")


if __name__ == "__main__":
    main()
