"""draws the mandelbrot set in horizontal bands, one process for each band"""
import multiprocessing as mp
import os
import sys
import tempfile

WIDTH, HEIGHT = 720, 480
ROUNDS = 12


def shade(x, y):
    c = complex(-2.2 + 3.2 * x / WIDTH, -1.2 + 2.4 * y / HEIGHT)
    z = 0j
    for n in range(ROUNDS):
        z = z * z + c
        if abs(z) > 2:
            return 255 - n * 20
    return 0


def draw_band(number, top, bottom, results):
    pixels = bytearray()
    for y in range(top, bottom):
        for x in range(WIDTH):
            pixels.append(shade(x, y))
    results.put((number, bytes(pixels)))


class Picture(object):
    def __init__(self, bands):
        self.bands = bands
        self.results = mp.Queue()
        self.procs = []

    def start(self):
        step = HEIGHT // self.bands
        for i in range(self.bands):
            p = mp.Process(target=draw_band,
                           args=(i, i * step, (i + 1) * step, self.results))
            p.start()
            self.procs.append(p)

    def finish(self):
        for p in self.procs:
            p.join()
            if p.exitcode != 0:
                sys.exit("band process died with %r" % p.exitcode)
        parts = {}
        while len(parts) < self.bands:
            number, pixels = self.results.get(timeout=5)
            parts[number] = pixels
        return b"".join(parts[i] for i in sorted(parts))


def save(pixels, path):
    with open(path, "wb") as f:
        f.write(b"P5 %d %d 255\n" % (WIDTH, HEIGHT) + pixels)


def main():
    pic = Picture(bands=3)
    pic.start()
    pixels = pic.finish()
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, "mandel.pgm")
        save(pixels, path)
        print("wrote", os.path.getsize(path), "bytes, black:", pixels.count(0))


if __name__ == "__main__":
    main()
