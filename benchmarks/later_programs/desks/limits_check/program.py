"""Checks exposures against limits: bound method, shared counters and a log that all write to."""
import functools
import multiprocessing
import sys

from checks import counters
from checks.checker import Exposure, LimitChecker, notify


def exposures(count):
    return [Exposure(f"{'ABCD'[k % 4]}{k % 3}-{k:03d}", 1000.0 * (k * k % 97)) for k in range(count)]


def counted(exposure, log, lock):
    live = counters.tick()
    with lock:
        log.append(exposure.name)
    return live


def main():
    ctx = multiprocessing.get_context()
    shared = counters.Shared(ctx)
    checker = LimitChecker({f"{a}{n}": 60_000.0 for a in "ABCD" for n in range(3)}, ctx)
    items = exposures(90)
    with ctx.Manager() as manager:
        log = manager.list()
        note = functools.partial(counted, log=log, lock=manager.Lock())
        with ctx.Pool(2, initializer=counters.attach, initargs=(shared,)) as pool:
            found = pool.map(checker.check, items)
            live = pool.map(note, items, chunksize=10)
        names = sorted(log)
    assert all(live) and names == sorted(each.name for each in items)
    assert shared.checked.value == len(items)
    screen = ctx.Process(target=notify, args=(checker.alerts, 3))
    screen.start()
    raised = checker.raise_alerts(found)
    screen.join()
    print(f"{len(items)} checked, {raised} alerts")
    if screen.exitcode or raised != sum(each.amount > 60_000 for each in items):
        sys.exit("alerts are missing")
    print("ok")


if __name__ == "__main__":
    main()
