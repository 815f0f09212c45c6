"""Plan a mosaic: which stone goes where?"""
import argparse
from collections import Counter
from multiprocessing import Pool

from mosaic.matching import match_row, prepare
from mosaic.pieces import BOX


def landscape(x, y):
    if y < 24:
        return (118 + y, 165, 225 - y)
    if 12 < x < 30 and y < 40:
        return (145, 75 + x % 7, 55)
    return (60, 130 + x % 11, 45)


def draw(rows):
    for row in rows:
        print(" ".join(name[0] for name in row))


def shopping_list(rows):
    counts = Counter(name for row in rows for name in row)
    for name, count in counts.most_common():
        price = args.price * count
        print(f"{name:6} {count:3} stones {price:6.2f}")
    return counts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tile", type=int, default=6)
    parser.add_argument("--price", type=float, default=0.15)
    parser.add_argument("--size", type=int, default=48)
    args = parser.parse_args()

    side = args.size // args.tile
    tasks = [(row, side, landscape) for row in range(side)]
    with Pool(2, initializer=prepare, initargs=(BOX, args.tile)) as pool:
        rows = pool.map(match_row, tasks)
    draw(rows)
    counts = shopping_list(rows)
    assert sum(counts.values()) == side * side and set(counts) == {"sky", "grass", "brick"}
    print("ok")
