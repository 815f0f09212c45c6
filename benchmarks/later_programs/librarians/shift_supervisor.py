"""A supervisor restarts its helpers according to the status they leave with."""
from __future__ import annotations

import enum
import multiprocessing
import os
import sys
import time
from typing import ClassVar, Dict, List


class Leave(enum.IntEnum):
    DONE = 0
    AGAIN = 75
    UNFIT = 78


class Helper(multiprocessing.Process):
    """Base of all helpers: `duty` decides how the process ends."""

    attempts: ClassVar[int] = 3

    def __init__(self, post: str, attempt: int = 1) -> None:
        super().__init__(name=f"{post}#{attempt}")
        self.post = post
        self.attempt = attempt

    def run(self) -> None:
        try:
            self.duty()
        except NotImplementedError as error:
            print(f"{self.name}: {error}", file=sys.stderr)
            sys.exit(Leave.UNFIT)

    def duty(self) -> None:
        raise NotImplementedError(f"nobody knows how to do {self.post}")

    def again(self) -> "Helper":
        return type(self)(self.post, self.attempt + 1)


class Sweeper(Helper):
    def duty(self) -> None:
        sys.exit(Leave.AGAIN if self.attempt < 2 else Leave.DONE)


class Watchman(Helper):
    """Leaves at once when relieved, without ceremony."""

    def duty(self) -> None:
        time.sleep(0.05)
        os._exit(Leave.DONE)


class Supervisor:
    def __init__(self, *helpers: Helper) -> None:
        self.on_duty: List[Helper] = list(helpers)
        self.record: Dict[str, List[str]] = {}

    def __enter__(self) -> "Supervisor":
        for helper in self.on_duty:
            helper.start()
        return self

    def __exit__(self, *exc_info) -> None:
        for helper in self.on_duty:
            helper.kill()
            helper.join()

    def wait(self) -> None:
        while self.on_duty:
            helper = self.on_duty.pop(0)
            helper.join()
            status = helper.exitcode
            self.record.setdefault(helper.post, []).append(
                Leave(status).name if status in list(Leave) else f"status {status}"
            )
            if status == Leave.AGAIN and helper.attempt < helper.attempts:
                successor = helper.again()
                successor.start()
                self.on_duty.append(successor)


def main() -> None:
    with Supervisor(Sweeper("yard"), Watchman("gate"), Helper("belfry")) as supervisor:
        supervisor.wait()
    for post, leaves in sorted(supervisor.record.items()):
        print(f"{post:<8}{' -> '.join(leaves)}")


if __name__ == "__main__":
    main()
