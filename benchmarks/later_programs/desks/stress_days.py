"""Historical stress: each crisis is replayed with a pool, a manager and a watcher that go away with it."""
import multiprocessing as mp
import time
from collections import namedtuple

try:
    import resource
except ModuleNotFoundError:
    resource = None

Crisis = namedtuple("Crisis", "name days shock")

CRISES = [Crisis(f"{year}", 5 + year % 7, -0.02 - (year % 10) / 500) for year in range(1987, 2003)]
EXPOSURES = {"equity": 4.0e6, "credit": 2.5e6, "rates": -1.0e6}


def day_loss(task):
    crisis, day, shared = task
    loss = sum(EXPOSURES.values()) * crisis.shock * 0.9**day
    shared.append((day, loss))
    return loss


def watch(inbox, outbox):
    """Counts what it is told until the end of the crisis."""
    seen = 0
    while inbox.get(timeout=9) is not None:
        seen += 1
    outbox.put(seen)


def replay(ctx, crisis):
    with ctx.Manager() as manager:
        shared = manager.list()
        with ctx.Pool(2) as pool:
            losses = pool.map(day_loss, [(crisis, day, shared) for day in range(crisis.days)])
        listed = dict(shared)
    assert [listed[day] for day in range(crisis.days)] == losses
    return losses


def watched(ctx, values):
    inbox, outbox = ctx.Queue(), ctx.Queue()
    watcher = ctx.Process(target=watch, args=(inbox, outbox))
    watcher.start()
    try:
        for value in values:
            inbox.put(value)
        inbox.put(None)
        seen = outbox.get(timeout=9)
    finally:
        watcher.join()
        failed = watcher.exitcode
        watcher.close()
        for queue in (inbox, outbox):
            queue.close()
            queue.join_thread()
    if failed:
        raise RuntimeError("watcher failed")
    return seen


def open_files():
    """Soft limit of open files, lowered to what the batch hosts have."""
    if resource is None:
        return None
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (96, hard))
    return 96


def main():
    limit = open_files()
    ctx = mp.get_context()
    begun = time.monotonic()
    worst = {}
    for crisis in CRISES[:6]:
        losses = replay(ctx, crisis)
        worst[crisis.name] = min(losses)
    for crisis in CRISES:
        assert watched(ctx, range(crisis.days)) == crisis.days
    name = min(worst, key=worst.get)
    print(f"{len(worst)} crises, worst {name} with {worst[name]:,.0f}, limit {limit}, {time.monotonic() - begun:.1f} s")
    print("ok")


if __name__ == "__main__":
    main()
