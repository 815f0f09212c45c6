"""Prints the tides of a harbour."""

import argparse

import tables


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("harbour", nargs="?", default="Brest")
    harbour = parser.parse_args().harbour
    for hour, height in enumerate(tables.HEIGHTS[harbour]):
        print(f"{hour:02d}h {height:5.2f} m")


if __name__ == "__main__":
    main()
