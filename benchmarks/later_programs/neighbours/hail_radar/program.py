"""Follow hail cells over a few radar sweeps."""
import multiprocessing

from gather import Gatherer
from sweeps import SWEEPS, find_cells


def main():
    gatherer = Gatherer(multiprocessing.get_context())
    for sweep in SWEEPS:
        gatherer.launch(find_cells, sweep)
    cells = gatherer.collect()
    print(len(cells), "cells")
    print("ok" if len(cells) == 5 * len(SWEEPS) else "cells are missing")


if __name__ == "__main__":
    main()
