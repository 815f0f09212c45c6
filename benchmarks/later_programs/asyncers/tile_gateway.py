"""Warm the hill-shade cache before the tile gateway takes traffic.

usage: tile_gateway.py [--zoom N] [--workers N] [-v]
"""
import argparse
import asyncio
import hashlib
import logging
import math
import sys
from concurrent import futures
from multiprocessing import get_context
from typing import Iterator, NamedTuple

log = logging.getLogger("tiles")


class Tile(NamedTuple):
    zoom: int
    column: int
    row: int


def elevation(lon: float, lat: float) -> float:
    return 400 * math.sin(lon / 7) * math.cos(lat / 5) + 35 * math.sin(lon * lat / 90)


def shade(tile: Tile) -> tuple[Tile, str]:
    """Render one tile, return the digest of its grey values."""
    side = 2 ** tile.zoom
    step = 360 / side / 16
    west, north = tile.column * 360 / side, tile.row * 180 / side
    grey = bytearray()
    for j in range(16):
        for i in range(16):
            here = elevation(west + i * step, north + j * step)
            east = elevation(west + (i + 1) * step, north + j * step)
            grey.append(max(0, min(255, 128 + int((here - east) * 4))))
    return tile, hashlib.sha1(grey).hexdigest()


def pyramid(zoom: int) -> Iterator[Tile]:
    for level in range(zoom + 1):
        for column in range(2 ** level):
            for row in range(2 ** level):
                yield Tile(level, column, row)


class TileCache:
    """Digest per tile; rendering happens in the attached executor."""

    def __init__(self, executor: futures.Executor) -> None:
        self._executor = executor
        self._digests: dict[Tile, str] = {}

    def __len__(self) -> int:
        return len(self._digests)

    async def fill(self, tiles: Iterator[Tile]) -> None:
        loop = asyncio.get_running_loop()
        pending = [loop.run_in_executor(self._executor, shade, tile) for tile in tiles]
        for tile, digest in await asyncio.gather(*pending):
            self._digests[tile] = digest


async def warm(options: argparse.Namespace) -> int:
    with futures.ProcessPoolExecutor(options.workers, mp_context=get_context("spawn")) as renderers:
        cache = TileCache(renderers)
        await cache.fill(pyramid(options.zoom))
    log.info("cache warm")
    print(f"warmed {len(cache)} tiles")
    return 0


def parse_options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zoom", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("-v", "--verbose", action="store_true")
    return parser.parse_args(argv)


settings = parse_options(sys.argv[1:])
logging.basicConfig(level=logging.DEBUG if settings.verbose else logging.WARNING)
sys.exit(asyncio.run(warm(settings)))
