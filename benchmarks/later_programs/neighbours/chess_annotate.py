#!/usr/bin/env python3
"""Annotate positions with a toy engine.

Some positions make the engine think for ever.  A watchdog in the worker gives
up on those after a moment.
"""
import multiprocessing
import os
import threading
import time

THINKING_TIME = 0.6

POSITIONS = [
    "8/8/8/4k3/8/8/4P3/4K3 w",
    "6k1/5ppp/8/8/8/8/5PPP/3R2K1 w",
    "r3k2r/pppq1ppp/2npbn2/2b1p3/2B1P3/2NPBN2/PPPQ1PPP/R3K2R w",
    "8/5k2/8/8/8/3K4/3P4/8 b",
]


class Watchdog:
    """Ends the engine when it has been thinking for too long."""

    def __init__(self, seconds):
        self.timer = threading.Timer(seconds, os._exit, args=[70])
        self.timer.daemon = True

    def __enter__(self):
        self.timer.start()
        return self

    def __exit__(self, *unused):
        self.timer.cancel()


def evaluate(fen):
    board, side = fen.split()
    material = 0
    for char in board:
        value = {"p": 1, "n": 3, "b": 3, "r": 5, "q": 9}.get(char.lower(), 0)
        material += value if char.isupper() else -value
    # Middle games are searched deeply.
    pieces = sum(char.isalpha() for char in board)
    time.sleep(0.02 * pieces if pieces < 20 else 30)
    return material if side == "w" else -material


def annotate(fen):
    with Watchdog(THINKING_TIME):
        score = evaluate(fen)
    return "%s  {%+d}" % (fen, score)


def main():
    with multiprocessing.Pool(2) as pool:
        for line in pool.imap(annotate, POSITIONS):
            print(line, flush=True)
    print("ok")


if __name__ == "__main__":
    main()
