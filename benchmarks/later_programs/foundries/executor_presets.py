"""Executors by preset: how many workers a task deserves is said in one place."""

import enum
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor


class Preset(enum.Enum):
    """kind of worker, number of workers"""

    NETWORK = ("thread", 128)
    LIGHT = ("process", 4)
    BATCH = ("process", 96)

    def __init__(self, kind: str, workers: int) -> None:
        self.kind = kind
        self.workers = workers

    def executor(self) -> Executor:
        if self.kind == "thread":
            return ThreadPoolExecutor(self.workers)
        return ProcessPoolExecutor(max_workers=self.workers)


def grain_size(sample: int) -> float:
    return round((sample * 37 % 101) / 10, 1)


def analyse(samples: range, preset: Preset) -> float:
    with preset.executor() as executor:
        sizes = list(executor.map(grain_size, samples))
    return sum(sizes) / len(sizes)


def main() -> None:
    print(f"mean grain size {analyse(range(8), Preset.BATCH):.2f}")
    print("ok")


if __name__ == "__main__":
    main()
