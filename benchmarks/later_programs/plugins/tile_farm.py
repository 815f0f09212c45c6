"""Render map tiles with a small farm of workers; the layers are chosen by an enum."""
import enum
import functools
import multiprocessing
from dataclasses import dataclass, field
from typing import Any, Iterable, List, Tuple

Tile = Tuple[int, int]


class Layer(enum.Enum):
    TERRAIN = 1
    ROADS = 2
    LABELS = 3

    @property
    def weight(self) -> int:
        return {Layer.TERRAIN: 7, Layer.ROADS: 11, Layer.LABELS: 13}[self]


def paint(tile: Tile, layer: Layer) -> int:
    x, y = tile
    return (x * 31 + y * 17) * layer.weight % 256


@dataclass
class TileFarm:
    layer: Layer
    size: int = 2
    context: Any = field(default_factory=functools.partial(multiprocessing.get_context, "fork"))

    def render(self, tiles: Iterable[Tile]) -> List[int]:
        with self.context.Pool(self.size) as pool:
            return pool.map(functools.partial(paint, layer=self.layer), list(tiles))


def grid(width: int, height: int) -> List[Tile]:
    return [(x, y) for y in range(height) for x in range(width)]


def main() -> None:
    tiles = grid(6, 4)
    for layer in Layer:
        painted = TileFarm(layer).render(tiles)
        if painted != [paint(tile, layer) for tile in tiles]:
            print("wrong")
            return
    print("ok")


if __name__ == "__main__":
    main()
