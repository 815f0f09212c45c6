"""Reconstruct a phantom from many angles and report the contrast."""
import argparse

import numpy as np

from farm import Farm


def reconstruct(angles, size, groups, workers):
    total = np.zeros((size, size))
    with Farm(workers) as farm:
        for number, share in enumerate(np.array_split(angles, groups)):
            farm.submit(number, share, size)
        for number, image in farm.results():
            print(f"group {number}: {image.nbytes // 1024} KiB")
            total += image
    return total / groups


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--angles", type=int, default=24)
    parser.add_argument("--size", type=int, default=160)
    args = parser.parse_args()

    angles = np.linspace(0.0, np.pi, args.angles, endpoint=False)
    image = reconstruct(angles, args.size, groups=4, workers=2)
    middle = args.size // 2
    inside = image[middle - 10:middle + 10, middle - 10:middle + 10].mean()
    print(f"contrast {inside / image[:10, :10].mean():.2f}")


if __name__ == "__main__":
    main()
