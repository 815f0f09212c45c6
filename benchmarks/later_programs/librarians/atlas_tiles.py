"""Render map sheets side by side; every sheet spreads its tiles over helpers of its own."""
from __future__ import annotations

import argparse
import concurrent.futures
import math
import multiprocessing
from dataclasses import dataclass
from functools import partial
from typing import Dict, Iterator, List, Tuple

Tile = Tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    title: str
    columns: int
    rows: int
    helpers: int = 2

    def tiles(self) -> Iterator[Tile]:
        return ((column, row) for row in range(self.rows) for column in range(self.columns))

    def height(self, tile: Tile) -> float:
        column, row = tile
        return 500.0 + 400.0 * math.sin(column / 2.0) * math.cos(row / 3.0)


class Renderer:
    """Subclasses say how a tile is drawn."""

    def draw(self, sheet: Sheet, tile: Tile) -> str:
        raise NotImplementedError

    def render(self, sheet: Sheet) -> List[str]:
        with multiprocessing.Pool(sheet.helpers) as helpers:
            symbols = helpers.map(partial(self.draw, sheet), sheet.tiles(), chunksize=sheet.columns)
        return ["".join(symbols[at:at + sheet.columns]) for at in range(0, len(symbols), sheet.columns)]


class Shaded(Renderer):
    ramp = " .:-=+*#"

    def draw(self, sheet: Sheet, tile: Tile) -> str:
        return self.ramp[min(len(self.ramp) - 1, int(sheet.height(tile) // 120))]


class Contoured(Renderer):
    def __init__(self, step: float) -> None:
        self.step = step

    def draw(self, sheet: Sheet, tile: Tile) -> str:
        column, row = tile
        here, east = sheet.height(tile), sheet.height((column + 1, row))
        return "|" if here // self.step != east // self.step else " "


def publish(renderer: Renderer, sheet: Sheet) -> Tuple[str, List[str]]:
    return sheet.title, renderer.render(sheet)


def atlas(renderer: Renderer, sheets: List[Sheet], presses: int) -> Dict[str, List[str]]:
    with concurrent.futures.ProcessPoolExecutor(presses) as executor:
        return dict(executor.map(partial(publish, renderer), sheets))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contours", type=float, metavar="METRES")
    options = parser.parse_args()
    renderer = Contoured(options.contours) if options.contours else Shaded()
    sheets = [Sheet("north", 24, 4), Sheet("south", 16, 3)]
    for title, lines in atlas(renderer, sheets, presses=2).items():
        print(f"sheet {title}", *lines, sep="\n")


if __name__ == "__main__":
    main()
