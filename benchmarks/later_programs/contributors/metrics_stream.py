"""Collect measurements in a helper process and stream them to the caller."""
import multiprocessing
import statistics
from contextlib import closing


def sample(count, writer):
    with closing(writer):
        for number in range(count):
            writer.send({"number": number, "load": (number * 7) % 5})


class MetricsStream:
    """Context manager and iterator over the samples of one collector."""

    def __init__(self, count, context=None):
        self.count = count
        self.context = context or multiprocessing.get_context()
        self.process = None
        self.reader = None

    def _start(self):
        reader, writer = self.context.Pipe(duplex=False)
        self.process = self.context.Process(target=sample, args=(self.count, writer))
        self.process.start()
        self._hand_over(writer)
        return reader

    @staticmethod
    def _hand_over(end):
        end.close()

    def __enter__(self):
        self.reader = self._start()
        return self

    def __iter__(self):
        while True:
            try:
                item = self.reader.recv()
            except EOFError:
                break
            yield item["load"]

    def __exit__(self, *exc_info):
        self.reader.close()
        self.process.join()
        if self.process.exitcode:
            raise RuntimeError("collector failed: %s" % self.process.exitcode)


def main():
    with MetricsStream(10) as stream:
        loads = list(stream)
    print("mean load %.2f" % statistics.mean(loads))
    print("ok" if len(loads) == 10 else "samples are missing")


if __name__ == "__main__":
    main()
