"""Print the 5 % to 95 % band of the cut-off frequency for each corner."""
import multiprocessing as mp
import sys

from sweep import CORNERS, run_corner


def main(names):
    with mp.Pool(len(names)) as corners:
        bands = corners.map(run_corner, names)
    for name, low, high in bands:
        print(f"{name:8s} {low:8.1f} .. {high:8.1f} Hz")
    print("ok")


if __name__ == "__main__":
    main(sys.argv[1:] or list(CORNERS))
