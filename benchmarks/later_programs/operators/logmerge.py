"""Merge several log files by time; every file is decoded by a process of its own."""
from __future__ import annotations

import contextlib
import datetime as dt
import heapq
import logging
import re
import sys
import tempfile
from multiprocessing import Pipe, Process
from pathlib import Path
from typing import Iterator

LINE = re.compile(r"^(\S+) (DEBUG|INFO|WARN|ERROR) (.*)$")
logger = logging.getLogger("logmerge")


def decode(path: Path, out) -> None:
    """Send (time, level, text, file) for every line that can be read."""
    with path.open(encoding="utf-8", errors="replace") as lines, out:
        for raw in lines:
            found = LINE.match(raw.rstrip("\n"))
            if found is None:
                continue
            stamp, level, text = found.groups()
            out.send((dt.datetime.fromisoformat(stamp), level, text, path.name))


class Decoder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.source, self.sink = Pipe(duplex=False)
        self.process = Process(target=decode, args=(path, self.sink), name=f"decode-{path.name}")

    def __enter__(self) -> Decoder:
        self.process.start()
        logger.debug("%s: pid %s", self.path, self.process.pid)
        return self

    def __iter__(self) -> Iterator[tuple]:
        with contextlib.suppress(EOFError):
            while True:
                yield self.source.recv()

    def __exit__(self, *exc_info) -> None:
        self.source.close()
        self.process.join()
        if self.process.exitcode:
            logger.error("%s: decoder ended with %s", self.path, self.process.exitcode)


def merged(paths: list[Path]) -> Iterator[tuple]:
    with contextlib.ExitStack() as stack:
        decoders = [stack.enter_context(Decoder(path)) for path in paths]
        yield from heapq.merge(*decoders)


def write_samples(folder: Path) -> list[Path]:
    start = dt.datetime(2024, 3, 1, 8)
    paths = []
    for number, name in enumerate(("api.log", "db.log", "edge.log")):
        paths.append(folder / name)
        with paths[-1].open("w", encoding="utf-8") as stream:
            for step in range(20):
                moment = start + dt.timedelta(seconds=7 * step + number)
                stream.write(f"{moment.isoformat()} INFO request {step}\n")
    return paths


def main(argv: list[str]) -> int:
    logging.basicConfig(level=logging.WARNING)
    with tempfile.TemporaryDirectory() as tmp:
        paths = [Path(arg) for arg in argv] or write_samples(Path(tmp))
        count = 0
        for stamp, level, text, name in merged(paths):
            count += 1
            if level in ("WARN", "ERROR") or count <= 5:
                print(stamp.time(), level, name, text)
    print(count, "lines")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
