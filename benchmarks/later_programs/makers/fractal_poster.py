"""A poster of fractals for the maths room, in letters."""
import operator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial, reduce
from multiprocessing import Pool

SHADES = " .:-=+*%@#"


class Shader:
    def __init__(self, shades, limit):
        self.shades = shades
        self.limit = limit

    def __call__(self, counts):
        last = len(self.shades) - 1
        return "".join(self.shades[count * last // self.limit] for count in counts)


class Julia:
    def __init__(self, c):
        self.c = c

    @staticmethod
    def steps(z, c, limit):
        for step in range(limit):
            if abs(z) > 2:
                return step
            z = z * z + c
        return limit

    @classmethod
    def named(cls, name):
        return cls({"rabbit": -0.123 + 0.745j, "dust": 0.3 + 0.6j}[name])

    def row(self, y, width=36, limit=30):
        return [self.steps(complex(x * 3 / width - 1.5, y), self.c, limit) for x in range(width)]


def mandelbrot_row(y, *, width, limit):
    return [Julia.steps(0j, complex(x * 3 / width - 2, y), limit) for x in range(width)]


def make_frame(border):
    global framed

    def framed(line):
        return border + line + border

    return framed


framed = make_frame("|")


def poster(pool, rows, heights):
    shade = Shader(SHADES, 30)
    by_brightness = sorted(SHADES, key=lambda shade: SHADES.index(shade))
    assert "".join(by_brightness) == SHADES
    lines = pool.map(shade, pool.map(rows, heights))
    return pool.map(framed, lines)


def titles(names):
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(lambda name: f"{name:^38}", names))


def main():
    heights = [y / 4 for y in range(-4, 5)]
    with Pool(2) as pool:
        upper = pool.map(str.upper, ["mandelbrot", "rabbit", "dust"])
        pages = [
            poster(pool, partial(mandelbrot_row, width=36, limit=30), heights),
            poster(pool, Julia.named("rabbit").row, heights),
            poster(pool, Julia.named("dust").row, heights),
        ]
        widths = pool.map(len, [page[0] for page in pages])
        assert pool.apply_async(Julia.steps, (0j, 1 + 1j, 30)).get() == 2
    for title, page in zip(titles(upper), pages):
        print(title, *page, sep="\n")
    with ProcessPoolExecutor(2) as executor:
        ink = executor.map(operator.methodcaller("count", "#"), ["".join(page) for page in pages])
        total = reduce(lambda a, b: a + b, ink)
        lines = executor.submit(operator.itemgetter(4), pages[0]).result()
    assert widths == [38, 38, 38] and total > 0 and lines.startswith("|")
    print("ok")


if __name__ == "__main__":
    main()
