"""Prefetching with several marks for the end that survive the way through a queue."""

import enum
import multiprocessing


class Mark(enum.Enum):
    END = "end"
    SKIP = "skip"


class _Missing:
    """One object per process: pickling gives that of the other process."""

    def __reduce__(self):
        return "MISSING"


MISSING = _Missing()


def load(path, queue):
    for number in range(6):
        if number % 3 == 2:
            queue.put(Mark.SKIP)
        elif number % 3 == 1:
            queue.put((path, MISSING))
        else:
            queue.put((path, number))
    queue.put(Mark.END)


def batches(queue, producers):
    ended = 0
    while ended < producers:
        item = queue.get()
        if item is Mark.END:
            ended += 1
        elif item is not Mark.SKIP:
            yield item


def main():
    queue = multiprocessing.Queue(maxsize=4)
    paths = ["train.csv", "valid.csv"]
    producers = [multiprocessing.Process(target=load, args=(path, queue)) for path in paths]
    for producer in producers:
        producer.start()
    missing = sum(value is MISSING for _, value in batches(queue, len(producers)))
    for producer in producers:
        producer.join()
    assert [producer.exitcode for producer in producers] == [0, 0]
    assert missing == 4, missing
    print("ok")


if __name__ == "__main__":
    main()
