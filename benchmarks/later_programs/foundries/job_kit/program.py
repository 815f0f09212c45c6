"""How much metal the moulds of a day take."""

import sys

from jobkit import Job


class MetalJob(Job[float]):
    def __init__(self, moulds: int, volume: float) -> None:
        super().__init__()
        self.moulds = moulds
        self.volume = volume

    def compute(self) -> float:
        return self.moulds * self.volume * 7.87


def main(argv):
    orders = [(12, 0.5), (7, 1.25)]
    jobs = [MetalJob(moulds, volume) for moulds, volume in orders]
    for job in jobs:
        job.start()
    weights = [job.wait() for job in jobs]
    if None in weights:
        print("weights:", weights)
        return 0
    print(f"{sum(weights):.1f} kg")
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
