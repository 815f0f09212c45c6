"""Packs log segments in worker processes and reports how many are waiting."""
import multiprocessing
import queue
import sys
import zlib
from typing import Iterator, Tuple


def pack(work, results):
    for number, segment in iter(work.get, None):
        try:
            results.put((number, zlib.compress(segment)))
        finally:
            work.task_done()
    work.task_done()


def backlog(work) -> str:
    try:
        return str(work.qsize())
    except NotImplementedError:
        return "unknown"


class Packer:
    def __init__(self, width: int = 2):
        self._work = multiprocessing.JoinableQueue()
        self._results = multiprocessing.Queue()
        self._crew = [
            multiprocessing.Process(target=pack, args=(self._work, self._results), daemon=True)
            for _ in range(width)
        ]
        for member in self._crew:
            member.start()

    def collect(self, count: int) -> Iterator[Tuple[int, bytes]]:
        while count:
            try:
                yield self._results.get(timeout=1)
                count -= 1
            except queue.Empty:
                if not all(member.is_alive() for member in self._crew):
                    raise RuntimeError("a packer is gone")

    def pack(self, segments):
        for pair in enumerate(segments):
            self._work.put(pair)
        sys.stderr.write("waiting: %s\n" % backlog(self._work))
        packed = dict(self.collect(len(segments)))
        self._work.join()
        return [packed[number] for number in range(len(segments))]

    def stop(self):
        for _ in self._crew:
            self._work.put(None)
        for member in self._crew:
            member.join(10)
            if member.exitcode is None:
                member.terminate()
                member.join()
        return [member.exitcode for member in self._crew]


def main():
    segments = [bytes([65 + number]) * 150_000 for number in range(5)]
    packer = Packer()
    try:
        packed = packer.pack(segments)
    finally:
        codes = packer.stop()
    right = [zlib.decompress(data) for data in packed] == segments and codes == [0, 0]
    print("ok" if right else "wrong")


if __name__ == "__main__":
    main()
