"""Scan film rolls: reading and grading have executors of their own, and a roll waits for its frames."""
from __future__ import annotations

import concurrent.futures
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Iterator


class Scanner:
    def __init__(self, rolls: ThreadPoolExecutor, frames: ThreadPoolExecutor) -> None:
        self.rolls = rolls
        self.frames = frames

    def frame(self, roll: str, number: int) -> int:
        time.sleep(0.002)
        return len(roll) * 100 + number

    def roll(self, name: str) -> int:
        frames = [self.frames.submit(self.frame, name, number) for number in range(12)]
        return sum(frame.result() for frame in frames)

    def scan(self, names: list[str]) -> Iterator[tuple[str, int]]:
        running = {self.rolls.submit(self.roll, name): name for name in names}
        for future in concurrent.futures.as_completed(running):
            yield running[future], future.result()


def main() -> None:
    names = ["harbour", "wedding", "alps", "cat"]
    with ThreadPoolExecutor(2, "rolls") as rolls, ThreadPoolExecutor(2, "frames") as frames:
        scanned = dict(Scanner(rolls, frames).scan(names))
    assert scanned == {name: 1200 * len(name) + 66 for name in names}
    print("ok")


if __name__ == "__main__":
    main()
