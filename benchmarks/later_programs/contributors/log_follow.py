"""Parse web server logs in a helper process and stream the records."""
import multiprocessing
import re
from collections import Counter
from contextlib import contextmanager

LINE = re.compile(r'(?P<host>\S+) "(?P<verb>[A-Z]+) (?P<path>\S+)" (?P<status>\d{3})')

SAMPLE = [
    '10.0.0.1 "GET /" 200',
    '10.0.0.2 "GET /feed" 304',
    "garbage",
    '10.0.0.1 "POST /login" 403',
]


def parse_into(lines, sink):
    for line in lines:
        match = LINE.match(line)
        if match:
            sink.send(match.groupdict())
    sink.close()


class RecordStream:
    """Iterate over the records that another process parses."""

    def __init__(self, lines, ctx):
        self.lines = lines
        self._source, self._sink = ctx.Pipe(duplex=False)
        self._process = ctx.Process(
            target=parse_into, args=(lines, self._sink), name="parser"
        )

    def open(self):
        self._process.start()
        return self

    def close(self):
        self._source.close()
        self._process.join()
        if self._process.exitcode != 0:
            raise RuntimeError("parser failed")

    def __iter__(self):
        while True:
            try:
                yield self._source.recv()
            except EOFError:
                return


@contextmanager
def follow(lines, ctx=multiprocessing):
    stream = RecordStream(lines, ctx).open()
    try:
        yield stream
    finally:
        stream.close()


def main():
    with follow(SAMPLE) as records:
        statuses = Counter(record["status"] for record in records)
    for status, count in sorted(statuses.items()):
        print(status, count)
    print("ok" if sum(statuses.values()) == 3 else "records are missing")


if __name__ == "__main__":
    main()
