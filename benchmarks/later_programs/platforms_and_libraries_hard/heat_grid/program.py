import sys
from multiprocessing import Pool

from grid import HeatGrid, warm_row


def warm(grid, workers=2):
    with Pool(workers) as pool:
        return sum(pool.starmap(warm_row, grid.jobs()))


def main():
    with HeatGrid(120, 40) as grid:
        reported = warm(grid)
        stored = grid.total()
    wanted = sum((row + column) % 100 for row in range(40) for column in range(120))
    if not reported == stored == wanted:
        print(reported, stored, wanted)
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
