import multiprocessing as mp
from typing import List


def write(batches, written) -> None:
    while True:
        batch = batches.get()
        try:
            if batch is None:
                return
            if not batch:
                continue
            with written.get_lock():
                written.value += len(batch)
        finally:
            batches.task_done()


def feed(batches, rows: int, size: int) -> None:
    batch: List[int] = []
    for row in range(rows):
        batch.append(row)
        if len(batch) == size:
            batches.put(batch)
            batch = []
    batches.put(batch)


def main() -> None:
    batches = mp.JoinableQueue()
    written = mp.Value("q", 0)
    writers = [mp.Process(target=write, args=(batches, written)) for _ in range(2)]
    for writer in writers:
        writer.start()
    feed(batches, rows=1000, size=40)
    batches.join()
    for _ in writers:
        batches.put(None)
    for writer in writers:
        writer.join()
    codes = [writer.exitcode for writer in writers]
    print(written.value, "rows", codes)
    if written.value != 1000 or any(codes):
        raise SystemExit("rows lost")
    print("ok")


if __name__ == "__main__":
    main()
