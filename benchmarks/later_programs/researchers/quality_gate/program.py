"""Quality gate of a sequencing batch: bad samples are reported, the rest goes on."""
import multiprocessing
import sys
from dataclasses import dataclass, field

from errors import ContaminationError, QualityError


@dataclass
class Sample:
    name: str
    qualities: list
    foreign: dict = field(default_factory=dict)


BATCH = [
    Sample("liver-1", [34, 36, 35, 33]),
    Sample("liver-2", [18, 22, 20, 19]),
    Sample("liver-3", [35, 35, 36, 37], {"E. coli": 0.21}),
    Sample("liver-4", [31, 30, 33, 32], {"E. coli": 0.01}),
]


def inspect(sample, threshold):
    for organism, share in sample.foreign.items():
        if share > 0.05:
            raise ContaminationError(sample.name, share, organism=organism)
    score = sum(sample.qualities) / len(sample.qualities)
    if score < threshold:
        raise QualityError(sample.name, score, threshold)
    return score


def gate(batch, threshold=28):
    passed, failed = {}, {}
    with multiprocessing.Pool(2) as pool:
        handles = [(s.name, pool.apply_async(inspect, (s, threshold))) for s in batch]
        for name, handle in handles:
            try:
                passed[name] = handle.get()
            except ContaminationError as error:
                failed[name] = error.organism
            except QualityError as error:
                failed[name] = str(error)
    return passed, failed


if __name__ == "__main__":
    good, bad = gate(BATCH)
    for name, reason in bad.items():
        print(name, reason, file=sys.stderr)
    print("ok" if sorted(good) == ["liver-1", "liver-4"] and bad["liver-3"] == "E. coli" else "gate failed")
