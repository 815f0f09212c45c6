"""Follow logs that other processes write, as one stream of lines."""
import multiprocessing
import re

LEVELS = re.compile(r"\b(INFO|WARN|ERROR)\b")


class Stream:
    """Lines from one process to another: one writes, one iterates."""

    def __init__(self, context=multiprocessing):
        self.source, self.sink = context.Pipe(duplex=False)

    def write(self, line):
        self.sink.send(line)

    def end(self):
        self.sink.close()

    def __iter__(self):
        while True:
            try:
                yield self.source.recv()
            except EOFError:
                return


def service(name, stream, lines):
    for number in range(lines):
        level = ("INFO", "INFO", "WARN", "ERROR")[number % 4]
        stream.write(f"{name} {level} request {number}")
    stream.end()


def follow(name, lines):
    stream = Stream()
    writer = multiprocessing.Process(target=service, args=(name, stream, lines))
    writer.start()
    yield from stream
    writer.join()
    if writer.exitcode:
        raise RuntimeError(f"{name} ended with {writer.exitcode}")


def tally(lines):
    counts = {}
    for line in lines:
        match = LEVELS.search(line)
        if match:
            counts[match.group()] = counts.get(match.group(), 0) + 1
    return counts


def main():
    print(tally(follow("web", 10)))
    print("ok")


if __name__ == "__main__":
    main()
