"""Workers deliver their findings to a sink: a list, a queue of this process, or one shared between processes."""
import multiprocessing
import queue
from functools import wraps

FINDERS = {}


def finder(func):
    @wraps(func)
    def wrapper(text, sink):
        for item in func(text):
            deliver(sink, (func.__name__, item))
        deliver(sink, (func.__name__, None))

    FINDERS[func.__name__] = wrapper
    return wrapper


def deliver(sink, item):
    if isinstance(sink, list):
        sink.append(item)
    elif isinstance(sink, (queue.Queue, multiprocessing.Queue)):
        sink.put(item)
    else:
        raise TypeError(f"no way to deliver to {type(sink).__name__}")


@finder
def find_dates(text):
    return [word for word in text.split() if word.count("-") == 2]


@finder
def find_amounts(text):
    return [word for word in text.split() if word.endswith("EUR")]


def drain(sink, finders):
    found, open_finders = [], set(finders)
    while open_finders:
        name, item = sink.get(timeout=5)
        if item is None:
            open_finders.discard(name)
        else:
            found.append((name, item))
    return sorted(found)


def main():
    text = "2024-05-01 paid 20EUR, due 2024-06-01 7EUR"
    local = []
    for run in FINDERS.values():
        run(text, local)
    shared = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=run, args=(text, shared)) for run in FINDERS.values()]
    for worker in workers:
        worker.start()
    found = drain(shared, FINDERS)
    for worker in workers:
        worker.join()
    same = found == sorted(item for item in local if item[1] is not None)
    clean = all(worker.exitcode == 0 for worker in workers)
    print("ok" if same and clean else "wrong")


if __name__ == "__main__":
    main()
