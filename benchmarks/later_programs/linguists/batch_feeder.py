"""Read a token stream in batches and count the batches elsewhere."""
import multiprocessing as mp
from collections import Counter
from dataclasses import dataclass
from itertools import cycle, islice


@dataclass(frozen=True)
class Plan:
    tokens: int = 6000
    batch: int = 50


class Batcher:
    """Collects tokens and sends them off whenever the batch is full."""

    def __init__(self, sink, size):
        self.sink = sink
        self.size = size
        self.batch = []

    def feed(self, token):
        self.batch.append(token)
        if len(self.batch) == self.size:
            self.flush()

    def flush(self):
        if self.batch:
            self.sink.put(self.batch)
            self.batch.clear()

    def close(self):
        self.flush()
        self.sink.put(None)


def counter(source, report):
    seen = Counter()
    for batch in iter(source.get, None):
        seen.update(batch)
    report.put(dict(seen))


def token_stream(n):
    return islice(cycle("colourless green ideas sleep furiously".split()), n)


def main(plan=Plan()):
    batches, report = mp.Queue(), mp.Queue()
    proc = mp.Process(target=counter, args=(batches, report))
    proc.start()
    batcher = Batcher(batches, plan.batch)
    for token in token_stream(plan.tokens):
        batcher.feed(token)
    batcher.close()
    counts = report.get()
    proc.join()
    if proc.exitcode:
        raise SystemExit(proc.exitcode)
    if counts == dict.fromkeys(token_stream(5), plan.tokens // 5):
        print("ok")
    else:
        print("tokens not accounted for:", plan.tokens - sum(counts.values()))


if __name__ == "__main__":
    main()
