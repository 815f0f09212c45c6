"""Loader with one worker per shard; each tells by closing its pipe that it has no more."""

from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def produce(writer, shard):
    with writer:
        for i in range(shard, 40, 4):
            writer.send((shard, [i, i * i]))


class Loader:
    def __init__(self, shards):
        self.shards = shards
        self.workers = []
        self.readers = []

    def __enter__(self):
        for shard in range(self.shards):
            reader, writer = Pipe(duplex=False)
            worker = Process(target=produce, args=(writer, shard))
            worker.start()
            writer.close()
            self.readers.append(reader)
            self.workers.append(worker)
        return self

    def __exit__(self, *exc_info):
        for reader in self.readers:
            reader.close()
        for worker in self.workers:
            worker.join()

    def __iter__(self):
        while self.readers:
            for reader in wait(self.readers):
                try:
                    yield reader.recv()
                except EOFError:
                    reader.close()
                    self.readers.remove(reader)


def main():
    with Loader(4) as loader:
        items = sorted(features[0] for _, features in loader)
    assert items == list(range(40)), items
    assert [worker.exitcode for worker in loader.workers] == [0] * 4
    print("ok")


if __name__ == "__main__":
    main()
