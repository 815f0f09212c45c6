"""Find names that are spelled almost alike."""

import itertools
from multiprocessing import Pool

import strings

NAMES = ["kowalski", "kowalsky", "meyer", "meier", "maier", "schmidt", "schmitt"]


def all_pairs(names):
    return list(itertools.combinations(names, 2))


def main():
    pairs = all_pairs(NAMES)
    with Pool(processes=2) as pool:
        distances = pool.starmap(strings.edit_distance, pairs, chunksize=4)
    for a, b in strings.similar(zip(pairs, distances), limit=1):
        print(f"{a} ~ {b}")
    print("ok")


if __name__ == "__main__":
    main()
