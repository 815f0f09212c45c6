"""Several presses print one edition; a counter and a lock are shared, reports go through a queue."""
import multiprocessing as mp
from functools import partial
from multiprocessing.queues import Queue as QueueType

_printed = None
_lock = None


def connect(printed, lock):
    global _printed, _lock
    _printed, _lock = printed, lock


def print_sheet(sheet, copies):
    with _lock:
        _printed.value += copies
    return sheet, copies


def report(sheet, reports):
    reports.put(f"sheet {sheet} is dry")
    return sheet


def bind(sheets, finished: mp.Queue, counter):
    for sheet in sheets:
        with counter.get_lock():
            counter.value += 1
        finished.put(sheet)


def send_over(sheet, channel):
    channel.send(sheet * 2)
    channel.close()
    return sheet


def print_edition(sheets, copies):
    printed = mp.Value("i", 0, lock=False)
    lock = mp.Lock()
    with mp.Pool(2, initializer=connect, initargs=(printed, lock)) as pool:
        done = pool.map(partial(print_sheet, copies=copies), sheets)
    assert [sheet for sheet, _ in done] == list(sheets)
    return printed.value


def dry_edition(sheets):
    with mp.Manager() as manager:
        reports = manager.Queue()
        with mp.Pool(2) as pool:
            pool.starmap(report, [(sheet, reports) for sheet in sheets])
        return sorted(reports.get() for _ in sheets)


def bind_edition(sheets):
    finished = mp.Queue()
    assert isinstance(finished, QueueType)
    counter = mp.Value("i", 0)
    binder = mp.Process(target=bind, args=(sheets, finished, counter))
    binder.start()
    bound = [finished.get() for _ in sheets]
    binder.join()
    assert binder.exitcode == 0
    assert counter.value == len(bound)
    return bound


def main():
    sheets = range(1, 6)
    assert print_edition(sheets, copies=100) == 500
    assert dry_edition(sheets)[0] == "sheet 1 is dry"
    assert bind_edition(sheets) == [1, 2, 3, 4, 5]

    here, there = mp.Pipe(duplex=False)
    with mp.Pool(1) as pool:
        pool.apply(send_over, (21, there))
        assert here.recv() == 42
    print("edition of", len(sheets), "sheets")
    print("ok")


if __name__ == "__main__":
    main()
