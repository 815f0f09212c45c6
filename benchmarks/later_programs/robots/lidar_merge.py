"""Merges the scans of several lidars into one cloud; every scan keeps the mounting of its own lidar."""
import operator
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import Pool
from typing import Dict, List, Tuple


@dataclass(frozen=True)
class Mount:
    name: str
    x: float
    y: float
    delay: float


MOUNTS = [
    Mount("front", 0.4, 0.0, 0.3),
    Mount("left", 0.0, 0.3, 0.15),
    Mount("rear", -0.4, 0.0, 0.0),
]
BY_NAME = {mount.name: mount for mount in MOUNTS}


def scan(mount: Mount) -> Tuple[str, List[float]]:
    time.sleep(mount.delay)
    return mount.name, [1.0 + mount.x, 2.0 + mount.y]


def ranges(mount: Mount) -> List[float]:
    return scan(mount)[1]


def check(number: int, mount: Mount) -> float:
    time.sleep(mount.delay)
    return number + mount.x


def numbered_scan(item: Tuple[int, Mount]) -> Tuple[int, float]:
    number, mount = item
    return number, sum(ranges(mount))


def as_they_come(pool) -> Dict[Mount, List[float]]:
    cloud = {}
    for count, (name, points) in enumerate(pool.imap_unordered(scan, MOUNTS), start=1):
        cloud[BY_NAME[name]] = points
        print(f"{count}/{len(MOUNTS)} scans")
    return cloud


def sums(pool) -> List[Tuple[str, float]]:
    found = sorted(pool.imap_unordered(numbered_scan, enumerate(MOUNTS)), key=operator.itemgetter(0))
    return [(mount.name, total) for mount, (_, total) in zip(MOUNTS, found)]


def in_order(executor) -> Dict[str, List[float]]:
    return {mount.name: points for mount, points in zip(MOUNTS, executor.map(ranges, MOUNTS))}


def by_future(executor) -> Dict[str, float]:
    futures = {executor.submit(check, number, mount): mount for number, mount in enumerate(MOUNTS)}
    return {futures[future].name: future.result() for future in as_completed(futures)}


def total_of(executor) -> float:
    return round(sum(future.result() for future in as_completed([executor.submit(check, 0, m) for m in MOUNTS])), 6)


def main() -> None:
    with Pool(3) as pool:
        cloud = as_they_come(pool)
        totals = sums(pool)
    with ProcessPoolExecutor(3) as executor:
        ordered = in_order(executor)
        checks = by_future(executor)
        drift = total_of(executor)
    expected = {mount.name: [1.0 + mount.x, 2.0 + mount.y] for mount in MOUNTS}
    assert {mount.name: points for mount, points in cloud.items()} == expected == ordered
    assert checks == {mount.name: number + mount.x for number, mount in enumerate(MOUNTS)}
    assert totals == [(name, sum(points)) for name, points in expected.items()]
    print(f"{len(cloud)} scans merged, drift {drift}")
    print("ok")


if __name__ == "__main__":
    main()
