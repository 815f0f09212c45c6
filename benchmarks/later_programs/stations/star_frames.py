"""Measure the seeing on guide camera frames while they come in."""
from __future__ import annotations

import queue
import sys
import time
from multiprocessing import Array, Process, Queue

FRAMES = 12
INTERVAL = 0.15


def frame(number: int) -> list[int]:
    return [200 + (number * 13 + x * x) % 90 for x in range(400)]


def width_of(pixels: list[int]) -> float:
    top = max(pixels)
    return sum(1 for p in pixels if p > top / 2) / 100


def measure(incoming: Queue, seeing: Array) -> None:
    while True:
        try:
            number, pixels = incoming.get_nowait()
        except queue.Empty:
            break
        seeing[number] = width_of(pixels)


def main() -> None:
    incoming: Queue = Queue()
    seeing = Array("d", FRAMES)
    workers = [Process(target=measure, args=(incoming, seeing)) for _ in range(2)]
    incoming.put((0, frame(0)))
    for w in workers:
        w.start()
    for number in range(1, FRAMES):
        time.sleep(INTERVAL)
        incoming.put((number, frame(number)))
    for w in workers:
        w.join()
    if any(w.exitcode for w in workers):
        sys.exit("a worker failed")
    measured = [s for s in seeing if s > 0]
    if len(measured) < FRAMES:
        print(f"seeing known for {len(measured)} of {FRAMES} frames")
    else:
        print("ok")


if __name__ == "__main__":
    main()
