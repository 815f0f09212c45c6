"""Travel times of the tram lines."""

import operator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import Pool

from tools import Rounded
from tracks import minutes, speed, waiting

STRATEGIES = {"exact": minutes, "rounded": Rounded(minutes, 1), "waiting": waiting}
LINES = {"2": (6.0, "city"), "4": (12.5, "suburb"), "12": (3.2, "city")}


def main():
    with Pool(2) as pool:
        exact = pool.starmap(STRATEGIES["exact"], LINES.values())
        rounded = pool.starmap(STRATEGIES["rounded"], LINES.values())
        zones = pool.map(operator.itemgetter(1), LINES.values())
    with ProcessPoolExecutor(2) as executor:
        suburban = list(executor.map(partial(minutes, zone="suburb"), [4, 8]))
        speeds = list(executor.map(speed, zones))
        waits = list(executor.map(STRATEGIES["waiting"], [10, 20]))
    assert [round(each, 1) for each in exact] == rounded == [20.0, 23.4, 10.7], rounded
    assert suburban == [7.5, 15.0] and waits == [5.0, 10.0]
    assert speeds == [18.0, 32.0, 18.0]
    print("ok")


if __name__ == "__main__":
    main()
