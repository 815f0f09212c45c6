import multiprocessing as mp
from contextlib import contextmanager

import metre
import streams

LINES = ["ar-ma-vi-rum", "qui-ca-no", "tro-iae-qui", "pri-mus-ab-o-ris"]


@contextmanager
def running(target, *args):
    proc = mp.Process(target=target, args=args, daemon=True)
    proc.start()
    yield proc
    proc.join()
    if proc.exitcode:
        raise RuntimeError(f"{proc.name} failed")


def scanned(lines):
    inbox, outbox = mp.Queue(), mp.Queue()
    with running(metre.scanner, inbox, outbox):
        streams.pour(lines, inbox)
        return dict(streams.drain(outbox))


if __name__ == "__main__":
    result = scanned(LINES)
    for verse in LINES:
        print(verse.replace("-", ""), result[verse])
    print("ok" if len(result) == len(LINES) else "lines lost")
