"""Scans takes for clipped passages and prints the loudest bins of each."""
import argparse
import math
import multiprocessing as mp
from typing import Iterable, List, NamedTuple, Optional, Tuple


class Options(NamedTuple):
    bins: int
    ceiling: float
    workers: int


class Passage(NamedTuple):
    take: str
    bin: int
    peak: float


OPTIONS: Options


def configure(argv: Optional[List[str]] = None) -> None:
    global OPTIONS
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bins", type=int, default=16)
    parser.add_argument("--ceiling", type=float, default=0.9)
    parser.add_argument("--workers", type=int, default=2)
    OPTIONS = Options(**vars(parser.parse_args(argv)))


def take(number: int, length: int = 4096) -> List[float]:
    swell = 0.5 + number / 10
    return [swell * math.sin(n / 9) * math.sin(n * math.pi / length) for n in range(length)]


def envelope(samples: List[float]) -> Iterable[Tuple[int, float]]:
    width = max(1, len(samples) // OPTIONS.bins)
    for number, start in enumerate(range(0, len(samples), width)):
        yield number, max(map(abs, samples[start:start + width]))


def loud(samples: List[float]) -> List[Tuple[int, float]]:
    return [(number, peak) for number, peak in envelope(samples) if peak > OPTIONS.ceiling]


def scan(number: int) -> List[Passage]:
    name = f"take-{number:02d}"
    return [Passage(name, position, round(peak, 3)) for position, peak in loud(take(number))]


def main() -> None:
    configure([])
    with mp.Pool(OPTIONS.workers) as pool:
        found = [passage for passages in pool.imap(scan, range(8)) for passage in passages]
    takes = {passage.take for passage in found}
    for name in sorted(takes):
        peaks = [passage.peak for passage in found if passage.take == name]
        print(name, len(peaks), "loud bins, peak", max(peaks))
    if len(takes) != 3:
        raise SystemExit(f"expected three loud takes, got {sorted(takes)}")
    print("ok")


if __name__ == "__main__":
    main()
