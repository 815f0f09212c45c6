"""Cleanse address partitions in worker processes and gather the rows."""
import multiprocessing
from dataclasses import dataclass
from typing import Iterator, List

PARTITIONS = {
    "a-h": [" Alder Lane 4 ", "beech road 17", ""],
    "i-z": ["Oak Street 1", "  ", " pine walk 22"],
}


@dataclass
class Partition:
    name: str
    addresses: List[str]

    def cleansed(self) -> Iterator[str]:
        for address in self.addresses:
            text = " ".join(address.split()).title()
            if text:
                yield text


@dataclass
class Outcome:
    partition: str
    rows: object


class Cleanser(multiprocessing.Process):
    def __init__(self, partition: Partition, outbox):
        super().__init__(name=f"cleanse-{partition.name}")
        self.partition = partition
        self.outbox = outbox

    def run(self) -> None:
        self.outbox.put(Outcome(self.partition.name, self.partition.cleansed()))


def cleanse(partitions: List[Partition], timeout: float = 4.0):
    outbox = multiprocessing.Queue()
    workers = [Cleanser(partition, outbox) for partition in partitions]
    for worker in workers:
        worker.start()
    outcomes = [outbox.get(timeout=timeout) for _ in workers]
    for worker in workers:
        worker.join()
        if worker.exitcode:
            raise RuntimeError(f"{worker.name}: {worker.exitcode}")
    return {outcome.partition: list(outcome.rows) for outcome in outcomes}


def main() -> None:
    partitions = [Partition(name, addresses) for name, addresses in PARTITIONS.items()]
    cleansed = cleanse(partitions)
    for name, rows in sorted(cleansed.items()):
        print(name, rows)
    print("ok" if cleansed == {p.name: list(p.cleansed()) for p in partitions} else "wrong")


if __name__ == "__main__":
    main()
