"""Pick, clean and measure columns of a tab separated word list."""
from collections import namedtuple
from functools import partial
from multiprocessing import Pool
from operator import attrgetter, itemgetter, methodcaller

Row = namedtuple("Row", "number form gloss")

TABLE = """1\tmanu\tbird
2\tika\tfish
3\tmata\teye
4\tlima\tfive; hand"""

STEPS = (
    ("form", itemgetter(1)),
    ("glosses", methodcaller("count", ";")),
    ("loud", str.upper),
    ("padded", partial(str.ljust)),
)


def as_row(split, line):
    number, form, gloss = split(line)
    return Row(int(number), form, gloss)


def report(columns):
    return [" ".join(map(str, line)) for line in zip(*columns)]


def main():
    lines = TABLE.splitlines()
    step = dict(STEPS)
    with Pool(2) as pool:
        rows = pool.map(partial(as_row, methodcaller("split", "\t")), lines)
        forms = pool.map(step["form"], rows)
        glosses = pool.map(attrgetter("gloss"), rows)
        further = pool.map(step["glosses"], glosses)
        loud = pool.map(step["loud"], forms)
        padded = pool.starmap(step["padded"], [(f, 6) for f in forms])
        lengths = pool.map(len, forms)
    for line in report([padded, loud, lengths, further]):
        print(line)
    longest = max(rows, key=lambda r: len(r.gloss))
    if longest.number == 4 and further == [0, 0, 0, 1]:
        print("ok")


if __name__ == "__main__":
    main()
