"""Cleaning of the milking dishes between two cows.

The robot gives every step a slot; a step that takes longer is dropped, the next
cow must not wait.
"""
import concurrent.futures
import dataclasses
import sys
import time


@dataclasses.dataclass(frozen=True)
class Step:
    name: str
    seconds: float
    slot: float


PLAN = (
    Step("rinse", 0.05, 5.0),
    Step("dip", 0.05, 5.0),
    Step("steam", 5.0, 0.4),
)
CYCLE_LIMIT = 3.5


def perform(step: Step) -> str:
    end = time.monotonic() + step.seconds
    while time.monotonic() < end:
        time.sleep(0.01)
    return step.name


def cycle(plan):
    done, dropped = [], []
    with concurrent.futures.ProcessPoolExecutor(1) as arm:
        for step in plan:
            fut = arm.submit(perform, step)
            try:
                done.append(fut.result(timeout=step.slot))
            except concurrent.futures.TimeoutError:
                fut.cancel()
                dropped.append(step.name)
    return done, dropped


def main() -> int:
    t0 = time.monotonic()
    done, dropped = cycle(PLAN)
    took = time.monotonic() - t0
    print("done: %s; dropped: %s" % (", ".join(done), ", ".join(dropped) or "-"))
    if took > CYCLE_LIMIT:
        print("cow waited too long (limit %.1f s)" % CYCLE_LIMIT)
    else:
        print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
