#!/usr/bin/env python3
# Reads the stop lists of the tram lines and prints the longest stop of each line.
import csv
import io
from multiprocessing import Pool

FEEDS = {
    "1": "stop;minutes\nHarbour Gate;2\nOld Customs House;3\nFish Market;1\n",
    "4": "stop;minutes\nMain Station;5\nTown Hall;2\nCemetery;4\n",
    "7": "stop;minutes\nMain Station;5\nUniversity;3\n",
    "12": "stop;minutes\nAirport;9\nTrade Fair;6\nMain Station;5\n",
}


def read_feed(line):
    text = FEEDS[line]
    # the export of the operator has a BOM now and then
    text = text.lstrip("\ufeff")
    return csv.DictReader(io.StringIO(text), delimiter=";")


def longest(rows):
    best = None
    for row in rows:
        minutes = int(row["minutes"])
        if best is None or minutes > best[1]:
            best = (row["stop"], minutes)
    return best


def main():
    lines = sorted(FEEDS, key=int)
    with Pool(2) as pool:
        feeds = pool.map(read_feed, lines)
    for line, rows in zip(lines, feeds):
        stop, minutes = longest(rows)
        print(f"line {line}: {stop}, {minutes} min")
    print("ok")


if __name__ == "__main__":
    main()
