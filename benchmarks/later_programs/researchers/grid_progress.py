"""Sweep over detector settings with live progress from the workers."""
import functools
import itertools
import multiprocessing as mp
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sweep:
    gains: list
    thresholds: list
    seen: list = field(default_factory=list)

    def points(self):
        return list(itertools.product(self.gains, self.thresholds))


@dataclass
class Task:
    gain: float
    threshold: float
    lock: Any


def detections(task, progress):
    signal = [((7 * n) % 11) / 10 for n in range(200)]
    hits = sum(task.gain * value > task.threshold for value in signal)
    with task.lock:
        progress.put((task.gain, task.threshold))
    return hits


def follow(progress, seen):
    for item in iter(progress.get, None):
        seen.append(item)


def run(sweep, context):
    with context.Manager() as manager:
        progress, lock = manager.Queue(), manager.Lock()
        tasks = [Task(gain, threshold, lock) for gain, threshold in sweep.points()]
        with ProcessPoolExecutor(max_workers=2, mp_context=context) as executor:
            results = executor.map(functools.partial(detections, progress=progress), tasks)
            hits = dict(zip(sweep.points(), results))
        follower = threading.Thread(target=follow, args=(progress, sweep.seen))
        follower.start()
        progress.put(None)
        follower.join()
    return hits


def main():
    sweep = Sweep(gains=[0.5, 1.0, 2.0], thresholds=[0.2, 0.8])
    hits = run(sweep, mp.get_context())
    best = max(hits, key=hits.get)
    print("best setting", best, "of", len(hits), file=sys.stderr)
    print("ok" if sorted(sweep.seen) == sorted(hits) and best == (2.0, 0.2) else "progress lost")


if __name__ == "__main__":
    main()
