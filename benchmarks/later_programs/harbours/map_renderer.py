"""Renders a zoom level of the city map.

Rendering waits for the tile store most of the time, so there are many more workers than cores.
"""
import argparse
import math
import time
from concurrent.futures import ProcessPoolExecutor

RENDERERS = 72


def tiles(zoom):
    side = 2 ** zoom
    return [(zoom, x, y) for x in range(side) for y in range(side)]


def render(tile):
    zoom, x, y = tile
    time.sleep(0.002)
    longitude = x / 2 ** zoom * 360 - 180
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2 ** zoom))))
    return tile, round(longitude, 3), round(latitude, 3)


def render_level(zoom, renderers=RENDERERS):
    with ProcessPoolExecutor(max_workers=renderers) as executor:
        return list(executor.map(render, tiles(zoom), chunksize=4))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--zoom", type=int, default=3)
    options = parser.parse_args()
    rendered = render_level(options.zoom)
    print(f"{len(rendered)} tiles of zoom {options.zoom}")
    print("ok")


if __name__ == "__main__":
    main()
