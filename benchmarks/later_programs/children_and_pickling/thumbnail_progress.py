import multiprocessing as mp
from contextlib import ExitStack
from functools import partial
from queue import Empty


def shrink(size, factor, progress, guard):
    width, height = size
    small = (max(1, width // factor), max(1, height // factor))
    with guard:
        progress.put((size, small))
    return small


def drain(queue):
    events = []
    while True:
        try:
            events.append(queue.get_nowait())
        except Empty:
            return events


def shrink_all(sizes, factor, jobs):
    with ExitStack() as stack:
        manager = stack.enter_context(mp.Manager())
        pool = stack.enter_context(mp.Pool(jobs))
        progress, guard = manager.Queue(), manager.Lock()
        task = partial(shrink, factor=factor, progress=progress, guard=guard)
        smaller = pool.map(task, sizes)
        return smaller, drain(progress)


def main():
    sizes = [(640 * n, 480 * n) for n in range(1, 9)]
    smaller, events = shrink_all(sizes, factor=16, jobs=2)
    for size, small in sorted(events):
        print(size, "->", small)
    assert sorted(events) == list(zip(sizes, smaller))
    print("ok")


if __name__ == "__main__":
    main()
