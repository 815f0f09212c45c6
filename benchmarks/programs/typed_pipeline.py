from __future__ import annotations

import multiprocessing
import queue
import threading
from multiprocessing import Process, Queue


def double(inbox: Queue, outbox: Queue) -> None:
    for item in iter(inbox.get, None):
        outbox.put(item * 2)
    outbox.put(None)


def drain(source: Queue | queue.Queue) -> list[int]:
    if isinstance(source, Queue):
        read = source.get
    elif isinstance(source, queue.Queue):
        read = source.get_nowait
    else:
        raise ValueError(f"cannot read from {source!r}")
    return list(iter(read, None))


def main() -> None:
    inbox: Queue = multiprocessing.Queue()
    outbox: Queue = multiprocessing.Queue()
    for number in range(5):
        inbox.put(number)
    inbox.put(None)
    worker = Process(target=double, args=(inbox, outbox), daemon=True)
    worker.start()
    numbers = drain(outbox)
    worker.join()
    print(threading.active_count() > 0, numbers, worker.exitcode)
    if numbers == [0, 2, 4, 6, 8]:
        print("ok")


if __name__ == "__main__":
    main()
