"""Works off a backlog of messages with two consumers."""
from __future__ import annotations

import multiprocessing as mp

from leases import STOP, consume

BACKLOG = ["hello world", "   ", "one two three", "", "last"]


def words(message: str) -> int:
    return len(message.split())


def work_off(messages, consumers=2):
    ctx = mp.get_context()
    queue, tally = ctx.JoinableQueue(), ctx.Value("q", 0)
    crew = [ctx.Process(target=consume, args=(queue, words, tally)) for _ in range(consumers)]
    for process in crew:
        process.start()
    for message in messages:
        queue.put(message)
    queue.join()
    for _ in crew:
        queue.put(STOP)
    for process in crew:
        process.join()
    return tally.value, [process.exitcode for process in crew]


def main():
    total, codes = work_off(BACKLOG)
    print("words", total, codes)
    print("ok" if total == 6 and codes == [0, 0] else "wrong")


if __name__ == "__main__":
    main()
