import multiprocessing as mp
from typing import List, Optional


class BatchSender:
    """Groups samples so that the queue carries fewer messages."""

    def __init__(self, queue, size: int):
        self.queue = queue
        self.size = size
        self.batch: List[int] = []

    def add(self, sample: int) -> None:
        self.batch.append(sample)
        if len(self.batch) >= self.size:
            self.flush()

    def flush(self) -> None:
        if self.batch:
            self.queue.put(self.batch)
            self.batch.clear()


def trace(queue, samples: int) -> None:
    sender = BatchSender(queue, size=25)
    for number in range(samples):
        sender.add(number * number % 251)
    sender.flush()
    queue.put(None)


def collect(queue) -> List[int]:
    received: List[int] = []
    batch: Optional[List[int]] = queue.get()
    while batch is not None:
        received.extend(batch)
        batch = queue.get()
    return received


def main() -> None:
    queue = mp.Queue()
    tracer = mp.Process(target=trace, args=(queue, 1000))
    tracer.start()
    received = collect(queue)
    tracer.join()
    assert tracer.exitcode == 0
    print(len(received), "samples")
    print("ok" if len(received) == 1000 else "mismatch")


if __name__ == "__main__":
    main()
