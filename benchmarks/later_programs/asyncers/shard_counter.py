"""Count the events of log shards, one process per shard, and merge the counts."""
import multiprocessing
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import List, Optional

EVENTS = ("open", "click", "open", "close", "open", "error")


class ShardCounter(multiprocessing.Process):
    """Counts one shard; ask outcome() for the counts."""

    def __init__(self, path: Path, skip: int = 0) -> None:
        super().__init__(name=f"count-{path.stem}")
        self.path = path
        self.skip = skip
        self.lines = multiprocessing.Value("q", 0)
        self._incoming, self._outgoing = multiprocessing.Pipe(duplex=False)
        self.counts: Optional[Counter] = None
        self.position = 0

    def run(self) -> None:
        self.counts = Counter()
        with self.path.open(encoding="utf-8") as shard:
            for self.position, line in enumerate(shard, 1):
                if self.position > self.skip:
                    self._take(line)
        with self.lines.get_lock():
            self.lines.value = self.position
        self._outgoing.send(dict(self.counts))
        self._outgoing.close()

    def _take(self, line: str) -> None:
        event, _, user = line.strip().partition(" ")
        self.counts[event] += 1

    def outcome(self) -> Counter:
        """What the process found; waits for it, once."""
        if self.counts is None:
            self._outgoing.close()
            self.counts = Counter(self._incoming.recv())
            self.join()
            if self.exitcode:
                raise RuntimeError(f"{self.name} ended with {self.exitcode}")
        return self.counts


def write_shards(folder: Path, count: int) -> List[Path]:
    paths = []
    for number in range(count):
        path = folder / f"shard{number}.log"
        path.write_text("".join(f"{EVENTS[(i * number) % 6]} user{i % 7}\n" for i in range(60)), encoding="utf-8")
        paths.append(path)
    return paths


def main() -> int:
    total: Counter = Counter()
    with tempfile.TemporaryDirectory(prefix="shards-") as name:
        counters = [ShardCounter(path, skip=10) for path in write_shards(Path(name), 3)]
        for counter in counters:
            counter.start()
        for counter in counters:
            total += counter.outcome()
            print(f"{counter.name}: {sum(counter.counts.values())} of {counter.lines.value} lines counted")
    for event, count in total.most_common():
        print(f"{event:6} {count}")
    return 0 if sum(total.values()) == 150 else 1


if __name__ == "__main__":
    sys.exit(main())
