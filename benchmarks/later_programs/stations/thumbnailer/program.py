from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from album.scale import make_thumbnail
from album.samples import write_album


def thumbnails(pictures: list[Path], target: Path, workers: int = 2) -> None:
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for picture in pictures:
            pool.submit(make_thumbnail, picture, target, (32, 24))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "pictures")
        target = Path(folder, "thumbs")
        source.mkdir()
        pictures = write_album(source, 8)
        thumbnails(pictures, target)
        made = sorted(target.glob("*.ppm"))
        print(f"thumbnails: {len(made)} for {len(pictures)} pictures")
        if len(made) == len(pictures):
            print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
