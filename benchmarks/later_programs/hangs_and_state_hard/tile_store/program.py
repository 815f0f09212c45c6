"""Check every tile of a map archive against its number."""
from multiprocessing import Pool

from tiles import ARCHIVE


def check(number):
    return ARCHIVE.tile_number(number) == number


def main():
    numbers = list(range(len(ARCHIVE))) * 30
    with Pool(4) as pool:
        good = pool.map(check, numbers, chunksize=50)
    print("%d of %d tiles damaged" % (good.count(False), len(good)))


if __name__ == "__main__":
    main()
