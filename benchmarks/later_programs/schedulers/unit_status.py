import ctypes
import multiprocessing as mp
import sys
from enum import Enum


class State(Enum):
    IDLE = b"idle"
    BUSY = b"busy"


class StatusBoard:
    """State and free text of one unit, visible to the supervisor while the unit works."""

    def __init__(self, ctx):
        self.load = ctx.Value(ctypes.c_uint16, 0)
        self.text = ctx.Value(ctypes.c_char_p, State.IDLE.value)

    def publish(self, load, state, detail):
        with self.load.get_lock():
            self.load.value = load
        with self.text.get_lock():
            self.text.value = b"%s: %s" % (state.value, detail.encode("ascii"))

    def snapshot(self):
        return self.load.value, self.text.value


def unit(board, jobs):
    for number, job in enumerate(jobs, 1):
        board.publish(number * 10, State.BUSY, job)


def viewer(board, load, text):
    if board.snapshot() != (load, text):
        sys.exit(1)


def outcome(ctx, target, *args):
    process = ctx.Process(target=target, args=args)
    process.start()
    process.join()
    return process.exitcode


def main():
    ctx = mp.get_context()
    board = StatusBoard(ctx)
    codes = [
        outcome(ctx, unit, board, ["fetch", "unpack", "relabel"]),
        outcome(ctx, viewer, board, 30, b"busy: relabel"),
    ]
    print(codes)
    print("ok" if codes == [0, 0] else "wrong")


if __name__ == "__main__":
    main()
