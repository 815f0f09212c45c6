"""Builds the waveform index of a folder of takes."""
import math

from index import Indexer, overview


class Takes:
    """Takes that exist only as formulas; stands in for the folder."""

    def __init__(self, count, length=6000):
        self.count, self.length = count, length

    def __iter__(self):
        for number in range(self.count):
            yield f"take{number:02d}", [
                math.sin(n / (5 + number)) * (number + 1) / self.count for n in range(self.length)
            ]


def main():
    indexer = Indexer(stages=("peaks", "rms", "crossings"), bins=12)
    rows = indexer.build(Takes(6), workers=2)
    for line in overview(rows):
        print(line)
    if indexer.done != 18:
        raise SystemExit(f"only {indexer.done} stages counted")
    print("ok")


if __name__ == "__main__":
    main()
