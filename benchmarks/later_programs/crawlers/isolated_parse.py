"""Parses feeds of untrusted plug-ins in interpreters of their own, and packs the result in processes."""
import concurrent.futures as futures
import subprocess
import sys
import threading
import zlib
from typing import Callable, Iterable, List, NamedTuple

#: Interpreters where this Python has them (3.14), else threads: the parsers below do not care.
IsolatedExecutor = getattr(futures, "InterpreterPoolExecutor", futures.ThreadPoolExecutor)


class Item(NamedTuple):
    feed: str
    title: str


def parse(feed: str) -> List[tuple]:
    """Lines "title: ..." of a feed, looked at by a helper thread as the plug-in API demands."""
    found: List[tuple] = []

    def look() -> None:
        for line in f"title: {feed} one\nlink: x\ntitle: {feed} two\n".splitlines():
            key, _, value = line.partition(": ")
            if key == "title":
                found.append((feed, value))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    return found


def validator_version(executable: str) -> str:
    """The validator is a program; here Python itself stands for it."""
    done = subprocess.run([executable, "-c", "print('validator 2.1')"], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("ascii").strip()


def pack(item: Item) -> int:
    return len(zlib.compress("/".join(item).encode(), 9))


class Pipeline:
    def __init__(self, *stages: "Callable[[Iterable], Iterable]") -> None:
        self.stages = stages

    def __call__(self, source: Iterable) -> list:
        for stage in self.stages:
            source = stage(source)
        return list(source)


def isolated(feeds: Iterable[str]) -> List[Item]:
    with IsolatedExecutor(max_workers=2) as executor:
        version = executor.submit(validator_version, sys.executable)
        items = [Item(*pair) for pairs in executor.map(parse, feeds) for pair in pairs]
        print(version.result())
    return items


def packed(items: Iterable[Item]) -> List[int]:
    with futures.ProcessPoolExecutor(max_workers=2) as executor:
        return list(executor.map(pack, items))


def main() -> None:
    sizes = Pipeline(isolated, packed)(["planet", "weekly", "releases"])
    print(f"{len(sizes)} items, {sum(sizes)} bytes")
    assert len(sizes) == 6 and all(size > 0 for size in sizes)
    print("ok")


if __name__ == "__main__":
    main()
