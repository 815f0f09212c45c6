"""Renders the tiles of an occupancy map and puts them together."""
import contextlib
import functools
import logging
import multiprocessing as mp
import time

logger = logging.getLogger("map")
CELL = 6
OBSTACLES = {(3, 4), (9, 9), (10, 9), (17, 2)}


class Mosaic:
    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.tiles = {}

    def cells(self):
        return [(column, row) for row in range(self.rows) for column in range(self.columns)]

    def place(self, rendered):
        cell, pixels = rendered
        self.tiles[cell] = pixels

    def coverage(self):
        return f"{len(self.tiles)} of {self.columns * self.rows} tiles"

    def occupied(self):
        return sum(sum(row) for pixels in self.tiles.values() for row in pixels)


def render(cell):
    """The rays of one tile; the real one asks the lidar driver, which takes its time."""
    time.sleep(0.15)
    left, top = cell[0] * CELL, cell[1] * CELL
    pixels = [[int((left + x, top + y) in OBSTACLES) for x in range(CELL)] for y in range(CELL)]
    return cell, pixels


def complain(error):
    logger.error("tile lost: %r", error)


@contextlib.contextmanager
def renderers(count):
    logger.info("%d renderers", count)
    with mp.Pool(count) as pool:
        yield functools.partial(pool.apply_async, error_callback=complain)
    logger.info("renderers gone")


def build(columns, rows, workers=2):
    mosaic = Mosaic(columns, rows)
    with renderers(workers) as dispatch:
        for cell in mosaic.cells():
            dispatch(render, (cell,), callback=mosaic.place)
    return mosaic


def main():
    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    mosaic = build(columns=4, rows=3)
    print(mosaic.coverage())
    print(f"{mosaic.occupied()} cells occupied")


if __name__ == "__main__":
    main()
