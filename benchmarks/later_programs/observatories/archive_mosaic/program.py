"""Builds a mosaic out of tiles: workers write rows of one file, in turn."""

import tempfile
from pathlib import Path

from mosaic import Mosaic


def main():
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "mosaic.txt"
        mosaic = Mosaic(target, rows=4, columns=6)
        written = mosaic.build()
        print(f"{written} tiles in {len(target.read_text().splitlines())} lines")


if __name__ == "__main__":
    main()
