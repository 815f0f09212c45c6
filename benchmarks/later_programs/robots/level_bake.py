"""Bakes the light of a level.  Usage: python level_bake.py"""
import multiprocessing as mp
import random
import time
from collections import namedtuple

Tile = namedtuple("Tile", "x y height")
Lamp = namedtuple("Lamp", "x y power")

SIZE = 8
LAMPS = (Lamp(1, 1, 4.0), Lamp(6, 5, 9.0))


def load_level(size, seed=11):
    heights = random.Random(seed)
    return [Tile(x, y, heights.choice((0, 0, 1, 2))) for x in range(size) for y in range(size)]


def crew(size):
    print(f"starting {size} bakers")
    return mp.Pool(size)


def brightness(tile, lamp):
    distance = (tile.x - lamp.x) ** 2 + (tile.y - lamp.y) ** 2 + 1
    return lamp.power / distance


def as_rows(values, size):
    for start in range(0, len(values), size):
        yield values[start : start + size]


def shade(value, ramp=" .:-=+*#%@"):
    return ramp[min(int(value * 3), len(ramp) - 1)]


if __name__ == "__main__":
    began = time.perf_counter()
    bakers = crew(2)

    # --- scene -----------------------------------------------------------------
    tiles = load_level(SIZE)
    print(f"{len(tiles)} tiles, {len(LAMPS)} lamps")

    # --- light model -----------------------------------------------------------
    def bake(tile):
        light = sum(brightness(tile, lamp) for lamp in LAMPS)
        return light * (1.0 - 0.2 * tile.height)

    # --- output ----------------------------------------------------------------
    try:
        lightmap = bakers.map(bake, tiles, chunksize=8)
    finally:
        bakers.close()
        bakers.join()
    for row in as_rows(lightmap, SIZE):
        print("".join(shade(value) for value in row))
    print(f"baked in {time.perf_counter() - began:.1f} s")
