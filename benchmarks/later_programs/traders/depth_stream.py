from __future__ import annotations

import multiprocessing as mp
from contextlib import closing
from multiprocessing.connection import Connection
from typing import Iterator


def publish(outgoing: Connection, symbol: str, levels: int) -> None:
    with closing(outgoing):
        for level in range(levels):
            outgoing.send((symbol, level, 100 - level * 0.5, 100 + (level + 1) * 0.5))


def stream(incoming: Connection) -> Iterator[tuple]:
    """Everything from a connection until its sender is done."""
    with closing(incoming):
        while True:
            try:
                yield incoming.recv()
            except EOFError:
                return


def subscribe(symbol: str, levels: int) -> tuple[mp.Process, Connection]:
    incoming, outgoing = mp.Pipe(duplex=False)
    publisher = mp.Process(target=publish, args=(outgoing, symbol, levels))
    publisher.start()
    outgoing.close()
    return publisher, incoming


def quoter(connection: Connection) -> None:
    """Answers each question with a spread, until it is told to stop."""
    while True:
        question = connection.recv()
        if question == "stop":
            break
        connection.send(question[3] - question[2])


def main() -> None:
    feeds = [subscribe(symbol, levels) for symbol, levels in (("BMW", 5), ("SAP", 8), ("BAS", 3))]
    book = [level for _, incoming in feeds for level in stream(incoming)]
    for publisher, _ in feeds:
        publisher.join()

    ours, theirs = mp.Pipe()
    process = mp.Process(target=quoter, args=(theirs,))
    process.start()
    spreads = []
    for level in book:
        ours.send(level)
        spreads.append(ours.recv())
    ours.send("stop")
    process.join()

    print(len(book), "levels, widest spread", max(spreads))
    print("ok")


if __name__ == "__main__":
    main()
