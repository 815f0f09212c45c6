"""Describe the parts of a running system for its status page."""

import multiprocessing as mp
import multiprocessing.connection
from functools import singledispatch


@singledispatch
def describe(part: object) -> str:
    return type(part).__name__.lower()


@describe.register(mp.Process)
def _describe_process(part) -> str:
    return f"process {part.name}, {'alive' if part.is_alive() else 'ended'}"


@describe.register(mp.connection.Connection)
def _describe_connection(part) -> str:
    return f"connection, {'closed' if part.closed else 'open'}"


@describe.register(mp.Queue)
def _describe_queue(part) -> str:
    return f"queue, {'empty' if part.empty() else 'filled'}"


def work(jobs) -> None:
    while jobs.get() is not None:
        pass


def main() -> None:
    jobs = mp.Queue()
    worker = mp.Process(target=work, args=(jobs,), name="smelter")
    worker.start()
    for part in (worker, jobs):
        print(describe(part))
    jobs.put(None)
    worker.join()
    print("ok")


if __name__ == "__main__":
    main()
