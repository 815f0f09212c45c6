import argparse
import sys
from concurrent.futures import ProcessPoolExecutor

from plates import Plate, screen


def parse(argv):
    parser = argparse.ArgumentParser(description="Screen the four colour plates of a page.")
    parser.add_argument("--width", type=int, default=320)
    parser.add_argument("--height", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(argv)


def main(argv=None):
    options = parse(argv)
    plates = []
    for n, colour in enumerate(("cyan", "magenta", "yellow", "black")):
        pixels = bytes((x * (n + 3)) % 256 for x in range(options.width * options.height))
        plates.append(Plate.store(colour, options.width, options.height, pixels))
    with ProcessPoolExecutor(max_workers=options.jobs) as executor:
        for colour, coverage in executor.map(screen, plates):
            print(f"{colour}: {coverage:.1%}")
    for plate in plates:
        plate.discard()
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
