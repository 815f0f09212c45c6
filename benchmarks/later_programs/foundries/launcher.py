"""A launcher for small services: each gets its stop signal from the launcher, callers get the process."""

import multiprocessing
import sys
from typing import Any, Callable


def tally(stop: Any, upper: int) -> None:
    total = 0
    for number in range(upper):
        if stop.is_set():
            return
        total += number
    print(f"tally of {upper} is {total}", flush=True)


class Launcher:
    """Starts services.  ``context`` is what to start them with."""

    def __init__(self, context: Any = multiprocessing) -> None:
        self.context = context

    def launch(self, service: Callable[..., None], *arguments: Any) -> multiprocessing.Process:
        stop = self.context.Event()
        process = self.context.Process(target=service, args=(stop, *arguments))
        process.start()
        return process

    def launch_all(self, service: Callable[..., None], each: range) -> "list[multiprocessing.Process]":
        return [self.launch(service, argument) for argument in each]


def main() -> int:
    processes = Launcher().launch_all(tally, range(10_000, 40_000, 10_000))
    for process in processes:
        process.join()
    failed = [process.name for process in processes if process.exitcode]
    if failed:
        sys.exit("failed: " + ", ".join(failed))
    print("ok")
    return 0


if __name__ == "__main__":
    main()
