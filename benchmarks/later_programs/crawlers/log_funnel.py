"""Log pipeline: shippers put records in a queue, the funnel writes them in batches, as many as happen to be there."""
import asyncio
import multiprocessing as mp
import queue
import tempfile
from pathlib import Path

CLOSED = None


def ship(source, lines, records):
    for number in range(lines):
        records.put((source, number, f"{source} line {number}"))
    records.put(CLOSED)


class Funnel:
    def __init__(self, records, shippers, batch=16):
        self.records = records
        self.open = shippers
        self.batch = batch
        self.batches = []

    def gather(self):
        """The records that are there, at least one; blocks until there is something."""
        batch = [self.records.get(timeout=30)]
        while len(batch) < self.batch:
            try:
                batch.append(self.records.get_nowait())
            except queue.Empty:
                break
        return batch

    def __iter__(self):
        while self.open:
            batch = self.gather()
            self.open -= batch.count(CLOSED)
            yield [record for record in batch if record is not CLOSED]

    def depth(self):
        """For the dashboard; not every system knows."""
        try:
            return self.records.qsize()
        except NotImplementedError:
            return -1


async def index(batches):
    """Word counts, worked out by tasks that share a queue of this loop only."""
    todo = asyncio.Queue()
    for batch in batches:
        todo.put_nowait(batch)
    words = 0

    async def worker():
        nonlocal words
        while not todo.empty():
            batch = todo.get_nowait()
            await asyncio.sleep(0)
            words += sum(len(text.split()) for _, _, text in batch)

    await asyncio.gather(*(worker() for _ in range(3)))
    return words


def main():
    sources = {"nginx": 40, "app": 25, "cron": 5}
    records = mp.Queue()
    shippers = [mp.Process(target=ship, args=(*item, records), name=item[0]) for item in sources.items()]
    for shipper in shippers:
        shipper.start()
    funnel = Funnel(records, len(shippers))
    batches = []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "all.log")
        with target.open("w", encoding="utf-8") as stream:
            for batch in funnel:
                stream.writelines(f"{text}\n" for _, _, text in batch)
                batches.append(batch)
        written = len(target.read_text(encoding="utf-8").splitlines())
    for shipper in shippers:
        shipper.join()
    words = asyncio.run(index(batches))
    print(f"{written} lines, {words} words, queue depth now {funnel.depth()}")
    assert written == sum(sources.values()) and words == 3 * written
    assert not any(shipper.exitcode for shipper in shippers)
    print("ok")


if __name__ == "__main__":
    main()
