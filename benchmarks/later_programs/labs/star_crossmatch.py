"""Cross-match two star catalogues, sharded by name over processes."""
import argparse
import hashlib
import math
import multiprocessing
import os
import random
import zlib
from collections import defaultdict
from typing import Dict, List, Optional


class Star:
    __slots__ = ("name", "ra", "dec")

    def __init__(self, name, ra, dec):
        self.name, self.ra, self.dec = name, ra, dec

    def __eq__(self, other):
        return isinstance(other, Star) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def cell(self, size=4.0):
        return int(self.ra // size), int(self.dec // size)


def shard_of(name: str, shards: int) -> int:
    return zlib.crc32(name.encode()) % shards


def stripe_of(cell, stripes: int) -> int:
    return hash(cell[0]) % stripes


def catalogue(count: int, seed: int, shift: float = 0.0) -> List[Star]:
    rng = random.Random(seed)
    return [Star(f"HD{k:05d}", rng.uniform(0, 360) + shift, rng.uniform(-60, 60))
            for k in range(count)]


def match(shard: int, shards: int, left: List[Star], right: List[Star]) -> Dict[str, float]:
    """Separations of the stars of one shard that occur in both lists."""
    mine = {star for star in left if shard_of(star.name, shards) == shard}
    by_hash = defaultdict(list)
    for star in right:
        by_hash[hash(star)].append(star)
    found = {}
    for star in mine:
        for other in by_hash.get(hash(star), ()):
            if other == star:
                found[star.name] = math.hypot(star.ra - other.ra, star.dec - other.dec)
    return found


def digest(pairs: Dict[str, float]) -> str:
    text = "".join(f"{name}{gap:.4f}" for name, gap in sorted(pairs.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def pool_size(requested: Optional[int]) -> int:
    if requested:
        return min(requested, multiprocessing.cpu_count())
    return min(8, max(1, (os.cpu_count() or 1) - 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, help="processes to use")
    parser.add_argument("--shards", type=int, default=6)
    args = parser.parse_args()

    left, right = catalogue(600, seed=4), catalogue(500, seed=4, shift=0.001)
    jobs = [(k, args.shards, left, right) for k in range(args.shards)]
    with multiprocessing.Pool(pool_size(args.workers)) as pool:
        parts = pool.starmap(match, jobs)
    pairs = {name: gap for part in parts for name, gap in part.items()}
    for shard, part in enumerate(parts):
        assert all(shard_of(name, args.shards) == shard for name in part)
    stripes = [stripe_of(star.cell(), 3) for star in left]
    print("stripes", *(stripes.count(k) for k in range(3)))
    print(f"{len(pairs)} of {len(right)} matched, digest {digest(pairs)}")


if __name__ == "__main__":
    main()
