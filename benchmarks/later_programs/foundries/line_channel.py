"""Lines from a child to its parent over a one-way channel, which ends as the child closes it."""

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Iterator


@dataclass
class LineChannel:
    reader: Connection
    writer: Connection

    @classmethod
    def open(cls) -> "LineChannel":
        return cls(*multiprocessing.Pipe(duplex=False))

    def write(self, line: str) -> None:
        self.writer.send(line)

    def __iter__(self) -> Iterator[str]:
        try:
            while True:
                yield self.reader.recv()
        except EOFError:
            return


def report(channel: LineChannel, furnace: str) -> None:
    for hour in range(6, 10):
        channel.write(f"{furnace} at {hour}:00 {1200 + hour * 15} degrees")
    channel.writer.close()


def main() -> None:
    channel = LineChannel.open()
    reporter = multiprocessing.Process(target=report, args=(channel, "east"))
    reporter.start()
    for line in channel:
        print(line)
    reporter.join()
    print("ok")


if __name__ == "__main__":
    main()
