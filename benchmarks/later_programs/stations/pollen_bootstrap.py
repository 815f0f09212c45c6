from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from random import Random
from statistics import mean, pstdev

GRAINS = [12, 40, 7, 88, 31, 19, 54, 23, 3, 61, 47, 15, 29, 72, 36, 10]

rng = Random(20190417)


@dataclass(frozen=True)
class Replicate:
    index: int
    estimate: float


def resample(counts: list[int]) -> list[int]:
    return [rng.choice(counts) for _ in counts]


def bootstrap_block(block: range) -> list[Replicate]:
    return [Replicate(i, mean(resample(GRAINS))) for i in block]


def blocks(total: int, size: int) -> list[range]:
    return [range(start, min(start + size, total)) for start in range(0, total, size)]


def standard_error(replicates: list[Replicate]) -> float:
    return pstdev(r.estimate for r in replicates)


def main() -> None:
    replicates: list[Replicate] = []
    for block in blocks(120, 40):
        # a fresh executor for each slide, the microscope is read out in between
        with ProcessPoolExecutor(max_workers=1) as executor:
            replicates += executor.submit(bootstrap_block, block).result()
    estimates = {round(r.estimate, 6) for r in replicates}
    print(f"{len(replicates)} replicates, standard error {standard_error(replicates):.2f}")
    by_block = [[r.estimate for r in replicates[k : k + 40]] for k in (0, 40, 80)]
    if by_block[0] == by_block[1] == by_block[2]:
        print(f"slides agree to the last digit; {len(estimates)} different estimates")
    else:
        print("ok")


if __name__ == "__main__":
    main()
