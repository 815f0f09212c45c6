from multiprocessing import Pool
from typing import Iterator, NamedTuple


class Tile(NamedTuple):
    x: int
    y: int
    zoom: int


class Rendered(NamedTuple):
    tile: Tile
    iterations: int


def render(tile: Tile) -> Rendered:
    total = 0
    step = 3.0 / 2 ** tile.zoom / 24
    for i in range(24):
        for j in range(24):
            c = complex(-2 + (tile.x * 24 + i) * step, -1.5 + (tile.y * 24 + j) * step)
            z = 0j
            for _ in range(60):
                if abs(z) > 2:
                    break
                z = z * z + c
                total += 1
    return Rendered(tile, total)


class Renderer:
    def __init__(self, zoom: int, processes: int = 2) -> None:
        self.zoom = zoom
        self.processes = processes

    def tiles(self) -> Iterator[Tile]:
        side = 2 ** self.zoom
        return (Tile(x, y, self.zoom) for x in range(side) for y in range(side))

    def rendered(self) -> Iterator[Rendered]:
        with Pool(self.processes) as pool:
            return pool.imap_unordered(render, self.tiles())


def main() -> None:
    done = 0
    for picture in Renderer(zoom=3).rendered():
        done += 1
        if picture.iterations > 30_000:
            print("dense tile", picture.tile.x, picture.tile.y)
    print(done, "tiles")


if __name__ == "__main__":
    main()
