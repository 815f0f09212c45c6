"""Applies a tone curve to a small image."""
import argparse


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gamma", type=float, default=2.2)
    parser.add_argument("--width", type=int, default=8)
    return parser.parse_args(argv)


def gradient(width):
    return [[(x + y) % 64 for x in range(width)] for y in range(width)]


def brighten(image, gamma):
    from curves import STANDARD

    return [STANDARD.apply(gamma, row) for row in image]


def main():
    options = parse()
    image = gradient(options.width)
    result = brighten(image, options.gamma)
    darker = [
        (before, after)
        for row_before, row_after in zip(image, result)
        for before, after in zip(row_before, row_after)
        if after < before
    ]
    print("wrong" if darker else "ok")


if __name__ == "__main__":
    main()
