"""Counts the messages of all bags of a field day."""
import collections
import multiprocessing
import tempfile
from pathlib import Path

from bag import records

CHECKS = {}


def check(label):
    def register(function):
        CHECKS[label] = function
        return function

    return register


@check("messages")
def count_messages(found):
    return len(found)


@check("topics")
def count_topics(found):
    return len({topic for topic, _ in found})


@check("bytes")
def count_bytes(found):
    return sum(len(payload) for _, payload in found)


def inspect(path):
    found = list(records.read(path))
    return path.name, {label: function(found) for label, function in CHECKS.items()}


def record_field_day(folder):
    """A stand-in for the card that comes out of the robot; its last bag was cut off by the battery."""
    paths = []
    for number in range(5):
        path = folder / f"run{number}.bag"
        records.write(path, [(step % 3, b"pose" * (step + 1)) for step in range(10 + number)])
        paths.append(path)
    with paths[-1].open("r+b") as last:
        last.truncate(paths[-1].stat().st_size - 5)
    return paths


def main():
    totals = collections.Counter()
    with tempfile.TemporaryDirectory() as folder, multiprocessing.Pool(2) as pool:
        for name, counts in pool.imap_unordered(inspect, record_field_day(Path(folder))):
            print(name, counts)
            totals.update(counts)
    print("field day:", dict(totals))


if __name__ == "__main__":
    main()
