"""Lightning strokes from the antennas, matched in another process."""
from __future__ import annotations

import multiprocessing as mp
import sys
from dataclasses import dataclass, field
from multiprocessing.context import BaseContext

BACKLOG = 100_000  # a thunderstorm over the Alps gives that many in a minute


@dataclass
class Feed:
    context: BaseContext
    backlog: int = BACKLOG
    strokes: object = field(init=False)

    def __post_init__(self) -> None:
        self.strokes = self.context.Queue(self.backlog)

    def publish(self, antenna: str, microseconds: int) -> None:
        self.strokes.put((antenna, microseconds))

    def finish(self) -> None:
        self.strokes.put(None)


def match(feed: Feed, out) -> None:
    seen: dict[int, set[str]] = {}
    for antenna, when in iter(feed.strokes.get, None):
        seen.setdefault(when // 100, set()).add(antenna)
    out.send(sum(1 for antennas in seen.values() if len(antennas) >= 3))
    out.close()


def main() -> None:
    context = mp.get_context("spawn")
    feed = Feed(context)
    result, out = context.Pipe(duplex=False)
    matcher = context.Process(target=match, args=(feed, out))
    matcher.start()
    for stroke in range(50):
        for delay, antenna in enumerate(["Bern", "Chur", "Graz", "Udine"]):
            feed.publish(antenna, stroke * 1000 + delay * 7)
    feed.finish()
    print("matched", result.recv(), "strokes")
    matcher.join()
    if matcher.exitcode:
        sys.exit("matcher failed")
    print("ok")


if __name__ == "__main__":
    main()
