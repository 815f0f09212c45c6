"""Halves the resolution of a few images; the work is spread over threads, since the codec releases the GIL."""
import zlib
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.dummy import Pool as WorkerPool
from multiprocessing.pool import ThreadPool

Raster = namedtuple("raster", "name width rows")


def load(name, width, height):
    return Raster(name, width, [[(x * y) % 256 for x in range(width)] for y in range(height)])


def halve(raster):
    rows = [row[::2] for row in raster.rows[::2]]
    return raster._replace(width=len(rows[0]), rows=rows)


def packed_size(raster):
    return len(zlib.compress(bytes(pixel for row in raster.rows for pixel in row)))


images = [load("cover", 64, 48), load("back", 32, 32), load("spine", 8, 48)]

with WorkerPool(2) as pool:
    small = pool.map(lambda image: halve(image), images)

with ThreadPool(2) as threads:
    sizes = threads.map(packed_size, (image for image in small))


def report():
    def line(pair):
        image, size = pair
        return f"{image.name}: {image.width} px wide, {size > 0}"

    with ThreadPoolExecutor(max_workers=2) as executor:
        return list(executor.map(line, zip(small, sizes)))


lines = report()
expected = ["cover: 32 px wide, True", "back: 16 px wide, True", "spine: 4 px wide, True"]
print("ok" if lines == expected else "wrong")
