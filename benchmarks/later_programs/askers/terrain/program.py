# map generator for my game
import multiprocessing as mp

from land import make_tile
from postbox import PostBox, open_office

SIZE = 130


def all_home(builders):
    for b in builders:
        b.join()
    return all(b.exitcode == 0 for b in builders)


def paint(rows, step=13):
    signs = "~.,^A"
    for row in rows[::step]:
        yield "".join(signs[min(4, max(0, int(h + 2.5)))] for h in row[::step // 2])


def main(seeds=(7, 8, 9, 10)):
    with open_office() as office:
        box = PostBox(office)
        builders = [mp.Process(target=make_tile, args=(s, SIZE, box.slot)) for s in seeds]
        for b in builders:
            b.start()
        if not all_home(builders):
            raise SystemExit("no map today")
        tiles = dict(box.take(len(builders)))
    for seed in sorted(tiles):
        print("tile", seed, "highest point %.2f" % max(map(max, tiles[seed])))
    print("\n".join(paint(tiles[seeds[0]])))
    print("tiles:", len(tiles))


if __name__ == "__main__":
    main()
