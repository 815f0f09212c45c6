import multiprocessing
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


def shared_int() -> Any:
    return multiprocessing.Value("q", 0)


@dataclass
class Counters:
    hits: Any = field(default_factory=shared_int)
    size: Any = field(default_factory=shared_int)
    table: Any = None
    lock: Any = field(default_factory=multiprocessing.Lock)

    @contextmanager
    def locked(self):
        with self.hits.get_lock(), self.size.get_lock():
            yield self


def serve(counters, requests):
    for path in requests:
        with counters.locked() as c:
            c.hits.value += 1
            c.size.value += len(path)
        with counters.lock:
            counters.table[len(path) % 4] += 1


def main():
    counters = Counters(table=multiprocessing.RawArray("i", 4))
    requests = ["/a", "/bb", "/ccc", "/dddd"] * 200
    servers = {
        n: multiprocessing.Process(target=serve, args=(counters, requests))
        for n in range(3)
    }
    for server in servers.values():
        server.start()
    for server in servers.values():
        server.join()
        assert server.exitcode == 0
    assert counters.hits.value == 2400, counters.hits.value
    assert counters.size.value == 600 * 14
    assert list(counters.table) == [600] * 4
    print("ok")


if __name__ == "__main__":
    main()
