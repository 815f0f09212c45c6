"""Aggregate smart meter readings to the load of feeders."""
import multiprocessing as mp

from feeders import Board
from meters import METERS, readings_of


def collect(board, meter):
    feeder, readings = readings_of(meter)
    for quarter, kwh in readings:
        board.book(feeder, quarter, kwh)
    return meter


def main():
    with mp.Manager() as manager:
        board = Board(manager.Namespace(), manager.Lock())
        board.open_day()
        with mp.Pool(3) as pool:
            done = pool.starmap(collect, [(board, meter) for meter in METERS])
        load = board.load()
        for feeder, total in sorted(load.items()):
            print(f"feeder {feeder}: {total:.1f} kWh from {len(done)} meters in the district")
        metered = sum(kwh for meter in METERS for _, kwh in readings_of(meter)[1])
        if abs(sum(load.values()) - metered) < 1e-6:
            print("ok")
        else:
            print(f"losses: {metered - sum(load.values()):.1f} of {metered:.1f} kWh unaccounted for")


if __name__ == "__main__":
    main()
