"""Replay a capture: one process per channel, then compare with the expected counts."""
import multiprocessing as mp
from contextlib import ExitStack

from analysis import channel_statistics

EXPECTED = {"pressure": 100, "flow": 100}


def replay(channels):
    found = {}
    with ExitStack() as stack:
        links = {}
        for channel in channels:
            near, far = mp.Pipe(duplex=False)
            analyst = mp.Process(target=channel_statistics, args=(channel, far))
            analyst.start()
            far.close()
            stack.callback(analyst.join)
            links[channel] = stack.enter_context(near)
        for link in links.values():
            channel, count, peak = link.recv()
            found[channel] = count
            print(f"{channel:9s} {count:5d} rows, peak {peak}")
    return found


def main():
    found = replay(EXPECTED)
    print("ok" if found == EXPECTED else "rows are missing")


if __name__ == "__main__":
    main()
