"""Reads the dose values of a day's x-ray images in batches."""

import multiprocessing
import sys
from typing import Any, Dict, List, NamedTuple, Tuple

LIMITS: Dict[str, float] = {}


class Image(NamedTuple):
    number: int
    region: str
    dose: float


IMAGES = [
    Image(1, "chest", 0.09),
    Image(2, "pelvis", 0.71),
    Image(3, "chest", 0.22),
    Image(4, "hand", 0.008),
    Image(5, "spine", 1.45),
    Image(6, "hand", 0.013),
]


def read_limits() -> None:
    LIMITS.update({"chest": 0.12, "pelvis": 0.9, "hand": 0.01, "spine": 1.5})


def too_high(image: Image) -> bool:
    return image.dose > LIMITS[image.region]


def worker_options() -> Dict[str, Any]:
    """The limits are read once; where the workers do not get them from here, each reads them."""
    if multiprocessing.get_start_method() != "fork":
        return {"initializer": read_limits}
    return {}


def scratch_name() -> str:
    # Windows does not allow colons in names
    return "dose-08-30" if sys.platform == "win32" else "dose-08:30"


def check(images: List[Image]) -> Tuple[List[int], float]:
    read_limits()
    with multiprocessing.Pool(2, **worker_options()) as pool:
        flags = pool.map(too_high, images, chunksize=2)
    return [image.number for image, high in zip(images, flags) if high], sum(image.dose for image in images)


def main() -> None:
    high, total = check(IMAGES)
    print(scratch_name(), "images with a high dose:", high, "sum: %.3f" % total)
    assert high == [3, 6]
    print("ok")


if __name__ == "__main__":
    main()
