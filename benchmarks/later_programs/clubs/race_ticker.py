"""Follow a race that another process times."""
import multiprocessing


class Ticker:
    """Lines from one process to another; whoever reads gives up its end for writing."""

    def __init__(self):
        self.source, self.sink = multiprocessing.Pipe(duplex=False)

    def write(self, line):
        self.sink.send(line)

    def lines(self):
        self.sink.close()
        while True:
            try:
                line = self.source.recv()
            except EOFError:
                break
            yield line


def timekeeper(ticker, laps):
    for lap in range(1, laps + 1):
        ticker.write(f"lap {lap}: {60 - lap / 10:.1f} s")


def follow(laps):
    ticker = Ticker()
    process = multiprocessing.Process(target=timekeeper, args=(ticker, laps))
    process.start()
    yield from ticker.lines()
    process.join()
    if process.exitcode:
        raise RuntimeError("the timekeeper has left")


def main():
    laps = list(follow(5))
    print(*laps, sep="\n")
    if len(laps) == 5:
        print("ok")


if __name__ == "__main__":
    main()
