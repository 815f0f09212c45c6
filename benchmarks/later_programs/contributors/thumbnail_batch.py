"""Make thumbnails of all pictures of an album, with a progress counter."""
import argparse
import logging
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, as_completed

log = logging.getLogger("thumbs")


class Progress:
    """Counts finished items over all processes."""

    def __init__(self):
        self._count = multiprocessing.Value("i", 0)

    def advance(self):
        with self._count.get_lock():
            self._count.value += 1

    @property
    def done(self):
        return self._count.value

    def line(self, total):
        return "%3d of %3d" % (self.done, total)


PROGRESS = Progress()


def shrink(pixels, factor):
    return [row[::factor] for row in pixels[::factor]]


def make_thumbnail(name, width, height):
    pixels = [[(x * y) % 256 for x in range(width)] for y in range(height)]
    small = shrink(pixels, 4)
    PROGRESS.advance()
    return name, len(small[0]), len(small)


def album(size):
    for number in range(size):
        yield "img_%03d" % number, 40 + number, 30 + number


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=12)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    args = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")

    with ProcessPoolExecutor(args.jobs) as executor:
        futures = [executor.submit(make_thumbnail, *picture) for picture in album(args.size)]
        for future in as_completed(futures):
            name, width, height = future.result()
            log.info("%s %dx%d", name, width, height)
    log.info(PROGRESS.line(args.size))
    print("ok" if PROGRESS.done == args.size else "progress stopped at %d" % PROGRESS.done)


if __name__ == "__main__":
    main()
