import multiprocessing
import random
from functools import partial

BASE_SEED = 77


def noise_tile(size, index):
    rng = random.Random(BASE_SEED + index)
    return index, [[rng.randrange(256) for _ in range(size)] for _ in range(size)]


def stitch(tiles):
    ordered = sorted(tiles)
    return [row for _, tile in ordered for row in tile]


def build(count, size, workers=2):
    make = partial(noise_tile, size)
    with multiprocessing.Pool(workers) as pool:
        evens = pool.map_async(make, range(0, count, 2))
        odds = [pool.apply_async(make, (index,)) for index in range(1, count, 2)]
        pool.close()
        pool.join()
    return stitch(evens.get() + [tile.get() for tile in odds])


def main():
    image = build(count=6, size=16)
    distinct = len({tuple(row) for row in image})
    print(f"{len(image)} rows, {distinct} distinct")
    if len(image) != 96 or distinct != 96:
        raise SystemExit(1)
    print("ok")


if __name__ == "__main__":
    main()
