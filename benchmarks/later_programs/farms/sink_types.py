"""Writers for the sensor stream of the calf barn."""
from __future__ import annotations

import multiprocessing as mp
import multiprocessing.queues
import multiprocessing.synchronize
import sys
from typing import Callable, Iterable, Union

Sink = Union["mp.Queue[str]", Callable[[str], None]]


class Recorder(mp.Process):
    def __init__(self, lines: mp.Queue, out: mp.Queue | None, pace: mp.Event) -> None:
        super().__init__()
        self.lines = lines
        self.out = out
        self.pace = pace

    def run(self) -> None:
        n = 0
        self.pace.wait(5)
        for line in iter(self.lines.get, ""):
            n += len(line.split(","))
        if self.out is not None:
            self.out.put(n)


def sender(sink: Sink) -> Callable[[str], None]:
    if isinstance(sink, (multiprocessing.queues.Queue, multiprocessing.queues.SimpleQueue)):
        return sink.put
    if callable(sink):
        return sink
    raise TypeError("no sink: %r" % (sink,))


def stream(rows: Iterable[tuple[str, float]], *sinks: Sink) -> None:
    sends = [sender(s) for s in sinks]
    for name, value in rows:
        for send in sends:
            send("%s,%.1f" % (name, value))


def main() -> int:
    lines: mp.Queue[str] = mp.Queue()
    out: mp.Queue[int] = mp.Queue()
    pace = mp.Event()
    kept: list[str] = []
    rec = Recorder(lines, out, pace)
    if not isinstance(rec, mp.Process) or not isinstance(pace, multiprocessing.synchronize.Event):
        return 2
    rec.start()
    pace.set()
    stream([("nh3", 4.4), ("co2", 812.0), ("rh", 71.5)], lines, kept.append)
    lines.put("")
    fields = out.get(timeout=6)
    rec.join()
    if rec.exitcode or fields != 2 * len(kept):
        print("lost something: %d of %d" % (fields, 2 * len(kept)))
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
