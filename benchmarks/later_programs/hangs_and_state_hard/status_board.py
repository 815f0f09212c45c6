"""A board of machine states in shared memory, filled by the workers and shown by the parent."""
import ctypes
import multiprocessing as mp
import sys


class MachineState(ctypes.Structure):
    _fields_ = [
        ("machine", ctypes.c_int),
        ("load", ctypes.c_double),
        ("label", ctypes.c_char_p),
    ]


def describe(slot):
    return "%d %.2f %s" % (slot.machine, slot.load, slot.label.decode())


def watch(board, index):
    slot = board[index]
    print("watching", describe(slot), flush=True)
    with board.get_lock():
        slot.load = 0.25 * (index + 1)


def make_board(names):
    rows = [(number, 0.0, name.encode()) for number, name in enumerate(names)]
    return mp.Array(MachineState, rows)


def main():
    board = make_board(["lathe in hall A", "mill in hall B", "press in hall C"])
    watchers = [mp.Process(target=watch, args=(board, i)) for i in range(len(board))]
    for w in watchers:
        w.start()
    for w in watchers:
        w.join()
    failed = [w.exitcode for w in watchers if w.exitcode]
    if failed:
        sys.exit("watchers ended with %s" % failed)
    for slot in board:
        print(describe(slot))


if __name__ == "__main__":
    main()
