from multiprocessing import get_context
from typing import Iterable, Iterator, NamedTuple


class Tile(NamedTuple):
    x: int
    y: int
    size: int


def split(width: int, height: int, size: int) -> Iterator[Tile]:
    for y in range(0, height, size):
        for x in range(0, width, size):
            yield Tile(x, y, size)


def shade(tile: Tile):
    total = 0
    for row in range(tile.y, tile.y + tile.size):
        for column in range(tile.x, tile.x + tile.size):
            total += (row * column) & 0xFF
    return tile, total // tile.size ** 2


class Renderer:
    def __init__(self, workers: int = 2, ctx=None):
        self.workers = workers
        self.ctx = ctx or get_context()

    def tiles(self, tiles: Iterable[Tile]):
        """Shaded tiles in reading order, as they become available."""
        with self.ctx.Pool(self.workers) as pool:
            return pool.imap(shade, tiles, chunksize=2)


def main() -> None:
    tiles = list(split(512, 512, 64))
    image = {}
    for tile, level in Renderer().tiles(tiles):
        image[tile.x, tile.y] = level
    print(len(image), "tiles, brightest", max(image.values()))
    print("ok" if len(image) == len(tiles) else "mismatch")


if __name__ == "__main__":
    main()
