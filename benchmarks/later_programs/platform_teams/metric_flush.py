"""Batches the metrics of a worker process and ships them to the aggregating parent."""
import multiprocessing as mp
from collections import Counter
from typing import List, Tuple

Sample = Tuple[str, float]


class MetricShipper:
    """Sends the samples in batches so that the channel is not flooded."""

    def __init__(self, channel: mp.Queue, batch_size: int) -> None:
        self.channel = channel
        self.batch_size = batch_size
        self.batch: List[Sample] = []

    def record(self, metric: str, value: float) -> None:
        self.batch.append((metric, value))
        if len(self.batch) >= self.batch_size:
            self.flush()

    def flush(self) -> None:
        if self.batch:
            self.channel.put(self.batch)
            self.batch.clear()

    def close(self) -> None:
        self.flush()
        self.channel.put(None)


def serve_requests(channel: mp.Queue, requests: int) -> None:
    shipper = MetricShipper(channel, batch_size=10)
    for number in range(requests):
        shipper.record("latency_ms", float(number % 7))
        shipper.record("bytes", 512.0)
    shipper.close()


def aggregate(channel: mp.Queue) -> Counter:
    counts: Counter = Counter()
    for batch in iter(channel.get, None):
        counts.update(metric for metric, _ in batch)
    return counts


def main() -> None:
    requests = 500
    channel = mp.Queue()
    worker = mp.Process(target=serve_requests, args=(channel, requests))
    worker.start()
    counts = aggregate(channel)
    worker.join()
    if worker.exitcode:
        raise SystemExit(f"worker failed: {worker.exitcode}")
    print(dict(counts))
    complete = counts["latency_ms"] == requests and counts["bytes"] == requests
    print("ok" if complete else "samples missing")


if __name__ == "__main__":
    main()
