"""Builds the index of a recording so that the player can jump in it."""
import logging
import multiprocessing as mp
import sys

import replay
from workers import Batch, crew, stream

log = logging.getLogger("index")


class Index:
    def __init__(self):
        self.spans = {}

    def enter(self, found):
        number, first, last = found
        self.spans[number] = first, last

    def at(self, stamp):
        return [number for number, (first, last) in sorted(self.spans.items()) if first <= stamp <= last]


def build(recording):
    index = Index()
    with crew(2) as hand_out:
        for chunk in recording:
            hand_out(replay.span, (chunk,), callback=index.enter, error_callback=log.error)
    return index


def longest_gap(recording):
    with mp.Pool(2) as pool:
        asked = pool.map_async(replay.gaps, recording)
        log.info("index of %d chunks is under way", len(recording))
        return max(asked.get())


def sizes(recording):
    with Batch(2) as batch:
        for chunk in recording:
            batch.add(replay.size, chunk)
    return batch.results()


def main():
    recording = replay.chunks(6)
    index = build(recording)
    print(f"{len(index.spans)} of {len(recording)} chunks indexed, 12.5 is in {index.at(12.5)}")
    print(f"gap {longest_gap(recording)}, {sum(sizes(recording))} stamps")
    ordered = [number for number, _, _ in stream(replay.span, recording)]
    print("order", ordered)
    if ordered != sorted(index.spans) or len(ordered) != len(recording):
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
