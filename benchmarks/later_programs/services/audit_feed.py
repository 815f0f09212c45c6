"""Streams audit events from a producer process."""
from __future__ import annotations

import multiprocessing as mp
from dataclasses import dataclass
from typing import Iterator


@dataclass
class Event:
    sequence: int
    user: str
    action: str


def produce(sink, users):
    for number, user in enumerate(users):
        sink.send((number, user, "login"))
    sink.close()


class Feed:
    def __init__(self, users):
        self._source, self._sink = mp.Pipe(duplex=False)
        self._producer = mp.Process(target=produce, args=(self._sink, users))

    def __enter__(self) -> "Feed":
        self._producer.start()
        return self

    def __exit__(self, *exc) -> None:
        self._source.close()
        self._producer.join()
        if self._producer.exitcode:
            raise RuntimeError("producer failed")

    def __iter__(self) -> Iterator[Event]:
        while True:
            try:
                yield Event(*self._source.recv())
            except EOFError:
                return


def main():
    users = ["ada", "bob", "cyd", "dee"]
    with Feed(users) as feed:
        seen = [event.user for event in feed if event.action == "login"]
    print(seen)
    print("ok" if seen == users else "wrong")


if __name__ == "__main__":
    main()
